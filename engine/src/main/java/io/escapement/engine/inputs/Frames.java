package io.escapement.engine.inputs;

import java.util.Arrays;

/**
 * The frames of one instrument, and with each the bar that is still forming: what has closed of it so far. A minute
 * that forms is made of the seconds in it, an hour of its minutes and the minute that forms, a day likewise; it is
 * there only if all of them are. Of the second itself nothing is told before it closes. Not thread-safe; allocates
 * nothing after construction.
 */
public final class Frames {
    private final Frame[] frames = new Frame[Timeframe.count()];
    private final double[][] forming = new double[Timeframe.count()][BarField.count()];
    private final boolean[] isForming = new boolean[Timeframe.count()];

    Frames() {
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new Frame(Timeframe.at(i).durationNs());
        }
    }

    public Frame frame(Timeframe timeframe) {
        return frames[timeframe.ordinal()];
    }

    /** The mask of the forming bar: not there where it has only begun, or something of it is missing. */
    public boolean isForming(Timeframe timeframe) {
        return isForming[timeframe.ordinal()];
    }

    /** Of the bar that forms; NaN where it is not there. */
    public double forming(Timeframe timeframe, BarField field) {
        return forming[timeframe.ordinal()][field.ordinal()];
    }

    void put(Timeframe timeframe, long openNs, boolean onlyWhereNone, double[] bar) {
        frames[timeframe.ordinal()].put(openNs, onlyWhereNone, bar);
    }

    /** Makes the forming bars anew. */
    void form() {
        final Frame seconds = frames[0];
        for (int i = 1; i < frames.length; i++) {
            isForming[i] = seconds.isStarted() && form(i, seconds.endNs());
            if (!isForming[i]) {
                Arrays.fill(forming[i], Double.NaN);
            }
        }
        Arrays.fill(forming[0], Double.NaN);
    }

    private boolean form(int index, long endNs) {
        final Frame shorter = frames[index - 1];
        final long shortNs = Timeframe.at(index - 1).durationNs();
        final long beginNs = endNs - Math.floorMod(endNs, Timeframe.at(index).durationNs());
        final long closedNs = endNs - Math.floorMod(endNs, shortNs);
        final double[] bar = forming[index];
        boolean begun = false;
        for (long open = beginNs; open < closedNs; open += shortNs) {
            if (!shorter.has(open)) {
                return false;
            }
            add(bar, shorter.bar(open), begun);
            begun = true;
        }
        if (closedNs < endNs) {
            if (!isForming[index - 1]) {
                return false;
            }
            add(bar, forming[index - 1], begun);
            begun = true;
        }
        return begun;
    }

    // As bars are made: what had no trades has no prices of its own, unless there is nothing else.
    private static void add(double[] bar, double[] part, boolean begun) {
        final int trades = BarField.TRADES.ordinal();
        if (!begun) {
            System.arraycopy(part, 0, bar, 0, bar.length);
            return;
        }
        if (part[trades] != 0) {
            final boolean first = bar[trades] == 0;
            final int high = BarField.HIGH.ordinal();
            final int low = BarField.LOW.ordinal();
            final int open = BarField.OPEN.ordinal();
            bar[open] = first ? part[open] : bar[open];
            bar[high] = first ? part[high] : Math.max(bar[high], part[high]);
            bar[low] = first ? part[low] : Math.min(bar[low], part[low]);
            bar[BarField.CLOSE.ordinal()] = part[BarField.CLOSE.ordinal()];
        }
        for (int i = BarField.VOLUME.ordinal(); i < bar.length; i++) {
            bar[i] += part[i];
        }
    }

    long hash(long seed) {
        long hash = seed;
        for (final Frame frame : frames) {
            hash = frame.hash(hash);
        }
        return hash;
    }
}
