package io.escapement.engine.book;

import io.escapement.codecs.sbe.ChecksumKind;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * An order book as simple as it gets, with the checksums that venues send: the slow twin of {@link OrderBook}, for
 * tests and for tools that check books. Prices and quantities are decimals. Not thread-safe.
 */
public final class PlainBook {
    private static final int KRAKEN_LEVELS = 10;
    private static final int INTERLEAVED_LEVELS = 25;

    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final int depth;

    /** @param depth levels a side that {@link #cut} keeps; 0: all */
    public PlainBook(int depth) {
        this.depth = depth;
    }

    /** Best first; a view. */
    public NavigableMap<BigDecimal, BigDecimal> bids() {
        return Collections.unmodifiableNavigableMap(bids);
    }

    /** Best first; a view. */
    public NavigableMap<BigDecimal, BigDecimal> asks() {
        return Collections.unmodifiableNavigableMap(asks);
    }

    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** A quantity of zero takes the level away. */
    public void setBid(BigDecimal price, BigDecimal quantity) {
        put(bids, price, quantity);
    }

    /** As {@link #setBid}. */
    public void setAsk(BigDecimal price, BigDecimal quantity) {
        put(asks, price, quantity);
    }

    private static void put(NavigableMap<BigDecimal, BigDecimal> side, BigDecimal price, BigDecimal quantity) {
        if (quantity.signum() == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    /** Drops what is beyond the depth; to be done behind each message. */
    public void cut() {
        while (depth > 0 && bids.size() > depth) {
            bids.pollLastEntry();
        }
        while (depth > 0 && asks.size() > depth) {
            asks.pollLastEntry();
        }
    }

    public boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    /** Of both sides. */
    public int levels() {
        return bids.size() + asks.size();
    }

    /**
     * What the venue would send.
     *
     * @throws IllegalArgumentException for {@code NONE}
     */
    public long checksum(ChecksumKind kind) {
        return switch (kind) {
            case KRAKEN -> krakenChecksum();
            case BITFINEX -> bitfinexChecksum();
            case OKX -> okxChecksum();
            default -> throw new IllegalArgumentException("a checksum of kind " + kind);
        };
    }

    /**
     * Unsigned: ten best levels, offers first, digits without point and leading zeros. Prices and quantities have to
     * have been set with the decimals that the venue writes.
     */
    public long krakenChecksum() {
        final StringBuilder text = new StringBuilder();
        for (final NavigableMap<BigDecimal, BigDecimal> side : List.of(asks, bids)) {
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
