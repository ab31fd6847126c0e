package io.escapement.engine.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * When a position is closed for having lost too much.
 *
 * @param kind              what the stop price hangs on
 * @param distanceBps       of the average entry price, or when trailing of the best price since; for ATR until there
 *                          have been bars enough; hundredths of a percent
 * @param atrHundredths     ATR: distance in hundredths of the average true range
 * @param atrBars           ATR: bars that it is taken over, Wilder's way
 * @param atrDurationNs     ATR: which bars
 * @param trigger           which price sets it off
 * @param retryNs           what has not been answered or filled is tried again after so long, until the position is
 *                          flat
 */
public record StopLossRule(
    Kind kind,
    int distanceBps,
    int atrHundredths,
    int atrBars,
    long atrDurationNs,
    Trigger trigger,
    long retryNs) {

    /** No stop-loss. */
    public static final StopLossRule NONE =
        new StopLossRule(Kind.NONE, 1, 1, 2, 60_000_000_000L, Trigger.MARK, 2_000_000_000L);

    /** What the stop price hangs on. */
    public enum Kind {
        NONE,
        /** The average entry price. */
        FIXED,
        /** The average entry price, as far away as the market moves in a bar; it only ever comes closer. */
        ATR,
        /** The best price since the position was opened. */
        TRAILING
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (distanceBps < 1 || distanceBps > 5_000) {
            problems.add("stop-loss.distance-bps: " + distanceBps + "; expected 1 to 5000, for example 100");
        }
        if (atrHundredths < 1 || atrHundredths > 10_000) {
            problems.add("stop-loss.atr-multiple: " + atrHundredths + " hundredths; expected 1 to 10000, for example"
                + " 250");
        }
        if (atrBars < 2 || atrBars > 1_000) {
            problems.add("stop-loss.atr-bars: " + atrBars + "; expected 2 to 1000, for example 14");
        }
        if (atrDurationNs < 1 || retryNs < 1) {
            problems.add("stop-loss: a length of time of no length; expected atr-bar and retry of more than 0");
        }
        return problems;
    }
}
