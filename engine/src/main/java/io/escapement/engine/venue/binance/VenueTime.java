package io.escapement.engine.venue.binance;

import java.util.concurrent.TimeUnit;

/** The venue's ticks, milliseconds unless asked otherwise, as epoch nanoseconds. */
final class VenueTime {
    static final long TOO_LATE = -1;

    private final long nanosPerTick;
    private final long mostTicks;

    VenueTime(TimeUnit tick) {
        nanosPerTick = tick.toNanos(1);
        mostTicks = Long.MAX_VALUE / nanosPerTick;
    }

    /** {@link #TOO_LATE} where 64 bits do not hold it; negative, too, for negative ticks. */
    long toNanos(long ticks) {
        return ticks <= mostTicks ? ticks * nanosPerTick : TOO_LATE;
    }
}
