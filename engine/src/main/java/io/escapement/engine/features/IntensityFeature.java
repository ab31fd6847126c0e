package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;

import java.util.ArrayList;
import java.util.List;

/** Trades per second by aggressor's side, each trade forgotten exponentially. */
final class IntensityFeature implements Feature.OnTrade {
    static final int[] TAU_SECONDS = {1, 10};
    /** A rate that has forgotten all but 5 percent of what it began without. */
    static final int WARM_UP_TAUS = 3;
    static final List<Column> COLUMNS = describe();

    /** Buy and sell of the first tau, then of the second. */
    private final Decay[] rates = new Decay[2 * TAU_SECONDS.length];
    private long beganNs;

    IntensityFeature() {
        for (int i = 0; i < rates.length; i++) {
            rates[i] = new Decay(1.0 / TAU_SECONDS[i / 2]);
        }
    }

    private static List<Column> describe() {
        final List<Column> columns = new ArrayList<>();
        for (final int tau : TAU_SECONDS) {
            for (final String side : List.of("buy", "sell")) {
                columns.add(new Column("lam_" + side + "_" + tau + "s", 1, "1 / s", "tau " + tau + " s",
                    WARM_UP_TAUS * tau + " s", Reset.BOOK, "on each trade whose aggressor is of that side"
                    + " l = l exp(-dt / tau) + 1 / tau", "hand vector and batch twin"));
            }
        }
        return List.copyOf(columns);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        beganNs = timeNs;
        for (final Decay rate : rates) {
            rate.clear();
        }
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        for (int i = sign > 0 ? 0 : 1; sign != 0 && i < rates.length; i += 2) {
            rates[i].add(timeNs, 1.0 / TAU_SECONDS[i / 2]);
        }
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        for (int i = 0; i < rates.length; i++) {
            final long warmNs = WARM_UP_TAUS * TAU_SECONDS[i / 2] * Cadence.SECOND_NS;
            into[at + i] = timeNs - beganNs >= warmNs ? rates[i].at(timeNs) : Double.NaN;
        }
    }

    @Override
    public long hash(long seed) {
        long hash = Hashing.fold(seed, beganNs);
        for (final Decay rate : rates) {
            hash = rate.hash(hash);
        }
        return hash;
    }
}
