package io.escapement.perf.decode;

import java.util.Arrays;

/** What a depth frame says: mantissas at the instrument's exponents, bids first. Reused from frame to frame. */
public final class DepthFields {
    /** For {@link #previousUpdateId}, which spot frames have not. */
    public static final long NONE = Long.MIN_VALUE;

    public long venueTimeNs;
    public long firstUpdateId;
    public long lastUpdateId;
    public long previousUpdateId;
    public int instrumentId;
    public int bids;
    public int levels;
    public long[] prices = new long[256];
    public long[] quantities = new long[256];

    public void clear() {
        previousUpdateId = NONE;
        bids = 0;
        levels = 0;
    }

    public void add(long price, long quantity) {
        if (levels == prices.length) {
            prices = Arrays.copyOf(prices, levels * 2);
            quantities = Arrays.copyOf(quantities, levels * 2);
        }
        prices[levels] = price;
        quantities[levels++] = quantity;
    }

    /** All fields as text, to compare and to show. */
    public String describe() {
        return instrumentId + " " + venueTimeNs + " " + firstUpdateId + " " + lastUpdateId + " " + previousUpdateId
            + " " + bids + " " + Arrays.toString(Arrays.copyOf(prices, levels))
            + " " + Arrays.toString(Arrays.copyOf(quantities, levels));
    }

    /** A number that depends on what was read, so that no reading can be left out. */
    public long checksum() {
        return lastUpdateId + levels + (levels == 0 ? 0 : prices[levels - 1] ^ quantities[levels - 1]);
    }
}
