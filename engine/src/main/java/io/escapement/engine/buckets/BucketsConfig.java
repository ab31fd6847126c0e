package io.escapement.engine.buckets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of the buckets stage.
 *
 * @param widths  width of a bucket in the quote asset, by the venue's symbol, canonical name or base asset, looked for
 *                in this order; all others get one by {@link BucketWidths}'s rule
 * @param inner   columns around the mid whose imbalance has moving means: odd
 * @param range   buckets of the grid, half of them below the mid as it was when the book became LIVE: a power of two.
 *                Levels outside are not counted, and cannot be in any column: when the mid comes near an end, the range
 *                is placed anew
 * @param tracked buckets around the mid whose imbalance is followed, so that it has a past when it becomes an inner
 *                column: a power of two
 */
public record BucketsConfig(Map<String, BigDecimal> widths, int inner, int range, int tracked) {
    /** Columns of a snapshot: 20 on each side of the one with the mid. */
    public static final int COLUMNS = 41;
    /** Columns on one side of the mid's. */
    public static final int HALF = COLUMNS / 2;
    /** The least buckets that may be tracked: all columns. */
    public static final int MIN_TRACKED = 64;
    /** The most: 10 MB an instrument. */
    public static final int MAX_TRACKED = 1024;
    /** The least range. */
    public static final int MIN_RANGE = 2048;
    /** The most: 2 MB an instrument. */
    public static final int MAX_RANGE = 65_536;

    /**
     * $10 for BTC, $1 for ETH; 21 inner columns. A range of 4,096 buckets takes 128 KiB an instrument (twice that for
     * inverse contracts) and reaches $20,480 to both sides of Bitcoin's mid; 64 tracked buckets take 601 rows of 16
     * bytes each, 625 KB an instrument or view, and give a bucket its whole minute if the mid has moved by 22 widths
     * ($220, $22) at most in it.
     */
    public static BucketsConfig usual() {
        return new BucketsConfig(Map.of("BTC", BigDecimal.TEN, "ETH", BigDecimal.ONE), 21, 4096, MIN_TRACKED);
    }

    public BucketsConfig {
        widths = new TreeMap<>(widths);
    }

    /** The same with other sizes. */
    public BucketsConfig withSizes(int newInner, int newRange, int newTracked) {
        return new BucketsConfig(widths, newInner, newRange, newTracked);
    }

    /** The same with these widths beside its own. */
    public BucketsConfig withWidth(String name, String width) {
        final Map<String, BigDecimal> all = new TreeMap<>(widths);
        all.put(name, new BigDecimal(width));
        return new BucketsConfig(all, inner, range, tracked);
    }

    /** What is wrong, one line each; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        widths.forEach((name, width) -> {
            if (width.signum() <= 0 || width.precision() > 18 || Math.abs(width.scale()) > 18) {
                problems.add("width of " + name + ": " + width.toPlainString()
                    + "; expected more than 0, and 18 digits at most");
            }
        });
        if (inner < 1 || inner > COLUMNS || inner % 2 == 0) {
            problems.add("inner: " + inner + "; expected an odd number from 1 to " + COLUMNS);
        }
        power("range", range, MIN_RANGE, MAX_RANGE, problems);
        power("tracked", tracked, MIN_TRACKED, MAX_TRACKED, problems);
        return problems;
    }

    private static void power(String key, int value, int least, int most, List<String> problems) {
        if (value < least || value > most || Integer.bitCount(value) != 1) {
            problems.add(key + ": " + value + "; expected a power of two from " + least + " to " + most);
        }
    }
}
