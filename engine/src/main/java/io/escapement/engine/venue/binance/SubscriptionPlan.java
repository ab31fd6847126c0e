package io.escapement.engine.venue.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The SUBSCRIBE messages of one connection, each small enough for the venue, the streams of one symbol together in one
 * of them. The same for every connection, so that a reconnect asks for exactly what was there before.
 */
final class SubscriptionPlan {
    private static final int STREAMS_PER_MESSAGE = 100;

    private final List<List<String>> symbols = new ArrayList<>();
    private final List<String> streams;

    SubscriptionPlan(List<String> symbols, List<String> streams) {
        this.streams = List.copyOf(streams);
        final int perMessage = Math.max(1, STREAMS_PER_MESSAGE / streams.size());
        for (int i = 0; i < symbols.size(); i += perMessage) {
            this.symbols.add(List.copyOf(symbols.subList(i, Math.min(symbols.size(), i + perMessage))));
        }
    }

    /** How many messages there are; their ids are 1 to this. */
    int size() {
        return symbols.size();
    }

    /** Symbols that message {@code id} is about. */
    List<String> symbols(int id) {
        return symbols.get(id - 1);
    }

    String message(int id) {
        return symbols(id).stream()
            .flatMap(symbol -> streams.stream().map(stream -> '"' + symbol.toLowerCase(Locale.ROOT) + '@' + stream
                + '"'))
            .collect(Collectors.joining(",", "{\"method\":\"SUBSCRIBE\",\"params\":[", "],\"id\":" + id + "}"));
    }
}
