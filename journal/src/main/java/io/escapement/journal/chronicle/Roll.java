package io.escapement.journal.chronicle;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;

/** How much time one file of a journal covers, by the event times of its records, in UTC. */
public enum Roll {
    /** A file a second: for tests of rolling. */
    SECONDLY(TestRollCycles.TEST_SECONDLY),
    /** A file a minute, up to 67 million records in it. */
    MINUTELY(LegacyRollCycles.MINUTELY),
    /** A file every five minutes, up to 1 billion records in it. */
    FIVE_MINUTELY(RollCycles.FIVE_MINUTELY),
    /** A file every half hour, up to 1 billion records in it. */
    HALF_HOURLY(RollCycles.HALF_HOURLY),
    /** A file an hour, up to 4 billion records in it. */
    HOURLY(RollCycles.FAST_HOURLY),
    /** A file a day, up to 4 billion records in it. */
    DAILY(RollCycles.FAST_DAILY);

    private final RollCycle cycle;

    Roll(RollCycle cycle) {
        this.cycle = cycle;
    }

    RollCycle cycle() {
        return cycle;
    }

    /** Milliseconds that one file covers. */
    public long lengthMs() {
        return cycle.lengthInMillis();
    }
}
