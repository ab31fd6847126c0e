package io.escapement.engine.pivots;

import io.escapement.engine.market.TimeBars;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the pivots stage.
 *
 * @param timeframesNs durations of the bars whose pivots are wanted; where the bars stage makes no such bars there are
 *                     no pivots
 * @param neighbours   elements on each side that a pivot must exceed; Williams: 1
 * @param minMoveAtr   how far, in average true ranges of the bars, the confirming element must be from the pivot
 * @param boundsLevel  from 1 to 5: whose pivots make the bounds, the nearest support and the nearest resistance
 * @param windowBars   how far back those may lie
 * @param consolidated whether the pivots of views' bars are wanted too; where the bars stage makes none there are none
 */
public record PivotsConfig(List<Long> timeframesNs, int neighbours, double minMoveAtr, int boundsLevel,
                           int windowBars, boolean consolidated) {
    /** How many levels there are. */
    public static final int LEVELS = PivotSide.LEVELS;
    /** The most durations. */
    public static final int MOST_TIMEFRAMES = 12;
    /** The most neighbours. */
    public static final int MOST_NEIGHBOURS = 20;
    /** The farthest that bounds look back. */
    public static final int MOST_WINDOW_BARS = 1_500;
    /** The least that bounds look back. */
    public static final int LEAST_WINDOW_BARS = 10;
    private static final double MOST_MOVE = 100;

    /** Of instruments' bars alone. */
    public PivotsConfig(List<Long> timeframesNs, int neighbours, double minMoveAtr, int boundsLevel, int windowBars) {
        this(timeframesNs, neighbours, minMoveAtr, boundsLevel, windowBars, false);
    }

    public PivotsConfig withConsolidated() {
        return new PivotsConfig(timeframesNs, neighbours, minMoveAtr, boundsLevel, windowBars, true);
    }

    /** Pivots of the bars of one minute, as Williams has them. */
    public static PivotsConfig usual() {
        return new PivotsConfig(List.of(60_000_000_000L), 1, 0, 2, 300);
    }

    /** What is wrong, one line each; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        TimeBars.checkDurations(timeframesNs, MOST_TIMEFRAMES, "[1m, 1h]", problems);
        range("neighbours", neighbours, 1, MOST_NEIGHBOURS, problems);
        range("boundsLevel", boundsLevel, 1, PivotSide.LEVELS, problems);
        range("windowBars", windowBars, LEAST_WINDOW_BARS, MOST_WINDOW_BARS, problems);
        if (!(minMoveAtr >= 0 && minMoveAtr <= MOST_MOVE)) {
            problems.add("minMoveAtr: " + minMoveAtr + "; expected 0 to " + MOST_MOVE + ", for example 0.5");
        }
        return problems;
    }

    private static void range(String key, int value, int least, int most, List<String> problems) {
        if (value < least || value > most) {
            problems.add(key + ": " + value + "; expected " + least + " to " + most);
        }
    }
}
