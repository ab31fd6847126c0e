package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.PivotKind;
import io.escapement.engine.market.Hashing;

/** The highs of a series of bars on all levels, or its lows, which are highs of the negated prices. */
final class PivotSide {
    /** How many levels there are. */
    static final int LEVELS = 5;
    private static final int TWO = 2;

    private final PivotKind kind;
    private final long sign;
    private final PivotLevel[] levels = new PivotLevel[LEVELS];
    private final long[] price = new long[LEVELS];
    private final long[] priceBefore = new long[LEVELS];
    private final long[] bar = new long[LEVELS];
    private final long[] timeNs = new long[LEVELS];
    private final int[] confirmBars = new int[LEVELS];
    private final int[] known = new int[LEVELS];
    private final RecentPivots recent;
    private final int recentLevel;

    PivotSide(PivotKind kind, PivotsConfig config) {
        this.kind = kind;
        this.sign = kind == PivotKind.HIGH ? 1 : -1;
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = new PivotLevel(config.neighbours());
        }
        recent = new RecentPivots(config.windowBars());
        recentLevel = config.boundsLevel() - 1;
    }

    /**
     * Takes the next bar's high, or low.
     *
     * @param index of the bar, counted from the first
     * @return how many levels, from the first on, have a new pivot
     */
    int add(long extreme, long index, long barTimeNs, double leastMove) {
        recent.moveTo(index);
        long element = sign * extreme;
        long elementBar = index;
        long elementTimeNs = barTimeNs;
        for (int i = 0; i < LEVELS; i++) {
            if (!levels[i].add(element, elementBar, elementTimeNs, leastMove)) {
                return i;
            }
            element = levels[i].price();
            elementBar = levels[i].bar();
            elementTimeNs = levels[i].timeNs();
            priceBefore[i] = price[i];
            price[i] = sign * element;
            bar[i] = elementBar;
            timeNs[i] = elementTimeNs;
            confirmBars[i] = (int) (index - elementBar);
            known[i] = Math.min(known[i] + 1, TWO);
            if (i == recentLevel) {
                recent.add(price[i], elementBar, index);
            }
        }
        return LEVELS;
    }

    PivotKind kind() {
        return kind;
    }

    /** Whether the level, from 0, has a pivot. */
    boolean has(int level) {
        return known[level] > 0;
    }

    /** Of the level's last pivot. */
    long price(int level) {
        return price[level];
    }

    long bar(int level) {
        return bar[level];
    }

    long timeNs(int level) {
        return timeNs[level];
    }

    int confirmBars(int level) {
        return confirmBars[level];
    }

    /** Whether the level has two pivots. */
    boolean hasTwo(int level) {
        return known[level] == TWO;
    }

    /** How the last pivot's price compares with that of the one before: positive, 0, negative; there must be two. */
    int turn(int level) {
        return Long.compare(price[level], priceBefore[level]);
    }

    /** Those of the bounds' level within the window. */
    RecentPivots recent() {
        return recent;
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < LEVELS; i++) {
            hash = levels[i].hash(hash);
            hash = Hashing.fold(hash, price[i]);
            hash = Hashing.fold(hash, priceBefore[i]);
            hash = Hashing.fold(hash, bar[i]);
            hash = Hashing.fold(hash, confirmBars[i]);
            hash = Hashing.fold(hash, known[i]);
        }
        return recent.hash(hash);
    }
}
