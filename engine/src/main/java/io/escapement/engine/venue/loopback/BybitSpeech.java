package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Set;

/** Bybit v5: whole books and changes in the stream, {@code u} consecutive; a whole book under 1 is a restart. */
final class BybitSpeech extends Speech {
    private static final String ORDER_BOOK = "orderbook.";

    @Override
    Set<FaultKind> faults() {
        return COMMON;
    }

    /** The book's key whatever its depth; its best level alone is a topic of its own. */
    private static String key(final String topic) {
        return topic.startsWith(ORDER_BOOK) && !topic.startsWith("orderbook.1.")
            ? BOOK + topic.substring(topic.lastIndexOf('.') + 1) : topic;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() != CaptureLine.Kind.IN || line.text() == null || !line.text().contains("\"topic\"")) {
            return;
        }
        final JsonTree frame = JsonTree.parse(line.text());
        final String topic = frame.text("topic");
        final JsonTree data = frame.get("data");
        if (!key(topic).startsWith(BOOK)) {
            out.other(key(topic), topic, line.text());
            return;
        }
        final long u = data.number("u");
        out.book(new Update(data.text("s"), "snapshot".equals(frame.text("type")), u, u - 1, u,
            nanos(frame.number("ts")), data.get("b").levels(), data.get("a").levels(), null), topic, line.text());
    }

    @Override
    String write(final Update update, final String asked) {
        final long ms = millis(update.timeNs());
        return "{\"topic\":\"" + asked + "\",\"type\":\"" + (update.whole() ? "snapshot" : "delta") + "\",\"ts\":" + ms
            + ",\"data\":{\"s\":\"" + update.symbol() + "\",\"b\":[" + rows(update.bids()) + "],\"a\":["
            + rows(update.asks()) + "],\"u\":" + update.last() + ",\"seq\":" + update.last() + "},\"cts\":" + ms + '}';
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        for (final String category : List.of("spot", "linear")) {
            replies.add("/v5/market/instruments-info?category=" + category, "{\"retCode\":0,\"retMsg\":\"OK\","
                + "\"result\":{\"category\":\"" + category + "\",\"list\":[" + Listed.rows(symbols,
                    category.equals("spot") ? BybitSpeech::row : BybitSpeech::contract)
                + "],\"nextPageCursor\":\"\"}}");
        }
    }

    private static String contract(final Listed each) {
        return "{\"symbol\":\"" + each.base() + each.quote() + "\",\"contractType\":\"LinearPerpetual\",\"baseCoin\":\""
            + each.base() + "\",\"quoteCoin\":\"" + each.quote() + "\",\"status\":\"Trading\",\"lotSizeFilter\":"
            + Listed.object("qtyStep", each.lot(), "minOrderQty", each.lot(), "maxOrderQty", "9000",
                "minNotionalValue", "5") + ",\"priceFilter\":" + Listed.object("tickSize", each.tick()) + '}';
    }

    private static String row(final Listed each) {
        return "{\"symbol\":\"" + each.base() + each.quote() + "\",\"baseCoin\":\"" + each.base()
            + "\",\"quoteCoin\":\"" + each.quote() + "\",\"status\":\"Trading\",\"lotSizeFilter\":"
            + Listed.object("basePrecision", each.lot(), "minOrderQty", each.lot(), "maxLimitOrderQty", "9000",
                "minOrderAmt", "5") + ",\"priceFilter\":" + Listed.object("tickSize", each.tick()) + '}';
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return "publicTrade." + trade.symbol();
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.bybit(trade);
    }

    @Override
    boolean countsMessages() {
        return true;
    }

    @Override
    String numberField() {
        return "u";
    }

    @Override
    Reset reset() {
        return Reset.WHOLE_FROM_ONE;
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().startsWith("/v5/public/") ? null : "expected /v5/public/CATEGORY";
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new Words(player, this);
    }

    private static final class Words extends SpokenTalk {
        Words(final Player player, final Speech speech) {
            super(player, speech);
        }

        @Override
        void onText(final String text) {
            final JsonTree request;
            try {
                request = JsonTree.parse(text);
            } catch (final IllegalArgumentException ex) {
                reply(false, "Invalid JSON", "", "");
                return;
            }
            final String id = request.text("req_id");
            final List<String> topics = request.get("args").items().stream().map(JsonTree::text).toList();
            switch (request.text("op")) {
                case "ping" -> reply(true, "pong", id, "ping");
                case "subscribe" -> subscribe(topics, id);
                case "unsubscribe" -> {
                    reply(true, "", id, "unsubscribe");
                    topics.forEach(topic -> session.unsubscribe(key(topic)));
                }
                default -> reply(false, "unknown op", id, request.text("op"));
            }
        }

        /** One bad topic fails the whole request. */
        private void subscribe(final List<String> topics, final String id) {
            for (final String topic : topics) {
                if (topic.indexOf('.') < 0 || !knows(topic.substring(topic.lastIndexOf('.') + 1))) {
                    reply(false, "error:handler not found,topic:" + topic, id, "subscribe");
                    return;
                }
                if (session.isSubscribed(key(topic))) {
                    reply(false, "error:already subscribed,topic:" + topic, id, "subscribe");
                    return;
                }
            }
            if (isRefusedByFault()) {
                reply(false, "subscription refused (injected fault)", id, "subscribe");
                return;
            }
            reply(true, "", id, "subscribe");
            topics.forEach(topic -> subscribe(key(topic), topic));
        }

        private void reply(final boolean success, final String message, final String id, final String op) {
            say("{\"success\":" + success + ",\"ret_msg\":" + JsonTree.quoted(message) + ",\"conn_id\":\"loopback\","
                + "\"req_id\":" + JsonTree.quoted(id) + ",\"op\":" + JsonTree.quoted(op) + '}');
        }
    }
}
