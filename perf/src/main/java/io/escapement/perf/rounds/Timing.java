package io.escapement.perf.rounds;

import java.util.Arrays;

/**
 * What the rounds gave for one variant.
 *
 * @param name          of the variant
 * @param nsPerUnit     CPU time, one value a round
 * @param wallNsPerUnit the same by the clock
 * @param bytesPerUnit  allocated by the measuring thread over all measured rounds
 */
public record Timing(String name, double[] nsPerUnit, double[] wallNsPerUnit, double bytesPerUnit) {
    /** Median over the rounds, nanoseconds a unit. */
    public double median() {
        return percentile(nsPerUnit, 50);
    }

    /** The best tenth's border: what the code does when nobody else takes the core. */
    public double p10() {
        return percentile(nsPerUnit, 10);
    }

    /** Median over the rounds by the clock, nanoseconds a unit. */
    public double wallMedian() {
        return percentile(wallNsPerUnit, 50);
    }

    /** By how much this is slower than another: the median of the rounds' ratios. */
    public double ratioTo(Timing other) {
        final double[] ratios = new double[nsPerUnit.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = nsPerUnit[i] / other.nsPerUnit[i];
        }
        return percentile(ratios, 50);
    }

    private static double percentile(double[] values, int percent) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }
}
