package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.statistics.RollingAutocorrelation;

import java.util.List;

/** How the mid's returns over a second depend on those before. */
final class SerialFeature implements Feature.OnSecond {
    static final int SECONDS = 300;
    static final int HORIZON = 5;
    static final List<Column> COLUMNS = List.of(column("acf_1", lag(1)), column("acf_2", lag(2)),
        column("acf_5", lag(5)), column("vr_5", "variance of returns over 5 s by 5 times that over 1 s, in the form"
            + " 1 + 2 sum over k < 5 of (1 - k / 5) acf_k. Lo, MacKinlay 1988"));

    private final RollingAutocorrelation returns = new RollingAutocorrelation(SECONDS, HORIZON);

    private static String lag(int lag) {
        return "autocorrelation at lag " + lag + " of the log returns over 1 s, biased: mean and denominator of the"
            + " whole window";
    }

    private static Column column(String name, String meaning) {
        return new Column(name, 1, "1", "300 x 1 s", "301 s", Reset.BOOK, meaning,
            name.equals("acf_1") ? "hand vector and batch twin" : "batch twin");
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        returns.clear();
    }

    @Override
    public void onSecond(double mid, double logReturn) {
        if (!Double.isNaN(logReturn)) {
            returns.add(logReturn);
        }
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        final boolean full = returns.isFull();
        into[at] = full ? returns.at(1) : Double.NaN;
        into[at + 1] = full ? returns.at(2) : Double.NaN;
        into[at + 2] = full ? returns.at(HORIZON) : Double.NaN;
        double ratio = 1;
        for (int lag = 1; full && lag < HORIZON; lag++) {
            ratio += 2 * (1 - lag / (double) HORIZON) * returns.at(lag);
        }
        into[at + 3] = full ? ratio : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        return returns.hash(seed);
    }
}
