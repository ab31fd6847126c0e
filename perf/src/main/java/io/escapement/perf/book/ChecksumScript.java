package io.escapement.perf.book;

import io.escapement.codecs.sbe.ChecksumKind;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Deltas of one level a side that lead a book round, back to where it began, with the checksum that the venue would
 * send with each; and the plain way to compute it, text from {@link BigDecimal}s of a sorted map.
 */
public final class ChecksumScript {
    static final byte PRICE_EXPONENT = -1;
    static final byte QUANTITY_EXPONENT = -8;
    private static final long MID = 612_345;

    private final ChecksumKind kind;
    private final int levels;
    private final long[] checksums;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    /** @param levels a side that the book has; each is changed in turn, from the best to the last, there and back */
    public ChecksumScript(ChecksumKind kind, int levels) {
        this.kind = kind;
        this.levels = levels;
        checksums = new long[2 * levels];
        for (int i = 0; i < levels; i++) {
            bids.put(bid(i), quantity(i, 0));
            asks.put(ask(i), quantity(i, 0));
        }
        for (int i = 0; i < checksums.length; i++) {
            apply(i);
            checksums[i] = plain();
        }
    }

    ChecksumKind kind() {
        return kind;
    }

    int levels() {
        return levels;
    }

    /** Deltas of a round. */
    public int deltas() {
        return checksums.length;
    }

    static long bid(int level) {
        return MID - 1 - level;
    }

    static long ask(int level) {
        return MID + 1 + level;
    }

    /** Eight decimals, as venues send them. */
    static long quantity(int level, int turn) {
        return 12_345_678L * (level + 1) + turn;
    }

    /** Which level a delta sets, from the best. */
    int level(int delta) {
        return delta % levels;
    }

    /** What a delta sets it to: in the first half something else, in the second what it was. */
    long quantity(int delta) {
        return quantity(level(delta), delta < levels ? 1 : 0);
    }

    long checksum(int delta) {
        return checksums[delta];
    }

    private void apply(int delta) {
        bids.put(bid(level(delta)), quantity(delta));
        asks.put(ask(level(delta)), quantity(delta));
    }

    /** All deltas to the sorted maps, the checksum after each. @return how many differed: none */
    public long plainRound() {
        long different = 0;
        for (int i = 0; i < checksums.length; i++) {
            apply(i);
            different += plain() == checksums[i] ? 0 : 1;
        }
        return different;
    }

    private long plain() {
        final CRC32 crc = new CRC32();
        crc.update((kind == ChecksumKind.KRAKEN ? digits() : decimals()).getBytes(StandardCharsets.US_ASCII));
        return kind == ChecksumKind.KRAKEN ? crc.getValue() : (int) crc.getValue();
    }

    private String digits() {
        final StringBuilder text = new StringBuilder();
        asks.entrySet().stream().limit(10).forEach(l -> text.append(l.getKey()).append(l.getValue()));
        bids.entrySet().stream().limit(10).forEach(l -> text.append(l.getKey()).append(l.getValue()));
        return text.toString();
    }

    private String decimals() {
        final List<String> parts = new ArrayList<>();
        final Iterator<Map.Entry<Long, Long>> bid = bids.entrySet().iterator();
        for (final Map.Entry<Long, Long> ask : asks.entrySet()) {
            if (parts.size() == 100) {
                break;
            }
            final Map.Entry<Long, Long> best = bid.next();
            parts.add(decimal(best.getKey(), PRICE_EXPONENT));
            parts.add(decimal(best.getValue(), QUANTITY_EXPONENT));
            parts.add(decimal(ask.getKey(), PRICE_EXPONENT));
            parts.add(decimal(kind == ChecksumKind.BITFINEX ? -ask.getValue() : ask.getValue(), QUANTITY_EXPONENT));
        }
        return String.join(":", parts);
    }

    private static String decimal(long mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).stripTrailingZeros().toPlainString();
    }
}
