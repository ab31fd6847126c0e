package io.escapement.journal.chronicle;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** How much time one file of a journal covers, by the event times of its records, in UTC. */
public enum Roll {
    /** A file a second: for tests of rolling. */
    SECONDLY(1, 15, "T"),
    /** A file a minute, up to 67 million records in it. */
    MINUTELY(60, 13, ""),
    /** A file every five minutes, up to 1 billion records in it. */
    FIVE_MINUTELY(300, 13, "V"),
    /** A file every half hour, up to 1 billion records in it. */
    HALF_HOURLY(1_800, 13, "H"),
    /** A file an hour, up to 4 billion records in it. */
    HOURLY(3_600, 11, "F"),
    /** A file a day, up to 4 billion records in it. */
    DAILY(86_400, 8, "F");

    private static final int DATE_LENGTH = 8;

    private final long seconds;
    private final int timeLength;
    private final String ending;

    /**
     * @param timeLength of the time that a file's name begins with: yyyyMMdd-HHmmss, or as much of it as is needed
     * @param ending     what follows in the name
     */
    Roll(long seconds, int timeLength, String ending) {
        this.seconds = seconds;
        this.timeLength = timeLength;
        this.ending = ending;
    }

    /** Chronicle's name for it; not a field, so that files can be recognised without starting Chronicle up. */
    RollCycle cycle() {
        return switch (this) {
            case SECONDLY -> TestRollCycles.TEST_SECONDLY;
            case MINUTELY -> LegacyRollCycles.MINUTELY;
            case FIVE_MINUTELY -> RollCycles.FIVE_MINUTELY;
            case HALF_HOURLY -> RollCycles.HALF_HOURLY;
            case HOURLY -> RollCycles.FAST_HOURLY;
            case DAILY -> RollCycles.FAST_DAILY;
        };
    }

    /** Milliseconds that one file covers. */
    public long lengthMs() {
        return seconds * 1000;
    }

    /** Whether a file's name is of the form that this roll gives. */
    public boolean isNameOf(Path file) {
        final String name = CycleFiles.name(file);
        if (name.length() != timeLength + ending.length() || !name.endsWith(ending)) {
            return false;
        }
        for (int i = 0; i < timeLength; i++) {
            final boolean separator = i == DATE_LENGTH;
            if (separator != (name.charAt(i) == '-') || !separator && !Character.isDigit(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Milliseconds since the epoch at which the time of a file of this roll begins. */
    public long startMs(Path file) {
        final String name = CycleFiles.name(file);
        return LocalDateTime.of(number(name, 0, 4), number(name, 4, 6), number(name, 6, 8), number(name, 9, 11),
            number(name, 11, 13), number(name, 13, 15)).toEpochSecond(ZoneOffset.UTC) * 1000;
    }

    private int number(String name, int from, int to) {
        return to <= timeLength ? Integer.parseInt(name, from, to, 10) : 0;
    }
}
