package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.ArrayList;
import java.util.List;

/** Realised variance of the mid sampled each second, its part that is no jump, and the share that is. */
final class VarianceFeature implements Feature.OnSecond {
    static final int[] SECONDS = {10, 60, 300, 3600};
    private static final List<String> NAMES = List.of("10s", "1m", "5m", "1h");
    private static final double SECONDS_A_YEAR = 31_536_000;
    static final List<Column> COLUMNS = describe();

    private final RollingSum squares;
    private final RollingSum products;
    private double lastSize;
    private boolean hasLast;

    VarianceFeature() {
        squares = new RollingSum(SECONDS);
        final int[] pairs = new int[SECONDS.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = SECONDS[i] - 1;
        }
        products = new RollingSum(pairs);
    }

    private static List<Column> describe() {
        final List<Column> columns = new ArrayList<>();
        for (int i = 0; i < SECONDS.length; i++) {
            final String w = NAMES.get(i);
            columns.add(column("rv_" + w, "1", SECONDS[i], "sum of r^2, r the log return of the mid over 1 s"));
            columns.add(column("bv_" + w, "1", SECONDS[i],
                "pi / 2 times the sum of abs(r r-1) in the window. Barndorff-Nielsen, Shephard 2004"));
            columns.add(column("jump_" + w, "1", SECONDS[i], "max(0, 1 - bv / rv)"));
            columns.add(column("vol_" + w, "1 / root of year", SECONDS[i], "sqrt(rv 31,536,000 / w)"));
        }
        return List.copyOf(columns);
    }

    private static Column column(String name, String unit, int seconds, String meaning) {
        return new Column(name, 1, unit, seconds + " s", seconds + 1 + " s", Reset.BOOK, meaning,
            name.startsWith("vol") ? "batch twin" : "hand vector and batch twin");
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        squares.clear();
        products.clear();
        lastSize = 0;
        hasLast = false;
    }

    @Override
    public void onSecond(double mid, double logReturn) {
        if (Double.isNaN(logReturn)) {
            return;
        }
        squares.add(logReturn * logReturn);
        final double size = Math.abs(logReturn);
        if (hasLast) {
            products.add(size * lastSize);
        }
        lastSize = size;
        hasLast = true;
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        for (int i = 0; i < SECONDS.length; i++) {
            final int first = at + 4 * i;
            final boolean full = squares.isFull(i);
            final double realised = full ? squares.sum(i) : Double.NaN;
            final double bipower = full ? Math.PI / 2 * products.sum(i) : Double.NaN;
            into[first] = realised;
            into[first + 1] = bipower;
            // Where nothing moved there is no share of it that jumped: 0 / 0.
            into[first + 2] = realised > 0 ? Math.max(0, 1 - bipower / realised) : Double.NaN;
            into[first + 3] = Math.sqrt(realised * SECONDS_A_YEAR / SECONDS[i]);
        }
    }

    @Override
    public long hash(long seed) {
        return Hashing.fold(Hashing.fold(products.hash(squares.hash(seed)), lastSize), hasLast);
    }
}
