package io.escapement.perf.risk;

import org.HdrHistogram.Histogram;

/**
 * Times by row, of all passes together and of the quietest one. On a machine with other load the highest values are
 * those of the load: what our code needs is no more than the lowest that any pass had.
 */
public final class GateTimes {
    private static final long MOST_NS = 1_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram[] pass;
    private final Histogram[] all;
    private final Histogram passTogether = new Histogram(1, MOST_NS, DIGITS);
    private final Histogram together = new Histogram(1, MOST_NS, DIGITS);
    private final long[] quietMax;
    private final long[] quietP999;
    private long quietTogether;
    private int passes;

    GateTimes(int rows) {
        pass = new Histogram[rows + 1];
        all = new Histogram[rows + 1];
        for (int i = 0; i <= rows; i++) {
            pass[i] = new Histogram(1, MOST_NS, DIGITS);
            all[i] = new Histogram(1, MOST_NS, DIGITS);
        }
        quietMax = new long[rows + 1];
        quietP999 = new long[rows + 1];
        clear();
    }

    /** @param row 0: allowed by all */
    void record(int row, long ns) {
        final long counted = Math.min(ns, MOST_NS);
        pass[row].recordValue(counted);
        passTogether.recordValue(counted);
    }

    void endPass() {
        for (int i = 0; i < pass.length; i++) {
            if (pass[i].getTotalCount() > 0) {
                quietMax[i] = Math.min(quietMax[i], pass[i].getMaxValue());
                quietP999[i] = Math.min(quietP999[i], pass[i].getValueAtPercentile(99.9));
                all[i].add(pass[i]);
                pass[i].reset();
            }
        }
        quietTogether = Math.min(quietTogether, passTogether.getValueAtPercentile(99.9));
        together.add(passTogether);
        passTogether.reset();
        passes++;
    }

    void clear() {
        for (int i = 0; i < pass.length; i++) {
            pass[i].reset();
            all[i].reset();
            quietMax[i] = Long.MAX_VALUE;
            quietP999[i] = Long.MAX_VALUE;
        }
        passTogether.reset();
        together.reset();
        quietTogether = Long.MAX_VALUE;
        passes = 0;
    }

    /** Of all passes. @param row 0: allowed by all */
    public Histogram of(int row) {
        return all[row];
    }

    /** Of everything, all passes. */
    public Histogram together() {
        return together;
    }

    /** The lowest maximum that a pass had. */
    public long quietMax(int row) {
        return quietMax[row];
    }

    /** The lowest 99.9th percentile that a pass had. */
    public long quietP999(int row) {
        return quietP999[row];
    }

    /** The lowest 99.9th percentile of everything that a pass had. */
    public long quietP999() {
        return quietTogether;
    }

    public int passes() {
        return passes;
    }
}
