package io.escapement.engine.features;

/**
 * What a Hawkes process with an exponential kernel is made of, fitted offline and frozen.
 *
 * @param base    trades per second that nothing excites, mu
 * @param jump    by which each trade raises the rate, a, per second
 * @param decayPerSecond how fast that goes away, b; more than the jump, or the rate would grow without end
 */
public record HawkesTerms(double base, double jump, double decayPerSecond) {
    /** @throws IllegalArgumentException if the process is not stationary, or a number is not one */
    public HawkesTerms {
        if (!(base >= 0) || !(jump >= 0) || !(decayPerSecond > jump) || Double.isInfinite(decayPerSecond)
            || Double.isInfinite(base)) {
            throw new IllegalArgumentException("mu " + base + ", a " + jump + ", b " + decayPerSecond
                + "; expected none below 0, and a / b below 1");
        }
    }
}
