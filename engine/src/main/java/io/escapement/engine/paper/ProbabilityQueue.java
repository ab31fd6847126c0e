package io.escapement.engine.paper;

/**
 * Unexplained decreases fall behind us with probability {@code f(back) / (f(back) + f(front))}, before us with the
 * rest; f is a power, or the logarithm {@code ln(1 + x)}. What behind us cannot bear falls before us.
 *
 * <p>Probabilities are {@code double} ({@link StrictMath}, the same on any machine), sizes enter f in units of the
 * asset, not in mantissas. The queue moves by a whole number of mantissa steps, rounded to the nearest, halves up:
 * the error is at most half a step of the instrument's quantity per depth event. Both sizes 0: all of it behind us.
 */
public final class ProbabilityQueue implements QueueModel {
    private static final int LOGARITHM = 0;

    private final int power;
    private final double unitsPerMantissa;

    private ProbabilityQueue(int power, int quantityExponent) {
        this.power = power;
        this.unitsPerMantissa = StrictMath.pow(10, quantityExponent);
    }

    /**
     * f(x) = x^power.
     *
     * @param power            from 1
     * @param quantityExponent of the instrument
     */
    public static ProbabilityQueue power(int power, int quantityExponent) {
        if (power < 1) {
            throw new IllegalArgumentException("the power of a queue model is at least 1, got " + power);
        }
        return new ProbabilityQueue(power, quantityExponent);
    }

    /** f(x) = ln(1 + x). */
    public static ProbabilityQueue logarithm(int quantityExponent) {
        return new ProbabilityQueue(LOGARITHM, quantityExponent);
    }

    @Override
    public long front(long front, long previous, long printed, long now) {
        final long decrease = Math.max(0, previous - now - printed);
        final long back = Math.max(0, previous - printed - front);
        final double behind = probabilityBehind(front, back);
        final double beyondBack = Math.min(back - behind * decrease, 0);
        final long moved = Math.round((1 - behind) * decrease - beyondBack);
        return Math.max(0, Math.min(front - moved, now));
    }

    private double probabilityBehind(long front, long back) {
        final double weightBack = weight(back * unitsPerMantissa);
        final double sum = weightBack + weight(front * unitsPerMantissa);
        return sum > 0 ? weightBack / sum : 1;
    }

    private double weight(double size) {
        return power == LOGARITHM ? StrictMath.log1p(size) : StrictMath.pow(size, power);
    }
}
