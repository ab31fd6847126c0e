package io.escapement.engine.bars;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the bars stage.
 *
 * @param timeframesNs   durations of the bars wanted, ascending; each a whole number of seconds that divides a day, so
 *                       that bars begin at the same times of every day, UTC
 * @param graceNs        how long after its end a bar waits for trades that are on their way
 * @param maxCatchUp     the most one-second bars that one event may close; a longer silence is a gap without bars
 * @param maxClockLeadNs a trade whose venue time is so far after our event time is refused
 */
public record BarsConfig(List<Long> timeframesNs, long graceNs, int maxCatchUp, long maxClockLeadNs) {
    static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400L * SECOND_NS;
    private static final long MOST_GRACE_NS = 20 * SECOND_NS;
    // 30 bars of a second, and as many again of 2, 3, 4 ... 8 seconds: 81 bars of 112 bytes leave half a slot free.
    private static final int MOST_CATCH_UP = 30;
    private static final int MOST_TIMEFRAMES = 8;

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (timeframesNs.isEmpty() || timeframesNs.size() > MOST_TIMEFRAMES) {
            problems.add("timeframes: " + timeframesNs.size() + " of them; expected 1 to " + MOST_TIMEFRAMES
                + ", for example [1s, 1m]");
        }
        long before = 0;
        for (final long timeframeNs : timeframesNs) {
            if (timeframeNs < SECOND_NS || timeframeNs % SECOND_NS != 0 || DAY_NS % timeframeNs != 0) {
                problems.add("timeframes: " + timeframeNs + " ns; expected a whole number of seconds that divides a"
                    + " day, for example 1s, 1m, 1h");
            } else if (timeframeNs <= before) {
                problems.add("timeframes: " + timeframeNs + " ns after " + before
                    + " ns; expected each once, the shortest first, for example [1s, 1m]");
            }
            before = timeframeNs;
        }
        if (graceNs < 0 || graceNs > MOST_GRACE_NS) {
            problems.add("graceNs: " + graceNs + "; expected 0 to " + MOST_GRACE_NS + ", for example 250000000");
        }
        final long least = graceNs / SECOND_NS + 2;
        if (maxCatchUp < least || maxCatchUp > MOST_CATCH_UP) {
            problems.add("maxCatchUp: " + maxCatchUp + "; expected " + least + " (grace in seconds and 2) to "
                + MOST_CATCH_UP + ", for example 10");
        }
        if (maxClockLeadNs < SECOND_NS) {
            problems.add("maxClockLeadNs: " + maxClockLeadNs
                + "; expected at least a second, for example 60000000000");
        }
        return problems;
    }
}
