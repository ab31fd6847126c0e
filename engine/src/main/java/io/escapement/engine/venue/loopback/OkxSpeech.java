package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * OKX v5: books chained by {@code prevSeqId}. Recordings of before 2023 have no such numbers: each book's messages are
 * counted then; their checksums, which meant something, are kept.
 */
class OkxSpeech extends Speech {
    private static final int CHECKED_LEVELS = 25;
    private static final String NO_TOPIC = "{\"channel\":";

    private final Map<String, Long> counts = new HashMap<>();

    @Override
    Set<FaultKind> faults() {
        return with(COMMON, FaultKind.WRONG_CHECKSUM, FaultKind.MAINTENANCE);
    }

    @Override
    void restart() {
        counts.clear();
    }

    static String key(final String channel, final String symbol) {
        return channel.startsWith("books") && !channel.equals("books5") ? BOOK + symbol : channel + ':' + symbol;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() != CaptureLine.Kind.IN || line.text() == null || !line.text().contains("\"data\"")) {
            return;
        }
        final JsonTree frame = JsonTree.parse(line.text());
        final String channel = frame.get("arg").text("channel");
        final String symbol = frame.get("arg").text("instId");
        final String key = key(channel, symbol);
        if (!key.startsWith(BOOK)) {
            out.other(key, '"' + channel + '"', line.text());
            return;
        }
        for (final JsonTree data : frame.get("data").items()) {
            final boolean whole = "snapshot".equals(frame.text("action"));
            final long previous = data.has("prevSeqId") ? data.number("prevSeqId")
                : whole ? -1 : counts.getOrDefault(symbol, 0L);
            final long last = data.has("seqId") ? data.number("seqId") : counts.merge(symbol, 1L, Long::sum);
            out.book(new Update(symbol, whole, last, previous, last, nanos(data.number("ts")),
                data.get("bids").levels(), data.get("asks").levels(),
                data.has("checksum") ? data.text("checksum") : null), '"' + channel + '"',
                data.has("seqId") ? line.text() : null);
        }
    }

    /** @param asked the channel in quotes */
    @Override
    String write(final Update update, final String asked) {
        return "{\"arg\":" + NO_TOPIC + asked + ",\"instId\":\"" + update.symbol() + "\"},\"action\":\""
            + (update.whole() ? "snapshot" : "update") + "\",\"data\":[" + book(update, ",\"prevSeqId\":"
            + update.previous()) + "]}";
    }

    private static String book(final Update update, final String more) {
        return "{\"asks\":[" + levels(update.asks()) + "],\"bids\":[" + levels(update.bids()) + "],\"ts\":\""
            + millis(update.timeNs()) + "\",\"checksum\":" + (update.checksum() == null ? "0" : update.checksum())
            + more + ",\"seqId\":" + update.last() + '}';
    }

    private static String levels(final List<Update.Level> levels) {
        return rows(levels).replace("\"]", "\",\"0\",\"1\"]");
    }

    @Override
    String checksum(final SpokenBook book) {
        final List<Update.Level> bids = book.bids(CHECKED_LEVELS);
        final List<Update.Level> asks = book.asks(CHECKED_LEVELS);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < CHECKED_LEVELS; i++) {
            append(text, bids, i);
            append(text, asks, i);
        }
        final CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return Integer.toString((int) crc.getValue());
    }

    private static void append(final StringBuilder text, final List<Update.Level> side, final int i) {
        if (i < side.size()) {
            text.append(text.length() == 0 ? "" : ":").append(side.get(i).price()).append(':')
                .append(side.get(i).quantity());
        }
    }

    @Override
    boolean signsUpdates() {
        return true;
    }

    @Override
    boolean writesShortest() {
        return true;
    }

    @Override
    String symbol(final String base, final String quote) {
        return base + '-' + quote;
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/api/v5/public/instruments?instType=SPOT", "{\"code\":\"0\",\"msg\":\"\",\"data\":["
            + Listed.rows(symbols, each -> Listed.object("instType", "SPOT", "instId",
                symbol(each.base(), each.quote()), "baseCcy", each.base(), "quoteCcy", each.quote(), "tickSz",
                each.tick(), "lotSz", each.lot(), "minSz", each.lot(), "maxLmtSz", "9000", "state", "live")) + "]}");
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return key("trades", trade.symbol());
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.okx(trade);
    }

    @Override
    String numberField() {
        return "seqId";
    }

    @Override
    Reset reset() {
        return Reset.CHAINED;
    }

    /** The heartbeat of an idle book. */
    @Override
    Update empty(final Update after) {
        return after.emptied().withNumbers(after.last(), after.last(), after.last());
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/ws/v5/public") ? null : "expected /ws/v5/public";
    }

    @Override
    String bookAsked(final QueryStringDecoder query) {
        return query.path().equals("/api/v5/market/books") ? parameter(query, "instId") : null;
    }

    @Override
    int levelsAsked(final QueryStringDecoder query) {
        final String levels = parameter(query, "sz");
        return levels.isEmpty() ? 1 : Integer.parseInt(levels);
    }

    @Override
    String writeWhole(final Update whole, final QueryStringDecoder query) {
        return "{\"code\":\"0\",\"msg\":\"\",\"data\":[" + book(whole, "") + "]}";
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
            if (text.equals("ping")) {
                say("pong");
                return;
            }
            JsonTree request;
            try {
                request = JsonTree.parse(text);
            } catch (final IllegalArgumentException ex) {
                request = JsonTree.parse("{}");
            }
            final String op = request.text("op");
            if (!op.equals("subscribe") && !op.equals("unsubscribe") || request.get("args").size() == 0) {
                error("60012", "Invalid request: " + text);
                return;
            }
            for (final JsonTree argument : request.get("args").items()) {
                final String channel = argument.text("channel");
                final String symbol = argument.text("instId");
                final String arg = "{\"channel\":" + JsonTree.quoted(channel) + ",\"instId\":"
                    + JsonTree.quoted(symbol) + '}';
                if (op.equals("unsubscribe")) {
                    session.unsubscribe(key(channel, symbol));
                    say("{\"event\":\"unsubscribe\",\"arg\":" + arg + ",\"connId\":\"loopback\"}");
                } else if (!knows(symbol) || isRefusedByFault()) {
                    error("60018", "Wrong URL or channel:" + channel + ",instId:" + symbol + " doesn't exist");
                } else {
                    say("{\"event\":\"subscribe\",\"arg\":" + arg + ",\"connId\":\"loopback\"}");
                    session.unsubscribe(key(channel, symbol));
                    subscribe(key(channel, symbol), '"' + channel + '"');
                }
            }
        }

        private void error(final String code, final String message) {
            say("{\"event\":\"error\",\"code\":\"" + code + "\",\"msg\":" + JsonTree.quoted(message)
                + ",\"connId\":\"loopback\"}");
        }

        @Override
        boolean sayShutdown(final long nowMs) {
            say("{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"The connection will soon be closed for a service"
                + " upgrade. Please reconnect.\",\"connId\":\"loopback\"}");
            return true;
        }
    }
}
