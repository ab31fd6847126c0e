package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.List;

/** The money flow index. */
final class MoneyFlow extends Indicator {
    private static final int N = 14;
    static final List<Column> COLUMNS = List.of(column("mfi_14", PERCENT, N + 1, N + 1,
        "share of volume x (high + low + close) / 3 of bars whose price rose, among those whose price changed; 0 where"
            + " nothing flowed (TA-Lib: less than 1)", TA_LIB + " MFI"));

    private final RollingSum rising = new RollingSum(N);
    private final RollingSum falling = new RollingSum(N);
    private double before = Double.NaN;

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        final double price = bar.typicalPrice();
        final double change = price - before;
        before = price;
        if (!Double.isNaN(change)) {
            final double flow = price * bar.volume;
            rising.add(change > 0 ? flow : flow * 0);
            falling.add(change < 0 ? flow : flow * 0);
        }
        final double all = rising.sum() + falling.sum();
        final double share = all == 0 ? 0 : 100 * (rising.sum() / all);
        values[at] = rising.isFull() ? share : Double.NaN;
    }

    @Override
    void clear() {
        rising.clear();
        falling.clear();
        before = Double.NaN;
    }

    @Override
    long hash(long seed) {
        return Hashing.fold(falling.hash(rising.hash(seed)), before);
    }
}
