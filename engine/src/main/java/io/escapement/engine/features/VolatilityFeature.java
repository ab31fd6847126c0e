package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.statistics.ExponentialMoments;

import java.util.List;

/** Deviation of the mid's returns over a second that forgets exponentially, and how much it changes itself. */
final class VolatilityFeature implements Feature.OnSecond {
    static final int TAU_SECONDS = 30;
    static final int WARM_UP = 3 * TAU_SECONDS;
    static final List<Column> COLUMNS = List.of(
        new Column("ewvol_30s", 1, "1", "tau 30 s", "91 s", Reset.BOOK,
            "deviation of the log returns over 1 s: m += a d, v = (1 - a)(v + a d^2), a = 1 - exp(-1 / 30)",
            "hand vector and batch twin"),
        new Column("volofvol_30s", 1, "1", "tau 30 s", "181 s", Reset.BOOK,
            "likewise of ewvol_30s", "batch twin"));

    private final double weight = ExponentialMoments.weight(Cadence.SECOND_NS, TAU_SECONDS * Cadence.SECOND_NS);
    private final ExponentialMoments returns = new ExponentialMoments();
    private final ExponentialMoments volatilities = new ExponentialMoments();

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        returns.clear();
        volatilities.clear();
    }

    @Override
    public void onSecond(double mid, double logReturn) {
        if (Double.isNaN(logReturn)) {
            return;
        }
        returns.add(logReturn, weight);
        if (returns.count() > WARM_UP) {
            volatilities.add(returns.deviation(), weight);
        }
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        into[at] = returns.count() >= WARM_UP ? returns.deviation() : Double.NaN;
        into[at + 1] = volatilities.count() >= WARM_UP ? volatilities.deviation() : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        return volatilities.hash(returns.hash(seed));
    }
}
