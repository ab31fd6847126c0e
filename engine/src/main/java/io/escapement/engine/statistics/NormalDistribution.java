package io.escapement.engine.statistics;

/** The standard normal distribution, to the last digits, far out in the tails too. Same bits on any machine. */
public final class NormalDistribution {
    /** Beyond it the tail is a continued fraction; up to it half and a series, which cancel no more than two digits. */
    private static final double TAIL = 2;
    /** Enough at {@link #TAIL} already, where it converges slowest. */
    private static final int FRACTIONS = 160;
    private static final double ROOT_OF_TWO_PI = 2.5066282746310002;

    private NormalDistribution() {
    }

    /** The probability of a value that is no greater; NaN of NaN. */
    public static double cumulative(double z) {
        if (z < -TAIL) {
            return tail(-z);
        }
        if (z > TAIL) {
            return 1 - tail(z);
        }
        double term = z;
        double sum = z;
        for (int odd = 3; Math.abs(term) > Math.abs(sum) * 1e-18; odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 + density(z) * sum;
    }

    /** Its derivative. */
    public static double density(double z) {
        return StrictMath.exp(-z * z / 2) / ROOT_OF_TWO_PI;
    }

    private static double tail(double z) {
        double below = z;
        for (int k = FRACTIONS; k > 0; k--) {
            below = z + k / below;
        }
        return density(z) / below;
    }
}
