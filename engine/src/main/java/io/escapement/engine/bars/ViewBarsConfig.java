package io.escapement.engine.bars;

import java.util.List;

/**
 * Bars of views: of the trades of all instruments of one canonical name.
 *
 * @param told             whether there are any
 * @param joinKinds        as the consolidation's: whether spot and derivatives of one name are one view
 * @param leastInstruments as the consolidation's: that a name must have before it has a view
 * @param clockToleranceNs a venue whose clock is further from ours than this is not in the bars of a view: its trades
 *                         are counted as late there
 */
public record ViewBarsConfig(boolean told, boolean joinKinds, int leastInstruments, long clockToleranceNs) {
    private static final long LEAST_TOLERANCE_NS = BarsConfig.SECOND_NS / 10;
    private static final long MOST_TOLERANCE_NS = 5 * BarsConfig.SECOND_NS;

    /** There are none. */
    public static final ViewBarsConfig NONE = new ViewBarsConfig(false, false, 2, 2 * BarsConfig.SECOND_NS);

    /** Adds what is wrong. */
    void problems(List<String> problems) {
        if (clockToleranceNs < LEAST_TOLERANCE_NS || clockToleranceNs > MOST_TOLERANCE_NS) {
            problems.add("clockToleranceNs: " + clockToleranceNs + "; expected " + LEAST_TOLERANCE_NS + " to "
                + MOST_TOLERANCE_NS + ", for example 2000000000");
        }
    }
}
