package io.escapement.engine.venue.event;

import java.util.concurrent.TimeUnit;

/** The venue's ticks, milliseconds unless asked otherwise, as epoch nanoseconds. */
public final class VenueTime {
    public static final long TOO_LATE = -1;

    private final long nanosPerTick;
    private final long mostTicks;

    public VenueTime(TimeUnit tick) {
        nanosPerTick = tick.toNanos(1);
        mostTicks = Long.MAX_VALUE / nanosPerTick;
    }

    /** {@link #TOO_LATE} where 64 bits do not hold it; negative, too, for negative ticks. */
    public long toNanos(long ticks) {
        return ticks <= mostTicks ? ticks * nanosPerTick : TOO_LATE;
    }
}
