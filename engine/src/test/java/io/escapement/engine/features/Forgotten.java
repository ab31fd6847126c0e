package io.escapement.engine.features;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How far values may be apart of somebody who looked from the beginning and somebody who began later. Not at all, but
 * for rounding, save for what forgets exponentially. A sum of decayed impulses is apart by just what it was when the
 * other began, decayed since. For means and variances the laws give bounds, from what the data's greatest values are.
 */
final class Forgotten {
    private static final double ROUNDING = 1e-9;
    private static final double TAU = VolatilityFeature.TAU_SECONDS;
    /** What a second leaves of a moment. */
    private static final double LEFT = Math.exp(-1 / TAU);
    /** Decays per second of rates, and what of them does not decay: the test's config has the terms of Hawkes. */
    private static final Map<String, double[]> RATES = Map.of("lam_buy_1s", new double[] {1, 0},
        "lam_sell_1s", new double[] {1, 0}, "lam_buy_10s", new double[] {0.1, 0}, "lam_sell_10s", new double[] {0.1, 0},
        "hawkes_buy", new double[] {1.2, 0.5}, "hawkes_sell", new double[] {1.2, 0.5});

    /** Begins of names of shares and ratios, which are of the order of one even where they are near zero. */
    private static final List<String> OF_ONE = List.of("jump", "acf", "kyle_t", "kyle_r2", "vr_");

    private final Rows all;
    private final long begunNs;
    private double greatestReturn;
    private double greatestDeviation;
    private double leastDeviation = Double.MAX_VALUE;

    /** @param later of whoever began later */
    Forgotten(Rows all, Rows later) {
        this.all = all;
        final int mid = Rows.index("mid");
        this.begunNs = later.told.entrySet().stream().filter(row -> !Double.isNaN(row.getValue()[mid])).findFirst()
            .orElseThrow().getKey();
        double before = Double.NaN;
        for (final Map.Entry<Long, double[]> row : all.told.entrySet()) {
            final double now = row.getValue()[mid];
            greatestReturn = Math.max(greatestReturn, before > 0 && now > 0 ? Math.abs(Math.log(now / before)) : 0);
            before = now;
            final double deviation = row.getValue()[Rows.index("ewvol_30s")];
            if (row.getKey() >= begunNs && !Double.isNaN(deviation)) {
                greatestDeviation = Math.max(greatestDeviation, deviation);
                leastDeviation = Math.min(leastDeviation, deviation);
            }
        }
        later.told.values().stream().mapToDouble(row -> row[Rows.index("ewvol_30s")]).filter(each -> each >= 0)
            .forEach(each -> greatestDeviation = Math.max(greatestDeviation, each));
    }

    /** Fails unless a value of the one who began later is that of the other, as nearly as it has to be. */
    void check(long timeNs, int column, String name, double value) {
        final double expected = all.told.get(timeNs)[column];
        final double seconds = (timeNs - begunNs) / 1e9;
        final double[] rate = RATES.get(name);
        double wanted = expected;
        double bound = 0;
        if (rate != null) {
            wanted -= (all.told.get(begunNs)[column] - rate[1]) * Math.exp(-rate[0] * seconds);
        } else if (name.equals("ewvol_30s")) {
            bound = deviations(seconds) / expected;
        } else if (name.equals("volofvol_30s")) {
            bound = deviationsOfDeviations(seconds) / expected;
        }
        final boolean ofOne = rate != null || OF_ONE.stream().anyMatch(name::startsWith);
        final double apart = Math.abs(value - wanted);
        final double most = bound + ROUNDING * Math.max(Math.abs(expected), ofOne ? 1 : 1e-9);
        assertTrue(apart <= most, () -> name + " " + seconds + " s after: " + apart + " apart, at most " + most);
    }

    /**
     * Most that the variance of returns is apart. With q a step's remainder, r the greatest return: after n steps mean
     * squares are apart by q^n r^2, means by q^n 2r, squares of means by q^n 2r times 2r. The first return comes a
     * second after the beginning and is the first mean.
     */
    private double deviations(double seconds) {
        return 5 * greatestReturn * greatestReturn * Math.pow(LEFT, seconds - 1);
    }

    /**
     * Most that the variance of deviations is apart, which begin to be taken with the 91st: q^(n - 91) of what was
     * there then, and of each deviation taken since what that was apart, both against the greatest, s. Since a
     * deviation after j seconds was apart by c q^(j - 1), and has been forgotten for n - j, n of them make n a c q^n.
     */
    private double deviationsOfDeviations(double seconds) {
        final double first = VolatilityFeature.WARM_UP + 1;
        final double c = 5 * greatestReturn * greatestReturn / leastDeviation;
        final double taken = (seconds - first + 1) * (1 - LEFT) * c * Math.pow(LEFT, seconds - 1);
        final double began = greatestDeviation * Math.pow(LEFT, seconds - first);
        final double means = began + taken;
        final double squares = greatestDeviation * (began + 2 * taken);
        return squares + means * 2 * greatestDeviation;
    }
}
