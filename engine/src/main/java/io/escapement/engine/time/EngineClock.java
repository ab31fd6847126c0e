package io.escapement.engine.time;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

/**
 * The machine's time. {@code System.nanoTime} plus an offset to the epoch that is measured now and then, so that a
 * reading costs one {@code System.nanoTime} (24 ns) and follows the machine's corrections of its wall clock. After a
 * resample epoch time may step back; the core makes event times non-decreasing.
 *
 * <p>Readings from any thread. {@link #resample} belongs to one side thread, never to the hot path.
 */
public final class EngineClock implements EventClock {
    private final OffsetEpochNanoClock source = new OffsetEpochNanoClock();
    private volatile long offsetNs;

    public EngineClock() {
        offsetNs = measure();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long epochNs(long nanoTime) {
        return nanoTime + offsetNs;
    }

    /** Epoch nanoseconds now. */
    public long epochNs() {
        return System.nanoTime() + offsetNs;
    }

    /** This clock as Agrona's kind, of which {@code nanoTime} is epoch nanoseconds. */
    public EpochNanoClock asEpochNanoClock() {
        return this::epochNs;
    }

    /** Measures the offset to the epoch again; once a second is often enough. */
    public void resample() {
        source.sample();
        offsetNs = measure();
    }

    /** The two readings are taken one right behind the other; the quickest pair of some is the truest. */
    private long measure() {
        long best = 0;
        long bestGap = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            final long before = System.nanoTime();
            final long epochNs = source.nanoTime();
            final long gap = System.nanoTime() - before;
            if (gap < bestGap) {
                bestGap = gap;
                best = epochNs - (before + gap / 2);
            }
        }
        return best;
    }
}
