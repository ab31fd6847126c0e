package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.statistics.Turn;

import java.util.List;

/** The time of day at which the bar ended, as a place on a circle. */
final class TimeOfDay extends Indicator {
    private static final long DAY_NS = 86_400_000_000_000L;
    static final List<Column> COLUMNS = List.of(time("bar_tod_sin", "sin"), time("bar_tod_cos", "cos"));

    private static Column time(String name, String function) {
        return new Column(name, 1, "-1 to 1", "none", "1 bar", Reset.NEVER,
            function + "(2 pi x share of the UTC day at the bar's end)", TWIN);
    }

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        final double share = (double) Math.floorMod(bar.endTimeNs, DAY_NS) / DAY_NS;
        values[at] = Turn.sin(share);
        values[at + 1] = Turn.cos(share);
    }

    @Override
    void clear() {
        // Remembers nothing.
    }

    @Override
    long hash(long seed) {
        return seed;
    }
}
