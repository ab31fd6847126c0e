package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Kraken's WebSocket v2, from recordings of it or of v1: whole books and changes in the stream, without numbers but
 * each with a CRC32 of the ten best levels a side. Only the depth that was recorded can be had.
 */
final class KrakenSpeech extends Speech {
    private static final int DEPTH = 1_000;
    private static final int CHECKED_LEVELS = 10;

    private final Map<String, Long> counts = new HashMap<>();
    private KrakenFirstVersion first = new KrakenFirstVersion();

    @Override
    Set<FaultKind> faults() {
        return with(without(COMMON, FaultKind.SEQUENCE_RESET), FaultKind.WRONG_CHECKSUM, FaultKind.MAINTENANCE);
    }

    @Override
    void restart() {
        counts.clear();
        first = new KrakenFirstVersion();
    }

    @Override
    int depth() {
        return DEPTH;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() != CaptureLine.Kind.IN || line.text() == null) {
            return;
        }
        if (!line.text().startsWith("[")) {
            readSecondVersion(line, out);
            return;
        }
        final JsonTree frame = JsonTree.parse(line.text());
        final String channel = frame.get(frame.size() - 2).text();
        final String symbol = KrakenFirstVersion.symbol(frame.get(frame.size() - 1).text());
        if (channel.startsWith("book-")) {
            final Update update = KrakenFirstVersion.book(frame);
            final long n = counts.merge(symbol, 1L, Long::sum);
            out.book(update.withNumbers(n, n - 1, n).withChecksum(update.whole() ? crc(update.bids(), update.asks())
                : update.checksum()), null, null);
        } else if (channel.equals("trade")) {
            out.other("trade:" + symbol, null, first.trades(frame, symbol));
        } else if (channel.equals("ticker")) {
            out.other("ticker:" + symbol, null, KrakenFirstVersion.ticker(frame, symbol));
        }
    }

    private void readSecondVersion(final CaptureLine line, final Reading out) {
        final JsonTree frame = JsonTree.parse(line.text());
        final String channel = frame.text("channel");
        final List<JsonTree> rows = frame.get("data").items();
        if (channel.equals("book")) {
            for (final JsonTree row : rows) {
                final String symbol = row.text("symbol");
                final long n = counts.merge(symbol, 1L, Long::sum);
                out.book(new Update(symbol, frame.text("type").equals("snapshot"), n, n - 1, n, timeNs(row, line),
                    row.get("bids").levels("price", "qty"), row.get("asks").levels("price", "qty"),
                    row.text("checksum")), null, rows.size() == 1 ? line.text() : null);
            }
        } else if (!rows.isEmpty() && (channel.equals("trade") || channel.equals("ticker"))) {
            out.other(channel + ':' + rows.get(0).text("symbol"), null, line.text());
        }
    }

    /** Whole books have none. */
    private static long timeNs(final JsonTree row, final CaptureLine line) {
        if (!row.has("timestamp")) {
            return line.timeNs();
        }
        final Instant time = Instant.parse(row.text("timestamp"));
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    @Override
    String write(final Update update, final String asked) {
        return "{\"channel\":\"book\",\"type\":\"" + (update.whole() ? "snapshot" : "update")
            + "\",\"data\":[{\"symbol\":\"" + update.symbol() + "\",\"bids\":[" + levels(update.bids()) + "],\"asks\":["
            + levels(update.asks()) + "],\"checksum\":" + update.checksum() + ",\"timestamp\":\""
            + KrakenFirstVersion.time(update.timeNs()) + "\"}]}";
    }

    private static String levels(final List<Update.Level> levels) {
        final StringBuilder out = new StringBuilder();
        for (final Update.Level level : levels) {
            out.append(out.length() == 0 ? "" : ",").append("{\"price\":").append(level.price()).append(",\"qty\":")
                .append(level.quantity()).append('}');
        }
        return out.toString();
    }

    @Override
    String checksum(final SpokenBook book) {
        return crc(book.bids(CHECKED_LEVELS), book.asks(CHECKED_LEVELS));
    }

    /** Both best first, as v1 writes its whole books. */
    private static String crc(final List<Update.Level> bids, final List<Update.Level> asks) {
        final CRC32 crc = new CRC32();
        for (final List<Update.Level> side : List.of(asks, bids)) {
            for (int i = 0; i < Math.min(CHECKED_LEVELS, side.size()); i++) {
                crc.update((digits(side.get(i).price()) + digits(side.get(i).quantity()))
                    .getBytes(StandardCharsets.US_ASCII));
            }
        }
        return Long.toString(crc.getValue());
    }

    private static String digits(final String number) {
        return number.replace(".", "").replaceFirst("^0+", "");
    }

    @Override
    boolean signsUpdates() {
        return true;
    }

    @Override
    String symbol(final String base, final String quote) {
        return base + '/' + quote;
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/0/public/AssetPairs", "{\"error\":[],\"result\":{" + Listed.rows(symbols, each ->
            '"' + each.base() + each.quote() + "\":" + Listed.object("wsname",
                each.base().replace("BTC", "XBT") + '/' + each.quote(), "pair_decimals",
                Integer.toString(each.tickDecimals()), "lot_decimals", Integer.toString(each.lotDecimals()),
                "ordermin", each.lot(), "costmin", "0.5", "tick_size", each.tick(), "status", "online")) + "}}");
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return "trade:" + trade.symbol();
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.kraken(trade);
    }

    @Override
    String numberField() {
        return "checksum";
    }

    @Override
    Reset reset() {
        return Reset.CONNECTION;
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/v2") ? null : "expected /v2";
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new Words(player, this);
    }

    private static final class Words extends SpokenTalk {
        private static final String TIMES = "\"time_in\":\"2026-01-01T00:00:00.000000Z\","
            + "\"time_out\":\"2026-01-01T00:00:00.000001Z\"";

        Words(final Player player, final Speech speech) {
            super(player, speech);
        }

        @Override
        void begin(final List<String> topics) {
            status("online");
        }

        private void status(final String system) {
            say("{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\",\"system\":\"" + system
                + "\",\"api_version\":\"v2\",\"connection_id\":12893410234983}]}");
        }

        @Override
        void onSecond() {
            if (session.isSubscribed()) {
                say("{\"channel\":\"heartbeat\"}");
            }
        }

        @Override
        boolean sayShutdown(final long nowMs) {
            status("maintenance");
            return true;
        }

        private static String key(final String channel, final String symbol) {
            return channel.equals("book") ? BOOK + symbol : channel + ':' + symbol;
        }

        @Override
        void onText(final String text) {
            final JsonTree request;
            try {
                request = JsonTree.parse(text);
            } catch (final IllegalArgumentException ex) {
                say("{\"error\":\"Malformed request\",\"success\":false," + TIMES + '}');
                return;
            }
            final String id = request.has("req_id") ? ",\"req_id\":" + request.text("req_id") : "";
            final String method = request.text("method");
            if (method.equals("ping")) {
                say("{\"method\":\"pong\"," + TIMES + id + '}');
                return;
            }
            final JsonTree params = request.get("params");
            final String channel = params.text("channel");
            for (final JsonTree symbol : params.get("symbol").items()) {
                one(method, channel, symbol.text(), params.text("depth"), id);
            }
        }

        /** Each symbol is answered for itself. */
        private void one(final String method, final String channel, final String symbol, final String depth,
            final String id) {
            final boolean book = channel.equals("book");
            final String key = key(channel, symbol);
            String error = null;
            if (!method.equals("subscribe") && !method.equals("unsubscribe")) {
                error = "Method not supported";
            } else if (!book && !channel.equals("trade") && !channel.equals("ticker")) {
                error = "Channel not supported";
            } else if (!knows(symbol)) {
                error = "Currency pair not supported " + symbol;
            } else if (book && !depth.equals(Integer.toString(DEPTH))) {
                error = "Subscription depth not supported: the recording has " + DEPTH;
            } else if (method.equals("subscribe") && session.isSubscribed(key)) {
                error = "Already subscribed";
            } else if (method.equals("subscribe") && isRefusedByFault()) {
                error = "Subscription refused (injected fault)";
            }
            if (error != null) {
                say("{\"error\":" + JsonTree.quoted(error) + ",\"method\":" + JsonTree.quoted(method) + id
                    + ",\"success\":false,\"symbol\":" + JsonTree.quoted(symbol) + ',' + TIMES + '}');
                return;
            }
            say("{\"method\":\"" + method + "\"" + id + ",\"result\":{\"channel\":\"" + channel + '"'
                + (book ? ",\"depth\":" + depth : "") + ",\"snapshot\":true,\"symbol\":\"" + symbol
                + "\"},\"success\":true," + TIMES + '}');
            if (method.equals("subscribe")) {
                subscribe(key, channel);
            } else {
                session.unsubscribe(key);
            }
        }
    }
}
