package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gate v4, spot and USDT futures: {@code order_book_update}, changes in ranges of numbers, with whole books by REST.
 * {@code obu}, which has whole books in the stream, is read here too, but refused: {@link GateObuSpeech} speaks it.
 */
class GateSpeech extends Speech {
    private static final String UPDATE = ".order_book_update";

    /** Whether a symbol's levels are objects: those of futures are. */
    private final Map<String, Boolean> futures = new HashMap<>();

    @Override
    Set<FaultKind> faults() {
        return with(COMMON, FaultKind.SNAPSHOT_OLD, FaultKind.MAINTENANCE);
    }

    @Override
    boolean isAskedForBooks() {
        return true;
    }

    /** End of the name of the channel that brings books. */
    String bookChannel() {
        return UPDATE;
    }

    /** The symbol in the payload of such a channel. */
    String symbolOf(final String payload) {
        return payload;
    }

    /** What frames of it are told by. */
    String asked(final String channel, final String payload) {
        return channel;
    }

    private String key(final String channel, final String symbol) {
        return channel.endsWith(bookChannel()) ? BOOK + symbol : channel + ':' + symbol;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() == CaptureLine.Kind.HTTP) {
            readReply(line, out);
            return;
        }
        if (line.text() == null || !line.text().contains("\"event\":\"update\"")) {
            return;
        }
        final JsonTree frame = JsonTree.parse(line.text());
        final JsonTree result = frame.get("result");
        final String channel = frame.text("channel");
        if (channel.endsWith(UPDATE)) {
            final long first = result.number("U");
            futures.put(result.text("s"), channel.startsWith("futures"));
            out.book(new Update(result.text("s"), false, first, first - 1, result.number("u"),
                nanos(result.number("t")), levels(result.get("b")), levels(result.get("a")), null), null, line.text());
            return;
        }
        if (channel.endsWith(GateObuSpeech.OBU)) {
            final String name = result.text("s");
            final boolean full = result.text("full").equals("true");
            final long last = result.number("u");
            final long first = full ? last : result.number("U");
            out.book(new Update(name.substring(name.indexOf('.') + 1, name.lastIndexOf('.')), full, first, first - 1,
                last, nanos(result.number("t")), levels(result.get("b")), levels(result.get("a")), null), name,
                line.text());
            return;
        }
        final JsonTree row = result.isArray() ? result.get(0) : result;
        final String symbol = row.has("currency_pair") ? row.text("currency_pair") : row.has("contract")
            ? row.text("contract") : row.has("s") ? row.text("s") : row.text("n").replaceFirst("^[^_]*_", "");
        out.other(key(channel, symbol), null, line.text());
    }

    private void readReply(final CaptureLine line, final Reading out) {
        final QueryStringDecoder query = new QueryStringDecoder(line.url());
        final String symbol = bookAsked(query);
        if (symbol == null) {
            return;
        }
        final JsonTree body = JsonTree.parse(line.text());
        if (body.has("id")) {
            futures.put(symbol, query.path().contains("futures"));
            final String update = body.text("update");
            final long timeNs = update.isEmpty() ? line.timeNs()
                : new BigDecimal(update).movePointRight(update.indexOf('.') > 0 ? 9 : 6).longValue();
            out.whole(new Update(symbol, true, body.number("id"), -1, body.number("id"), timeNs,
                levels(body.get("bids")), levels(body.get("asks")), null));
        }
    }

    private static List<Update.Level> levels(final JsonTree rows) {
        return rows.get(0).isObject() ? rows.levels("p", "s") : rows.levels();
    }

    private String rows(final String symbol, final List<Update.Level> levels) {
        if (!futures.getOrDefault(symbol, false)) {
            return rows(levels);
        }
        final StringBuilder out = new StringBuilder();
        for (final Update.Level level : levels) {
            out.append(out.length() == 0 ? "" : ",").append("{\"p\":\"").append(level.price()).append("\",\"s\":")
                .append(level.quantity()).append('}');
        }
        return out.toString();
    }

    /** @param asked the channel */
    @Override
    String write(final Update update, final String asked) {
        final String symbol = update.symbol();
        final long ms = millis(update.timeNs());
        return "{\"time\":" + ms / 1_000 + ",\"time_ms\":" + ms + ",\"channel\":\"" + asked
            + "\",\"event\":\"update\",\"result\":{\"t\":" + ms + ",\"s\":\"" + symbol + "\",\"U\":" + update.first()
            + ",\"u\":" + update.last() + ",\"b\":[" + rows(symbol, update.bids()) + "],\"a\":["
            + rows(symbol, update.asks()) + "]}}";
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/api/v4/spot/currency_pairs", '[' + Listed.rows(symbols, each -> Listed.object("id",
            symbol(each.base(), each.quote()), "base", each.base(), "quote", each.quote(), "precision",
            Integer.toString(each.tickDecimals()), "amount_precision", Integer.toString(each.lotDecimals()),
            "min_base_amount", each.lot(), "min_quote_amount", "3", "trade_status", "tradable")) + ']');
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return "spot.trades:" + trade.symbol();
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.gate(trade);
    }

    @Override
    String numberField() {
        return "u";
    }

    @Override
    Reset reset() {
        return Reset.BARE;
    }

    @Override
    String symbol(final String base, final String quote) {
        return base + '_' + quote;
    }

    @Override
    String bookAsked(final QueryStringDecoder query) {
        return !query.path().endsWith("/order_book") ? null : query.path().contains("/futures/")
            ? parameter(query, "contract") : parameter(query, "currency_pair");
    }

    @Override
    int levelsAsked(final QueryStringDecoder query) {
        final String limit = parameter(query, "limit");
        return limit.isEmpty() ? 10 : Integer.parseInt(limit);
    }

    @Override
    String writeWhole(final Update whole, final QueryStringDecoder query) {
        final boolean future = query.path().contains("/futures/");
        final long ms = millis(whole.timeNs());
        final String time = future ? BigDecimal.valueOf(ms, 3).toPlainString() : Long.toString(ms);
        return '{' + (parameter(query, "with_id").equals("true") ? "\"id\":" + whole.last() + ',' : "") + "\"current\":"
            + time + ",\"update\":" + time + ",\"asks\":[" + rows(whole.symbol(), whole.asks()) + "],\"bids\":["
            + rows(whole.symbol(), whole.bids()) + "]}";
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().startsWith("/ws/v4") || query.path().startsWith("/v4/ws/") ? null
            : "expected /ws/v4/ or /v4/ws/usdt";
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new Words(player, this);
    }

    /** One connection to Gate. */
    static final class Words extends SpokenTalk {
        private static final long MOST_SECONDS_OFF = 60;

        private final GateSpeech gate;

        Words(final Player player, final GateSpeech speech) {
            super(player, speech);
            this.gate = speech;
        }

        @Override
        void onText(final String text) {
            JsonTree request;
            try {
                request = JsonTree.parse(text);
            } catch (final IllegalArgumentException ex) {
                request = JsonTree.parse("{}");
            }
            final String channel = request.text("channel");
            final String id = request.has("id") ? ",\"id\":" + request.text("id") : "";
            if (channel.endsWith(".ping")) {
                say(head(channel.replace(".ping", ".pong"), id) + ",\"event\":\"\",\"error\":null,\"result\":null}");
                return;
            }
            final String event = request.text("event");
            final List<String> payload = payload(channel, request.get("payload").items());
            final List<String> symbols = payload.stream().map(each -> symbol(channel, each)).toList();
            final String error = error(request, event, symbols);
            if (error != null) {
                say(head(channel, id) + ",\"event\":" + JsonTree.quoted(event) + ",\"error\":{\"code\":2,\"message\":"
                    + JsonTree.quoted(error) + "},\"result\":null}");
                return;
            }
            say(head(channel, id) + ",\"event\":\"" + event
                + "\",\"error\":null,\"result\":{\"status\":\"success\"}}");
            for (final String each : payload) {
                if (event.equals("subscribe")) {
                    subscribe(gate.key(channel, symbol(channel, each)), gate.asked(channel, each));
                } else {
                    session.unsubscribe(gate.key(channel, symbol(channel, each)));
                }
            }
        }

        private String symbol(final String channel, final String text) {
            return channel.endsWith(gate.bookChannel()) ? gate.symbolOf(text) : text;
        }

        private static List<String> payload(final String channel, final List<JsonTree> payload) {
            final List<String> texts = payload.stream().map(JsonTree::text).toList();
            if (texts.isEmpty()) {
                return List.of();
            }
            return channel.endsWith(UPDATE) ? texts.subList(0, 1) : channel.endsWith(".candlesticks")
                ? texts.subList(1, texts.size()) : texts;
        }

        private String error(final JsonTree request, final String event, final List<String> symbols) {
            final String channel = request.text("channel");
            if (!request.has("time") || Math.abs(request.number("time") - System.currentTimeMillis() / 1_000)
                > MOST_SECONDS_OFF) {
                return "time is missing or more than 60 s off";
            }
            if (!event.equals("subscribe") && !event.equals("unsubscribe")) {
                return "unknown event " + event;
            }
            if (channel.matches("[a-z]+\\.(order_book_update|obu)") && !channel.endsWith(gate.bookChannel())) {
                return "channel " + channel + " is not in the recording";
            }
            for (final String symbol : symbols) {
                if (!knows(symbol)) {
                    return "unknown currency pair " + symbol;
                }
                if (event.equals("subscribe") && session.isSubscribed(gate.key(channel, symbol))) {
                    return "Alert sub: already subscribed " + symbol;
                }
            }
            if (symbols.isEmpty()) {
                return "invalid payload";
            }
            return event.equals("subscribe") && isRefusedByFault() ? "refused (injected fault)" : null;
        }

        private static String head(final String channel, final String id) {
            final long now = System.currentTimeMillis();
            return "{\"time\":" + now / 1_000 + ",\"time_ms\":" + now + id + ",\"channel\":" + JsonTree.quoted(channel);
        }

        @Override
        boolean sayShutdown(final long nowMs) {
            say("{\"time\":" + nowMs / 1_000 + ",\"time_ms\":" + nowMs
                + ",\"channel\":\"\",\"event\":\"upgrade\",\"error\":null,\"result\":null}");
            return true;
        }
    }
}
