package io.escapement.engine.risk;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * The lowest and highest mid of a sliding window, in {@value #SLOTS} slots: what is told covers the window and up to
 * one slot more. Counts twice the mid, so that there are no half ticks.
 */
final class MidWindow {
    static final int SLOTS = 32;
    /** Nothing was seen in the window. */
    static final long NONE = 0;

    private final long slotNs;
    private final long[] numbers = new long[SLOTS];
    private final long[] lows = new long[SLOTS];
    private final long[] highs = new long[SLOTS];

    MidWindow(long windowNs) {
        this.slotNs = Math.max(1, windowNs / (SLOTS - 1));
        Arrays.fill(numbers, Long.MIN_VALUE);
    }

    void add(long timeNs, long twiceMid) {
        final long number = Math.floorDiv(timeNs, slotNs);
        final int slot = (int) Math.floorMod(number, (long) SLOTS);
        if (numbers[slot] != number) {
            numbers[slot] = number;
            lows[slot] = twiceMid;
            highs[slot] = twiceMid;
        } else if (twiceMid < lows[slot]) {
            lows[slot] = twiceMid;
        } else if (twiceMid > highs[slot]) {
            highs[slot] = twiceMid;
        }
    }

    /** Twice the lowest mid, or {@link #NONE}. */
    long lowest(long timeNs) {
        final long number = Math.floorDiv(timeNs, slotNs);
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < SLOTS; i++) {
            if (isWithin(numbers[i], number)) {
                lowest = Math.min(lowest, lows[i]);
            }
        }
        return lowest == Long.MAX_VALUE ? NONE : lowest;
    }

    /** Twice the highest mid, or {@link #NONE}. */
    long highest(long timeNs) {
        final long number = Math.floorDiv(timeNs, slotNs);
        long highest = NONE;
        for (int i = 0; i < SLOTS; i++) {
            if (isWithin(numbers[i], number)) {
                highest = Math.max(highest, highs[i]);
            }
        }
        return highest;
    }

    private static boolean isWithin(long slot, long now) {
        return slot != Long.MIN_VALUE && slot <= now && now - slot < SLOTS;
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < SLOTS; i++) {
            hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, numbers[i]), lows[i]), highs[i]);
        }
        return hash;
    }
}
