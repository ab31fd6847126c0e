package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/** Greatest and least of the last values, by two monotonic queues. Not thread-safe; allocates nothing. */
public final class RollingExtremes {
    private final int window;
    private final boolean latest;
    private final double[] greatest;
    private final long[] greatestAt;
    private final double[] least;
    private final long[] leastAt;
    private int greatestFirst;
    private int greatestCount;
    private int leastFirst;
    private int leastCount;
    private long added;

    public RollingExtremes(int window) {
        this(window, false);
    }

    private RollingExtremes(int window, boolean latest) {
        if (window < 1) {
            throw new IllegalArgumentException("a window of " + window + " values; expected at least 1");
        }
        this.window = window;
        this.latest = latest;
        this.greatest = new double[window];
        this.greatestAt = new long[window];
        this.least = new double[window];
        this.leastAt = new long[window];
    }

    /** Of equal values the latest counts, for {@link #maxAgo} and {@link #minAgo}. */
    public static RollingExtremes ofLatest(int window) {
        return new RollingExtremes(window, true);
    }

    /** Takes a value for both. */
    public void add(double value) {
        add(value, value);
    }

    /** Takes one value for the greatest and one for the least: a bar's high and low. */
    public void add(double high, double low) {
        if (greatestCount > 0 && greatestAt[greatestFirst] <= added - window) {
            greatestFirst = (greatestFirst + 1) % window;
            greatestCount--;
        }
        while (greatestCount > 0 && goes(greatest[(greatestFirst + greatestCount - 1) % window] - high)) {
            greatestCount--;
        }
        final int atHigh = (greatestFirst + greatestCount++) % window;
        greatest[atHigh] = high;
        greatestAt[atHigh] = added;
        if (leastCount > 0 && leastAt[leastFirst] <= added - window) {
            leastFirst = (leastFirst + 1) % window;
            leastCount--;
        }
        while (leastCount > 0 && goes(low - least[(leastFirst + leastCount - 1) % window])) {
            leastCount--;
        }
        final int atLow = (leastFirst + leastCount++) % window;
        least[atLow] = low;
        leastAt[atLow] = added;
        added++;
    }

    private boolean goes(double above) {
        return above < 0 || latest && above == 0;
    }

    public void clear() {
        greatestFirst = 0;
        greatestCount = 0;
        leastFirst = 0;
        leastCount = 0;
        added = 0;
    }

    public boolean isFull() {
        return added >= window;
    }

    /** There must be a value. */
    public double max() {
        return greatest[greatestFirst];
    }

    public double min() {
        return least[leastFirst];
    }

    /** How many values ago the greatest came; of equal ones the earliest, or as {@link #ofLatest} says. */
    public int maxAgo() {
        return (int) (added - 1 - greatestAt[greatestFirst]);
    }

    public int minAgo() {
        return (int) (added - 1 - leastAt[leastFirst]);
    }

    public long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, added), greatestCount);
        for (int i = 0; i < greatestCount; i++) {
            final int at = (greatestFirst + i) % window;
            hash = Hashing.fold(Hashing.fold(hash, greatest[at]), greatestAt[at]);
        }
        hash = Hashing.fold(hash, leastCount);
        for (int i = 0; i < leastCount; i++) {
            final int at = (leastFirst + i) % window;
            hash = Hashing.fold(Hashing.fold(hash, least[at]), leastAt[at]);
        }
        return hash;
    }
}
