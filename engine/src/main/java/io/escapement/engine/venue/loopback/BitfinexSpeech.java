package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Bitfinex v2: arrays under channel numbers, which each connection has of its own, as it has the sequence of all its
 * arrays. A frame of the source is what stands between the two; a book's updates are one level each. Checksums of books
 * are not recorded: they are put in where a client asks for them.
 */
final class BitfinexSpeech extends Speech {
    private static final int CHECKED_LEVELS = 25;
    private static final long TIMESTAMP = 32_768;
    private static final long SEQUENCE = 65_536;

    /** Key by recorded channel number. */
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    /** What the recorded connection's arrays end with. */
    private long flags = SEQUENCE;

    @Override
    Set<FaultKind> faults() {
        return with(without(COMMON, FaultKind.EMPTY_UPDATE, FaultKind.RENAMED_FIELD, FaultKind.DUPLICATE_KEY),
            FaultKind.WRONG_CHECKSUM, FaultKind.MAINTENANCE);
    }

    @Override
    void restart() {
        keys.clear();
        counts.clear();
    }

    private static String key(final String channel, final String symbol) {
        return channel.equals("book") ? BOOK + symbol : channel + ':' + symbol;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        final String text = line.text();
        if (line.kind() != CaptureLine.Kind.IN || text == null) {
            return;
        }
        final JsonTree frame = JsonTree.parse(text);
        if (frame.isObject()) {
            if (frame.text("event").equals("subscribed")) {
                keys.put(frame.text("chanId"), key(frame.text("channel"), frame.text("symbol")));
            } else if (frame.text("event").equals("conf") && frame.text("status").equals("OK")) {
                flags = frame.number("flags");
            }
            return;
        }
        final int tail = ((flags & SEQUENCE) != 0 ? 1 : 0) + ((flags & TIMESTAMP) != 0 ? 1 : 0);
        if ((flags & SEQUENCE) != 0) {
            out.number(frame.get(frame.size() - tail).number());
        }
        final String key = keys.get(frame.get(0).text());
        if (key == null || frame.get(1).text().equals("hb")) {
            return;
        }
        if (!key.startsWith(BOOK)) {
            out.other(key, null, payload(text, tail));
        } else if (frame.get(1).text().equals("cs")) {
            out.checksum(key.substring(BOOK.length()), frame.get(2).text());
        } else {
            book(frame, key.substring(BOOK.length()), line.timeNs(), out);
        }
    }

    /** Without the channel's number and so many numbers at the end. */
    private static String payload(final String text, final int tail) {
        int end = text.lastIndexOf(']');
        for (int i = 0; i < tail; i++) {
            end = text.lastIndexOf(',', end - 1);
        }
        return text.substring(text.indexOf(',') + 1, end);
    }

    private void book(final JsonTree frame, final String symbol, final long timeNs, final Reading out) {
        final boolean whole = frame.get(1).get(0).isArray() || frame.get(1).size() == 0;
        final List<Update.Level> bids = new ArrayList<>();
        final List<Update.Level> asks = new ArrayList<>();
        for (final JsonTree row : whole ? frame.get(1).items() : List.of(frame.get(1))) {
            final String amount = row.get(2).text();
            final boolean ask = amount.startsWith("-");
            (ask ? asks : bids).add(new Update.Level(row.get(0).text(), row.get(1).text().equals("0") ? "0"
                : ask ? amount.substring(1) : amount));
        }
        final long n = counts.merge(symbol, 1L, Long::sum);
        out.book(new Update(symbol, whole, n, n - 1, n, timeNs, bids, asks, null), null, null);
    }

    /** One level each, unless it is the whole book. */
    @Override
    List<SourceItem.Spoken> parts(final SourceItem.Spoken frame) {
        final Update update = frame.update();
        if (update == null || update.whole() || update.bids().size() + update.asks().size() < 2) {
            return List.of(frame);
        }
        final List<SourceItem.Spoken> parts = new ArrayList<>();
        update.bids().forEach(level -> parts.add(part(frame, List.of(level), List.of())));
        update.asks().forEach(level -> parts.add(part(frame, List.of(), List.of(level))));
        return parts;
    }

    private static SourceItem.Spoken part(final SourceItem.Spoken frame, final List<Update.Level> bids,
        final List<Update.Level> asks) {
        final Update all = frame.update();
        return new SourceItem.Spoken(frame.timeNs(), frame.key(), new Update(all.symbol(), false, all.first(),
            all.previous(), all.last(), all.timeNs(), bids, asks, null), null, null);
    }

    /** What stands between channel and sequence. */
    @Override
    String write(final Update update, final String asked) {
        final StringBuilder rows = new StringBuilder();
        rows(rows, update.bids(), "");
        rows(rows, update.asks(), "-");
        final boolean one = !update.whole() && update.bids().size() + update.asks().size() == 1;
        return one ? rows.toString() : "[" + rows + ']';
    }

    private static void rows(final StringBuilder out, final List<Update.Level> levels, final String sign) {
        for (final Update.Level level : levels) {
            out.append(out.length() == 0 ? "[" : ",[").append(level.price()).append(level.isRemoval() ? ",0," + sign
                + "1]" : ",1," + sign + level.quantity() + ']');
        }
    }

    @Override
    String checksum(final SpokenBook book) {
        final List<Update.Level> bids = book.bids(CHECKED_LEVELS);
        final List<Update.Level> asks = book.asks(CHECKED_LEVELS);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < CHECKED_LEVELS; i++) {
            append(text, bids, i, "");
            append(text, asks, i, "-");
        }
        final CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return Integer.toString((int) crc.getValue());
    }

    private static void append(final StringBuilder text, final List<Update.Level> side, final int i,
        final String sign) {
        if (i < side.size()) {
            text.append(text.length() == 0 ? "" : ":").append(plain(side.get(i).price())).append(':').append(sign)
                .append(plain(side.get(i).quantity()));
        }
    }

    private static String plain(final String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    @Override
    boolean writesShortest() {
        return true;
    }

    @Override
    boolean countsMessages() {
        return true;
    }

    @Override
    boolean tellsLevelsSingly() {
        return true;
    }

    /** USDT is called UST; longer names are told apart by a colon. */
    @Override
    String symbol(final String base, final String quote) {
        final String shortQuote = quote.replace("USDT", "UST");
        return 't' + base + (Math.max(base.length(), shortQuote.length()) > 3 ? ":" : "") + shortQuote;
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/v2/conf/pub:info:pair", "[[" + Listed.rows(symbols, each ->
            "[\"" + symbol(each.base(), each.quote()).substring(1) + "\",[null,null,null,\"" + each.lot()
            + "\",\"2000.0\",null,null,null,null,null,null,null]]") + "]]");
        replies.add("/v2/conf/pub:info:pair:futures", "[[]]");
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return key("trades", trade.symbol());
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.bitfinex(trade);
    }

    @Override
    String numberField() {
        return null;
    }

    @Override
    Reset reset() {
        return Reset.CONNECTION;
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/ws/2") ? null : "expected /ws/2";
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new BitfinexTalk(player, this);
    }

    static String topicKey(final String channel, final String symbol) {
        return key(channel, symbol);
    }
}
