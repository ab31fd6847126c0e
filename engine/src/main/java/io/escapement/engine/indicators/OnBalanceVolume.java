package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.List;

/** Difference of on-balance volumes: their seed, about which libraries differ, cancels. */
final class OnBalanceVolume extends Indicator {
    private static final int N = 20;
    static final List<Column> COLUMNS = List.of(column("obv_d_20", "-1 to 1", N + 1, N + 1,
        "(on-balance volume - that 20 before) / volume of the 20 bars; missing where that is 0",
        TA_LIB + " OBV, differences"));

    private final RollingSum signed = new RollingSum(N);
    private final RollingSum all = new RollingSum(N);
    private double before = Double.NaN;

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        if (!Double.isNaN(before)) {
            signed.add(Math.signum(bar.close - before) * bar.volume);
            all.add(bar.volume);
        }
        before = bar.close;
        values[at] = all.isFull() && all.sum() > 0 ? signed.sum() / all.sum() : Double.NaN;
    }

    @Override
    void clear() {
        signed.clear();
        all.clear();
        before = Double.NaN;
    }

    @Override
    long hash(long seed) {
        return Hashing.fold(all.hash(signed.hash(seed)), before);
    }
}
