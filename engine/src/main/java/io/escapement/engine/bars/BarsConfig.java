package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarKind;
import io.escapement.engine.market.TimeBars;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Settings of the bars stage.
 *
 * @param timeframesNs   durations of the bars wanted, ascending; each a whole number of seconds that divides a day, so
 *                       that bars begin at the same times of every day, UTC
 * @param graceNs        how long after its end a bar waits for trades that are on their way
 * @param maxCatchUp     the most one-second bars that one event may close; a longer silence is a gap without bars
 * @param maxClockLeadNs a trade whose venue time is so far after our event time is refused
 * @param views          bars of views
 * @param tradeBars      bars that trades close; of several for one name and kind the first holds
 * @param historyWaitNs  how long an instrument's first bar of each longer duration waits behind its end for the past
 *                       that is on its way; 0: none is
 */
public record BarsConfig(List<Long> timeframesNs, long graceNs, int maxCatchUp, long maxClockLeadNs,
                         ViewBarsConfig views, List<TradeBarsConfig> tradeBars, long historyWaitNs) {
    static final long SECOND_NS = 1_000_000_000L;
    /** The most durations; one day is the longest. */
    public static final int MOST_TIMEFRAMES = 12;
    private static final long MOST_GRACE_NS = 20 * SECOND_NS;
    private static final int MOST_CATCH_UP = 30;
    /** So that what waits is told before the next bar of a minute is. */
    private static final long MOST_HISTORY_WAIT_NS = 50 * SECOND_NS;
    /**
     * Bars that one event may close. A usual slot has 15,360 bytes for a trade and all that it causes; a bar takes 128
     * of them, so that 90 leave 3.6 kB for gaps, pivots, alerts and orders.
     */
    private static final int MOST_BARS = 90;

    /** Bars of instruments, of time alone. */
    public BarsConfig(List<Long> timeframesNs, long graceNs, int maxCatchUp, long maxClockLeadNs) {
        this(timeframesNs, graceNs, maxCatchUp, maxClockLeadNs, ViewBarsConfig.NONE, List.of());
    }

    /** With no past on its way. */
    public BarsConfig(List<Long> timeframesNs, long graceNs, int maxCatchUp, long maxClockLeadNs,
                      ViewBarsConfig views, List<TradeBarsConfig> tradeBars) {
        this(timeframesNs, graceNs, maxCatchUp, maxClockLeadNs, views, tradeBars, 0);
    }

    /** The same with another wait for the past. */
    public BarsConfig withHistoryWaitNs(long waitNs) {
        return new BarsConfig(timeframesNs, graceNs, maxCatchUp, maxClockLeadNs, views, tradeBars, waitNs);
    }

    /** How many seconds of an instrument can be forming at a time. */
    int room() {
        return (int) (graceNs / SECOND_NS) + 2;
    }

    /** As {@link #room}, of a view: a venue's clock may be before ours and another's behind. */
    int viewRoom() {
        return (int) ((graceNs + 2 * views.clockToleranceNs()) / SECOND_NS) + 3;
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        TimeBars.checkDurations(timeframesNs, MOST_TIMEFRAMES, "[1s, 1m]", problems);
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
        if (historyWaitNs < 0 || historyWaitNs > MOST_HISTORY_WAIT_NS) {
            problems.add("historyWaitNs: " + historyWaitNs + "; expected 0 to " + MOST_HISTORY_WAIT_NS
                + ", for example 30000000000");
        }
        views.problems(problems);
        tradeBars.forEach(each -> each.problems(problems));
        if (problems.isEmpty() && mostBars() > MOST_BARS) {
            problems.add("one event may close " + mostBars() + " bars; a slot has room for " + MOST_BARS
                + ": expected fewer or longer timeframes, or a smaller max-catch-up, for example 10");
        }
        return problems;
    }

    private int mostBars() {
        final Set<BarKind> kinds = EnumSet.noneOf(BarKind.class);
        tradeBars.forEach(each -> kinds.add(each.kind()));
        return mostBars(timeframesNs, views.told()) + kinds.size() * (views.told() ? 2 : 1);
    }

    /** The most bars of these durations that one event may close. @param ofViews whether those of views count too */
    public int mostBars(List<Long> durationsNs, boolean ofViews) {
        final int held = historyWaitNs > 0 ? durationsNs.size() : 0;
        return mostBars(durationsNs, Math.max(maxCatchUp, room())) + held
            + (ofViews ? mostBars(durationsNs, Math.max(maxCatchUp, viewRoom())) : 0);
    }

    // Every bar that ends within so many seconds, and a longer one that a leap closes.
    private static int mostBars(List<Long> durationsNs, int seconds) {
        int bars = 0;
        for (final long timeframeNs : durationsNs) {
            final long each = timeframeNs / SECOND_NS;
            bars += (int) ((seconds + each - 1) / each) + 1;
        }
        return bars;
    }
}
