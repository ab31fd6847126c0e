package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.RollingMoments;

import java.util.List;

/**
 * The commodity channel index. Its mean deviation is around a mean that moves, so all 20 prices are looked at with each
 * bar: a bounded number, whatever came before.
 */
final class CommodityChannel extends Indicator {
    private static final int N = 20;
    static final List<Column> COLUMNS = List.of(column("cci_20", "1", N, N, "(p - mean) / (0.015 mean absolute"
        + " deviation) of p = (high + low + close) / 3; 0 where nothing deviates", TA_LIB + " CCI"));
    private static final double SCALE = 0.015;

    private final RollingMoments prices = new RollingMoments(N);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        final double price = bar.typicalPrice();
        prices.add(price);
        values[at] = prices.isFull() ? index(price) : Double.NaN;
    }

    private double index(double price) {
        double deviations = 0;
        for (int i = 0; i < N; i++) {
            deviations += Math.abs(prices.values().ago(i) - prices.mean());
        }
        return deviations > 0 ? (price - prices.mean()) / (SCALE * (deviations / N)) : 0;
    }

    @Override
    void clear() {
        prices.clear();
    }

    @Override
    long hash(long seed) {
        return prices.hash(seed);
    }
}
