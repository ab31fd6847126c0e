package io.escapement.engine.market;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BarKind;

import java.util.List;

/** Tells bars apart: those who want one a duration and instrument must leave out those of views and of trades. */
public final class TimeBars {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;

    private TimeBars() {
    }

    /**
     * Notes what is wrong with a config's durations of bars, its key {@code timeframes}, one line each.
     *
     * @param example of such a list
     */
    public static void checkDurations(List<Long> timeframesNs, int most, String example, List<String> problems) {
        if (timeframesNs.isEmpty() || timeframesNs.size() > most) {
            problems.add("timeframes: " + timeframesNs.size() + " of them; expected 1 to " + most + ", for example "
                + example);
        }
        long before = 0;
        for (final long timeframeNs : timeframesNs) {
            if (timeframeNs < SECOND_NS || timeframeNs % SECOND_NS != 0 || DAY_NS % timeframeNs != 0) {
                problems.add("timeframes: " + timeframeNs + " ns; expected a whole number of seconds that divides a"
                    + " day, for example 1s, 1m, 1h");
            } else if (timeframeNs <= before) {
                problems.add("timeframes: " + timeframeNs + " ns after " + before
                    + " ns; expected each once, the shortest first, for example " + example);
            }
            before = timeframeNs;
        }
    }

    /** Whether a bar is one of time. */
    public static boolean isOfTime(BarDecoder bar) {
        return bar.kindRaw() == BarKind.TIME.value();
    }

    /** Whether a bar is of a view, and not of an instrument. */
    public static boolean isOfView(BarDecoder bar) {
        return bar.viewId() != BarDecoder.viewIdNullValue();
    }

    /** Whether a bar is one of time, of an instrument. */
    public static boolean isOfInstrument(BarDecoder bar) {
        return isOfTime(bar) && !isOfView(bar);
    }
}
