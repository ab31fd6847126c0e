package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Set;

/** KuCoin spot: where to connect is asked by REST first; changes in ranges of numbers, whole books by REST. */
final class KucoinSpeech extends Speech {
    private static final String TOKEN = "loopback";
    private static final String LEVEL2 = "/market/level2";
    private static final String RECORDED_BOOKS = "/orderbook/level2";

    @Override
    Set<FaultKind> faults() {
        return with(COMMON, FaultKind.SNAPSHOT_OLD);
    }

    @Override
    boolean isAskedForBooks() {
        return true;
    }

    private static String key(final String path, final String symbol) {
        return path.equals(LEVEL2) ? BOOK + symbol : path + ':' + symbol;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() == CaptureLine.Kind.HTTP) {
            final QueryStringDecoder query = new QueryStringDecoder(line.url());
            if (query.path().contains(RECORDED_BOOKS)) {
                final JsonTree data = JsonTree.parse(line.text()).get("data");
                final long id = data.number("sequence");
                out.whole(new Update(parameter(query, "symbol"), true, id, -1, id, nanos(data.number("time")),
                    data.get("bids").levels(), data.get("asks").levels(), null));
            }
            return;
        }
        if (line.text() == null || !line.text().contains("\"type\":\"message\"")) {
            return;
        }
        final JsonTree frame = JsonTree.parse(line.text());
        final String topic = frame.text("topic");
        final int colon = topic.indexOf(':');
        final JsonTree data = frame.get("data");
        if (!topic.startsWith(LEVEL2 + ':')) {
            out.other(key(topic.substring(0, colon), topic.substring(colon + 1)), null, line.text());
            return;
        }
        final long first = data.number("sequenceStart");
        // Recordings of 2021 have no time in them; today's frames do.
        final long timeNs = data.has("time") ? nanos(data.number("time")) : line.timeNs();
        out.book(new Update(data.text("symbol"), false, first, first - 1, data.number("sequenceEnd"), timeNs,
            dated(data.get("changes").get("bids")), dated(data.get("changes").get("asks")), null), null, line.text());
    }

    /** Changes of price 0 are none. */
    private static List<Update.Level> dated(final JsonTree rows) {
        return rows.levels().stream().filter(level -> !DecimalText.isZero(level.price())).toList();
    }

    @Override
    String write(final Update update, final String asked) {
        final String number = "\",\"" + update.last() + "\"]";
        return "{\"type\":\"message\",\"topic\":\"/market/level2:" + update.symbol() + "\",\"subject\":"
            + "\"trade.l2update\",\"data\":{\"changes\":{\"asks\":[" + rows(update.asks()).replace("\"]", number)
            + "],\"bids\":[" + rows(update.bids()).replace("\"]", number) + "]},\"sequenceEnd\":" + update.last()
            + ",\"sequenceStart\":" + update.first() + ",\"symbol\":\"" + update.symbol() + "\",\"time\":"
            + millis(update.timeNs()) + "}}";
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/api/v2/symbols", "{\"code\":\"200000\",\"data\":[" + Listed.rows(symbols, each ->
            Listed.object("symbol", symbol(each.base(), each.quote()), "baseCurrency", each.base(), "quoteCurrency",
                each.quote(), "priceIncrement", each.tick(), "baseIncrement", each.lot(), "baseMinSize", each.lot(),
                "baseMaxSize", "9000", "minFunds", "0.1", "enableTrading", "true")) + "]}");
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return key("/market/match", trade.symbol());
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.kucoin(trade);
    }

    @Override
    String numberField() {
        return "sequenceEnd";
    }

    @Override
    Reset reset() {
        return Reset.BARE;
    }

    @Override
    String symbol(final String base, final String quote) {
        return base + '-' + quote;
    }

    @Override
    String bookAsked(final QueryStringDecoder query) {
        return query.path().contains(RECORDED_BOOKS) ? parameter(query, "symbol") : null;
    }

    @Override
    int levelsAsked(final QueryStringDecoder query) {
        return query.path().endsWith("level2_20") ? 20 : query.path().endsWith("level2_100") ? 100
            : Integer.MAX_VALUE;
    }

    @Override
    String writeWhole(final Update whole, final QueryStringDecoder query) {
        return "{\"code\":\"200000\",\"data\":{\"time\":" + millis(whole.timeNs()) + ",\"sequence\":\"" + whole.last()
            + "\",\"bids\":[" + rows(whole.bids()) + "],\"asks\":[" + rows(whole.asks()) + "]}}";
    }

    @Override
    String body(final QueryStringDecoder query, final String base) {
        return !query.path().equals("/api/v1/bullet-public") ? null : "{\"code\":\"200000\",\"data\":{\"token\":\""
            + TOKEN + "\",\"instanceServers\":[{\"endpoint\":\"ws://" + base + "/endpoint\",\"encrypt\":false,"
            + "\"protocol\":\"websocket\",\"pingInterval\":18000,\"pingTimeout\":10000}]}}";
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/endpoint") && parameter(query, "token").equals(TOKEN) ? null
            : "expected /endpoint?token=TOKEN&connectId=ID with the token of /api/v1/bullet-public";
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new Words(player, this, parameter(query, "connectId"));
    }

    private static final class Words extends SpokenTalk {
        private static final int DEAD_AFTER_S = 28;

        private final String connectId;
        private int silentSeconds;

        Words(final Player player, final Speech speech, final String connectId) {
            super(player, speech);
            this.connectId = connectId;
        }

        @Override
        int inboundPerSecond(final Limits limits) {
            return limits.inboundPerSecond() == 0 ? 0 : 100;
        }

        @Override
        void begin(final List<String> topics) {
            say("{\"id\":" + JsonTree.quoted(connectId) + ",\"type\":\"welcome\"}");
        }

        @Override
        void onSecond() {
            if (++silentSeconds > DEAD_AFTER_S) {
                session.close(1000, "no ping");
            }
        }

        @Override
        void onText(final String text) {
            silentSeconds = 0;
            JsonTree request;
            try {
                request = JsonTree.parse(text);
            } catch (final IllegalArgumentException ex) {
                request = JsonTree.parse("{}");
            }
            final String id = JsonTree.quoted(request.text("id"));
            final String topic = request.text("topic");
            final int colon = topic.indexOf(':');
            switch (request.text("type")) {
                case "ping" -> say("{\"id\":" + id + ",\"type\":\"pong\"}");
                case "subscribe", "unsubscribe" -> {
                    final List<String> symbols = colon < 0 ? List.of() : List.of(topic.substring(colon + 1).split(","));
                    change(request.text("type").equals("subscribe"), id, colon < 0 ? topic : topic.substring(0, colon),
                        symbols, !request.text("response").equals("false"));
                }
                default -> error(id, 400, "type is invalid");
            }
        }

        private void change(final boolean subscribe, final String id, final String path, final List<String> symbols,
            final boolean response) {
            if (symbols.isEmpty() || symbols.stream().anyMatch(symbol -> !knows(symbol))) {
                error(id, 404, "topic " + path + ':' + String.join(",", symbols) + " is not found");
                return;
            }
            if (subscribe && isRefusedByFault()) {
                error(id, 509, "exceed max subscription count limitation (injected fault)");
                return;
            }
            if (response) {
                say("{\"id\":" + id + ",\"type\":\"ack\"}");
            }
            for (final String symbol : symbols) {
                if (subscribe) {
                    subscribe(key(path, symbol), path);
                } else {
                    session.unsubscribe(key(path, symbol));
                }
            }
        }

        private void error(final String id, final int code, final String data) {
            say("{\"id\":" + id + ",\"type\":\"error\",\"code\":" + code + ",\"data\":" + JsonTree.quoted(data) + '}');
        }
    }
}
