package io.escapement.engine.buckets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of the buckets stage.
 *
 * @param grids   width of a bucket and range of prices, by the venue's symbol, canonical name or base asset, looked for
 *                in this order; all others count every price, in buckets as wide as {@link BucketWidths}'s rule says
 * @param inner   columns around the mid whose imbalance has moving means: odd
 * @param tracked buckets around the mid whose imbalance is followed, so that it has a past when it becomes an inner
 *                column: a power of two
 */
public record BucketsConfig(Map<String, Grid> grids, int inner, int tracked) {
    /** Columns of a snapshot: 20 on each side of the one with the mid. */
    public static final int COLUMNS = 41;
    /** Columns on one side of the mid's. */
    public static final int HALF = COLUMNS / 2;
    /** The least buckets that may be tracked: all columns. */
    public static final int MIN_TRACKED = 64;
    /** The most: 10 MB an instrument. */
    public static final int MAX_TRACKED = 1024;

    /**
     * An absolute grid.
     *
     * @param width of a bucket, quote asset
     * @param from  levels below are not counted in any bucket, quote asset
     * @param below levels at or above are not counted either; null: there is no such bound
     */
    public record Grid(BigDecimal width, BigDecimal from, BigDecimal below) {
        /** All prices. */
        public static Grid of(String width) {
            return new Grid(new BigDecimal(width), BigDecimal.ZERO, null);
        }
    }

    /**
     * $10 for BTC, $1 for ETH, all prices; 21 inner columns. 64 tracked buckets take 601 rows of 16 bytes each, 625 KB
     * an instrument or view, and give a bucket its whole minute if the mid has moved by 22 widths ($220, $22) at most
     * in it. The sums take 128 bytes a bucket that anything rests in, 32 KiB at least.
     */
    public static BucketsConfig usual() {
        return new BucketsConfig(Map.of("BTC", Grid.of("10"), "ETH", Grid.of("1")), 21, MIN_TRACKED);
    }

    public BucketsConfig {
        grids = new TreeMap<>(grids);
    }

    /** The same with other sizes. */
    public BucketsConfig withSizes(int newInner, int newTracked) {
        return new BucketsConfig(grids, newInner, newTracked);
    }

    /** The same with this grid beside its own. */
    public BucketsConfig withGrid(String name, Grid grid) {
        final Map<String, Grid> all = new TreeMap<>(grids);
        all.put(name, grid);
        return new BucketsConfig(all, inner, tracked);
    }

    /** What is wrong, one line each; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        grids.forEach((name, grid) -> {
            if (grid.width.signum() <= 0 || grid.width.precision() > 18 || Math.abs(grid.width.scale()) > 18) {
                problems.add("width of " + name + ": " + grid.width.toPlainString()
                    + "; expected more than 0, and 18 digits at most");
            }
            if (grid.from.signum() < 0 || grid.below != null && grid.below.compareTo(grid.from) <= 0) {
                problems.add("prices of " + name + ": from " + grid.from.toPlainString() + " to below "
                    + (grid.below == null ? "any" : grid.below.toPlainString())
                    + "; expected from 0 or more to below something greater");
            }
        });
        if (inner < 1 || inner > COLUMNS || inner % 2 == 0) {
            problems.add("inner: " + inner + "; expected an odd number from 1 to " + COLUMNS);
        }
        if (tracked < MIN_TRACKED || tracked > MAX_TRACKED || Integer.bitCount(tracked) != 1) {
            problems.add("tracked: " + tracked + "; expected a power of two from " + MIN_TRACKED + " to "
                + MAX_TRACKED);
        }
        return problems;
    }
}
