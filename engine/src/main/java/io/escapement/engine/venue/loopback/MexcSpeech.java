package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * MEXC spot: protobuf frames, changes in ranges of versions, whole books by REST. No real recording came to us: the
 * generator speaks it, and what was recorded of that, or elsewhere, can be played.
 */
final class MexcSpeech extends Speech {
    private static final String DEPTH = "spot@public.aggre.depth.v3.api.pb@";
    private static final String DEALS = "spot@public.aggre.deals.v3.api.pb@";
    private static final int SYMBOL_FIELD = 3;
    private static final int SEND_TIME_FIELD = 6;
    private static final int DEPTH_FIELD = 313;
    private static final int DEALS_FIELD = 314;
    private static final int ASKS_FIELD = 1;
    private static final int BIDS_FIELD = 2;
    private static final int FROM_FIELD = 4;
    private static final int TO_FIELD = 5;
    private static final int DEFAULT_LEVELS = 100;
    private static final int MOST_LEVELS = 5_000;

    @Override
    Set<FaultKind> faults() {
        return with(without(COMMON, FaultKind.RENAMED_FIELD, FaultKind.DUPLICATE_KEY, FaultKind.OVERSIZED),
            FaultKind.SNAPSHOT_OLD, FaultKind.UNKNOWN_FIELDS);
    }

    @Override
    boolean isAskedForBooks() {
        return true;
    }

    private static String key(final String topic) {
        final String symbol = topic.substring(topic.lastIndexOf('@') + 1);
        return topic.startsWith(DEPTH) ? BOOK + symbol : topic.startsWith(DEALS) ? "deals:" + symbol : topic;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() == CaptureLine.Kind.HTTP) {
            readReply(line, out);
        } else if (line.bytes() != null) {
            readPush(ProtobufTree.parse(line.bytes()), out);
        }
    }

    private void readReply(final CaptureLine line, final Reading out) {
        final QueryStringDecoder query = new QueryStringDecoder(line.url());
        final String symbol = bookAsked(query);
        if (symbol != null) {
            final JsonTree body = JsonTree.parse(line.text());
            final long id = body.number("lastUpdateId");
            final long timeNs = body.has("timestamp") ? nanos(body.number("timestamp")) : line.timeNs();
            out.whole(new Update(symbol, true, id, -1, id, timeNs, body.get("bids").levels(),
                body.get("asks").levels(), null));
        }
    }

    private static void readPush(final ProtobufTree push, final Reading out) {
        final String symbol = push.text(SYMBOL_FIELD);
        if (push.has(DEPTH_FIELD)) {
            final ProtobufTree body = push.message(DEPTH_FIELD);
            final long first = Long.parseLong(body.text(FROM_FIELD));
            out.book(new Update(symbol, false, first, first - 1, Long.parseLong(body.text(TO_FIELD)),
                nanos(push.number(SEND_TIME_FIELD)), levels(body, BIDS_FIELD), levels(body, ASKS_FIELD), null), null,
                null);
        } else if (push.has(DEALS_FIELD)) {
            for (final ProtobufTree deal : push.message(DEALS_FIELD).messages(1)) {
                out.other("deals:" + symbol, null, String.join(" ", symbol, deal.text(1), deal.text(2),
                    Long.toString(deal.number(3)), Long.toString(deal.number(4)), deal.text(5)));
            }
        }
    }

    private static List<Update.Level> levels(final ProtobufTree body, final int field) {
        return body.messages(field).stream().map(item -> new Update.Level(item.text(1), item.text(2))).toList();
    }

    @Override
    String write(final Update update, final String asked) {
        throw new UnsupportedOperationException("frames are binary");
    }

    @Override
    List<SpokenSimulation.Trade> trades(final SourceItem.Spoken frame) {
        if (!frame.key().startsWith("deals:") || frame.text() == null) {
            return List.of();
        }
        final String[] row = frame.text().split(" ");
        return List.of(new SpokenSimulation.Trade(row[0], row[1], row[2], row[3].equals("1"), Long.parseLong(row[4]),
            0));
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return "deals:" + trade.symbol();
    }

    /** As rows, from which the frame is made: price, quantity, side, time, id. */
    @Override
    String write(final SpokenSimulation.Trade trade) {
        return String.join(" ", trade.symbol(), trade.price(), trade.quantity(), trade.isBuy() ? "1" : "2",
            Long.toString(trade.timeMs()), Long.toString(trade.id()));
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/api/v3/exchangeInfo", "{\"timezone\":\"CST\",\"serverTime\":0,\"rateLimits\":[],"
            + "\"exchangeFilters\":[],\"symbols\":[" + Listed.rows(symbols, this::row) + "]}");
    }

    private String row(final Listed each) {
        return JsonText.object().text("symbol", symbol(each.base(), each.quote())).text("status", "1")
            .text("baseAsset", each.base()).number("baseAssetPrecision", each.lotDecimals())
            .text("quoteAsset", each.quote()).number("quotePrecision", each.tickDecimals())
            .number("quoteAssetPrecision", each.tickDecimals()).number("baseCommissionPrecision", each.lotDecimals())
            .number("quoteCommissionPrecision", each.tickDecimals())
            .raw("orderTypes", "[\"LIMIT\",\"MARKET\",\"LIMIT_MAKER\",\"IMMEDIATE_OR_CANCEL\",\"FILL_OR_KILL\"]")
            .bool("isSpotTradingAllowed", true).bool("isMarginTradingAllowed", false)
            .text("quoteAmountPrecision", "1").text("baseSizePrecision", each.lot()).raw("permissions", "[\"SPOT\"]")
            .raw("filters", "[]").text("maxQuoteAmount", "2000000").text("makerCommission", "0")
            .text("takerCommission", "0.0005").text("quoteAmountPrecisionMarket", "1")
            .text("maxQuoteAmountMarket", "100000").text("fullName", each.base()).number("tradeSideType", 1)
            .toString();
    }

    @Override
    String numberField() {
        return null;
    }

    @Override
    Reset reset() {
        return Reset.BARE;
    }

    @Override
    String bookAsked(final QueryStringDecoder query) {
        return query.path().endsWith("/api/v3/depth") ? parameter(query, "symbol") : null;
    }

    @Override
    int levelsAsked(final QueryStringDecoder query) {
        final String limit = parameter(query, "limit");
        return limit.isEmpty() ? DEFAULT_LEVELS : Math.min(MOST_LEVELS, Integer.parseInt(limit));
    }

    @Override
    String writeWhole(final Update whole, final QueryStringDecoder query) {
        return "{\"lastUpdateId\":" + whole.last() + ",\"bids\":[" + rows(whole.bids()) + "],\"asks\":["
            + rows(whole.asks()) + "],\"timestamp\":" + millis(whole.timeNs()) + '}';
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/ws") ? null : "expected /ws";
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new Words(player, this);
    }

    private static final class Words extends SpokenTalk {
        private static final int MOST_SUBSCRIPTIONS = 30;
        private static final int UNKNOWN_FIELD = 987;

        Words(final Player player, final Speech speech) {
            super(player, speech);
        }

        /** Frames of the market are; answers are texts. */
        @Override
        boolean isBinary() {
            return true;
        }

        @Override
        void say(final String text) {
            session.sendControl(text);
        }

        @Override
        byte[] encode(final SourceItem.Spoken frame, final String asked, final FaultKind spoiling) {
            final boolean unknown = spoiling == FaultKind.UNKNOWN_FIELDS;
            final byte[] bytes = (frame.update() != null ? depth(frame.update(), asked, unknown)
                : deals(frame.text().split(" "), asked)).toByteArray();
            if (spoiling == FaultKind.TRUNCATED) {
                return Arrays.copyOf(bytes, bytes.length / 2);
            }
            if (spoiling == FaultKind.GARBAGE) {
                Arrays.fill(bytes, bytes.length / 3, bytes.length, (byte) 0xff);
            }
            return bytes;
        }

        private static Protobuf depth(final Update update, final String asked, final boolean unknown) {
            final Protobuf body = new Protobuf();
            update.asks().forEach(level -> body.message(1, item(level)));
            update.bids().forEach(level -> body.message(2, item(level)));
            body.text(3, DEPTH.substring(0, DEPTH.length() - 1)).text(4, Long.toString(update.first()))
                .text(5, Long.toString(update.last()));
            if (unknown) {
                body.number(UNKNOWN_FIELD, Long.MAX_VALUE).text(UNKNOWN_FIELD + 1, "nobody knows");
            }
            final Protobuf wrapper = new Protobuf().text(1, asked).text(SYMBOL_FIELD, update.symbol());
            if (unknown) {
                wrapper.text(UNKNOWN_FIELD, "nobody knows").number(UNKNOWN_FIELD + 1, 1);
            }
            return wrapper.number(SEND_TIME_FIELD, millis(update.timeNs())).message(DEPTH_FIELD, body);
        }

        private static Protobuf item(final Update.Level level) {
            return new Protobuf().text(1, level.price()).text(2, level.quantity());
        }

        private static Protobuf deals(final String[] trade, final String asked) {
            final Protobuf item = new Protobuf().text(1, trade[1]).text(2, trade[2])
                .number(3, Long.parseLong(trade[3])).number(4, Long.parseLong(trade[4])).text(5, trade[5]);
            return new Protobuf().text(1, asked).text(SYMBOL_FIELD, trade[0])
                .number(SEND_TIME_FIELD, Long.parseLong(trade[4]))
                .message(DEALS_FIELD, new Protobuf().message(1, item).text(2, DEALS.substring(0, DEALS.length() - 1)));
        }

        @Override
        void onText(final String text) {
            JsonTree request;
            try {
                request = JsonTree.parse(text);
            } catch (final IllegalArgumentException ex) {
                say("wrong parameters");
                return;
            }
            final List<String> topics = request.get("params").items().stream().map(JsonTree::text).toList();
            switch (request.text("method")) {
                case "PING", "ping" -> answer("PONG");
                case "SUBSCRIPTION" -> subscribe(topics);
                case "UNSUBSCRIPTION" -> {
                    topics.forEach(topic -> session.unsubscribe(key(topic)));
                    answer(String.join(",", topics));
                }
                default -> answer("msg:" + request.text("method") + " invalid");
            }
        }

        /** The code is 0 for failures too: only the message tells. */
        private void subscribe(final List<String> topics) {
            for (final String topic : topics) {
                final String symbol = topic.substring(topic.lastIndexOf('@') + 1);
                if (!topic.startsWith("spot@public.aggre.") || !knows(symbol)
                    || session.topics().size() + topics.size() > MOST_SUBSCRIPTIONS || isRefusedByFault()) {
                    answer("Not Subscribed successfully! [" + topic + "]. Reason: Blocked! ");
                    return;
                }
            }
            answer(String.join(",", topics));
            topics.forEach(topic -> subscribe(key(topic), topic));
        }

        private void answer(final String message) {
            say("{\"id\":0,\"code\":0,\"msg\":" + JsonTree.quoted(message) + '}');
        }
    }
}
