package io.escapement.engine.testkit;

import io.escapement.codecs.Messages;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** An order book as simple as it gets, with the checksums that venues send, after decoded events. */
public final class PlainBook {
    private static final int KRAKEN_LEVELS = 10;
    private static final int INTERLEAVED_LEVELS = 25;

    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final Instrument instrument;
    private final int depth;
    private boolean begun;

    /** @param depth levels a side that are kept; 0: all */
    public PlainBook(Instrument instrument, int depth) {
        this.instrument = instrument;
        this.depth = depth;
    }

    public boolean hasBegun() {
        return begun;
    }

    public boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    public int levels() {
        return bids.size() + asks.size();
    }

    public void apply(BookSnapshotDecoder snapshot) {
        if ((snapshot.flags() & Messages.FIRST_FRAGMENT) != 0) {
            bids.clear();
            asks.clear();
            begun = true;
        }
        final boolean last = (snapshot.flags() & Messages.LAST_FRAGMENT) != 0;
        snapshot.bids().forEach(level -> put(bids, level.price(), level.quantity()));
        snapshot.asks().forEach(level -> put(asks, level.price(), level.quantity()));
        cut(last);
    }

    public void apply(BookDeltaDecoder delta) {
        final boolean last = (delta.flags() & Messages.LAST_FRAGMENT) != 0;
        delta.bids().forEach(level -> put(bids, level.price(), level.quantity()));
        delta.asks().forEach(level -> put(asks, level.price(), level.quantity()));
        cut(last);
    }

    private void put(TreeMap<BigDecimal, BigDecimal> side, long price, long quantity) {
        final BigDecimal at = BigDecimal.valueOf(price, -instrument.priceExponent());
        if (quantity == 0) {
            side.remove(at);
        } else {
            side.put(at, BigDecimal.valueOf(quantity, -instrument.quantityExponent()));
        }
    }

    private void cut(boolean whole) {
        while (whole && depth > 0 && bids.size() > depth) {
            bids.pollLastEntry();
        }
        while (whole && depth > 0 && asks.size() > depth) {
            asks.pollLastEntry();
        }
    }

    /** Unsigned: ten best levels, offers first, digits without point and leading zeros. */
    public long krakenChecksum() {
        final StringBuilder text = new StringBuilder();
        for (final TreeMap<BigDecimal, BigDecimal> side : List.of(asks, bids)) {
            side.entrySet().stream().limit(KRAKEN_LEVELS)
                .forEach(level -> text.append(level.getKey().unscaledValue()).append(level.getValue().unscaledValue()));
        }
        return crc(text.toString());
    }

    /** Signed: 25 best levels, bid and offer in turn, shortest plain numbers with colons between, offers negative. */
    public long bitfinexChecksum() {
        return interleaved("-");
    }

    /** As Bitfinex's, but that offers are not negative. */
    public long okxChecksum() {
        return interleaved("");
    }

    private long interleaved(String signOfAsks) {
        final List<String> parts = new ArrayList<>();
        final Iterator<Map.Entry<BigDecimal, BigDecimal>> bid = bids.entrySet().iterator();
        final Iterator<Map.Entry<BigDecimal, BigDecimal>> ask = asks.entrySet().iterator();
        for (int i = 0; i < INTERLEAVED_LEVELS; i++) {
            if (bid.hasNext()) {
                add(parts, bid.next(), "");
            }
            if (ask.hasNext()) {
                add(parts, ask.next(), signOfAsks);
            }
        }
        return (int) crc(String.join(":", parts));
    }

    private static void add(List<String> parts, Map.Entry<BigDecimal, BigDecimal> level, String sign) {
        parts.add(level.getKey().stripTrailingZeros().toPlainString());
        parts.add(sign + level.getValue().stripTrailingZeros().toPlainString());
    }

    private static long crc(String text) {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
