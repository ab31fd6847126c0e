package io.escapement.perf.paced;

import org.HdrHistogram.Histogram;

import java.util.Locale;

/**
 * A thread that does nothing but read the clock: whatever gap it sees between two readings, the machine made. What is
 * measured beside it cannot be better. Takes a core while it runs.
 */
public final class HiccupFloor implements AutoCloseable {
    private static final long TEN_US = 10_000;
    private static final long HUNDRED_US = 100_000;
    private static final long ONE_MS = 1_000_000;
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final Histogram gaps = new Histogram(HIGHEST_NS, 3);
    private final Thread thread = new Thread(this::spin, "hiccup-floor");
    private volatile boolean stop;
    private long lostNs;
    private long ranNs;

    private HiccupFloor() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts reading the clock. */
    public static HiccupFloor start() {
        return new HiccupFloor();
    }

    private void spin() {
        final long start = System.nanoTime();
        long last = start;
        while (!stop) {
            final long now = System.nanoTime();
            final long gap = now - last;
            gaps.recordValue(Math.min(gap, HIGHEST_NS));
            if (gap > TEN_US) {
                lostNs += gap;
            }
            last = now;
        }
        ranNs = last - start;
    }

    /** Ends it; {@link #line} may be asked then. */
    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it saw, for the report. */
    public String line() {
        final double seconds = Math.max(ranNs, 1) / 1e9;
        return String.format(Locale.ROOT, "machine's hiccup floor (a spinning thread, %.1f s): %.0f gaps/s > 10 us, "
            + "%.1f > 100 us, %.1f > 1 ms, longest %.2f ms, %.1f %% of its time lost", seconds,
            longerThan(TEN_US) / seconds, longerThan(HUNDRED_US) / seconds, longerThan(ONE_MS) / seconds,
            gaps.getMaxValue() / 1e6, 100.0 * lostNs / Math.max(ranNs, 1));
    }

    private double longerThan(long ns) {
        return gaps.getCountBetweenValues(ns, HIGHEST_NS);
    }
}
