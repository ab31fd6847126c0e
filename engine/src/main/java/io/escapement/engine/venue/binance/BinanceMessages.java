package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.session.Topic;

import java.util.List;
import java.util.stream.Collectors;

/** What is sent on a stream connection of Binance, spot or futures. */
final class BinanceMessages {
    private BinanceMessages() {
    }

    static String request(String method, List<Topic> topics, long requestId) {
        return topics.stream().map(topic -> '"' + topic.name() + '"').collect(Collectors.joining(",",
            "{\"method\":\"" + method + "\",\"params\":[", "],\"id\":" + requestId + "}"));
    }
}
