package io.escapement.engine.features;

import java.util.Arrays;
import java.util.List;

/**
 * Stoikov's microprice, frozen: how far it is from the mid, in ticks, by imbalance and spread. Made by
 * {@link MicropriceCalibration}. Antisymmetric about an imbalance of a half, as it must be. Immutable.
 */
public final class MicropriceTable {
    /** The greatest difference to antisymmetry that is put down to rounding of the written numbers, in ticks. */
    private static final double ROUNDING = 1e-6;

    private final double[][] ticks;

    /**
     * @param ticks by spread, from one tick up, and by bucket of imbalance, from all asked to all bid; as many buckets
     *              for each spread, an odd number, so that an imbalance of a half lies in the middle of one;
     *              NaN: missing
     * @throws IllegalArgumentException if it has another form, or is not antisymmetric
     */
    public MicropriceTable(double[][] ticks) {
        if (ticks.length == 0 || ticks[0].length % 2 == 0) {
            throw new IllegalArgumentException("a microprice table of " + ticks.length + " spreads"
                + (ticks.length == 0 ? "" : " and " + ticks[0].length + " buckets")
                + "; expected at least one spread, and an odd number of buckets");
        }
        this.ticks = new double[ticks.length][];
        for (int spread = 0; spread < ticks.length; spread++) {
            this.ticks[spread] = ticks[spread].clone();
            check(this.ticks[spread], ticks[0].length, spread + 1);
        }
    }

    private static void check(double[] row, int buckets, int spread) {
        if (row.length != buckets) {
            throw new IllegalArgumentException("a microprice table with " + row.length + " buckets for a spread of "
                + spread + "; expected " + buckets + " as for a spread of 1");
        }
        for (int i = 0; i < buckets; i++) {
            final double mirrored = row[buckets - 1 - i];
            if (!(Math.abs(row[i] + mirrored) <= ROUNDING) && !(Double.isNaN(row[i]) && Double.isNaN(mirrored))) {
                throw new IllegalArgumentException("a microprice table with " + row[i] + " and " + mirrored
                    + " at mirrored imbalances; expected one to be minus the other");
            }
        }
    }

    /** The bucket of an imbalance, mirrored for mirrored sizes: edges belong to the bucket nearer the middle. */
    static int bucket(int buckets, double bidSize, double askSize) {
        final boolean bidIsLess = bidSize <= askSize;
        final double less = bidIsLess ? bidSize : askSize;
        final int fromEnd = Math.min(buckets / 2, (int) (less * buckets / (bidSize + askSize)));
        return bidIsLess ? fromEnd : buckets - 1 - fromEnd;
    }

    /** What to add to the mid, in ticks; NaN for a spread that the table does not have, or between ticks. */
    double adjustment(long spread, long tick, long bidSize, long askSize) {
        final long width = spread / tick;
        if (width * tick != spread || width < 1 || width > ticks.length) {
            return Double.NaN;
        }
        final double[] row = ticks[(int) width - 1];
        return row[bucket(row.length, bidSize, askSize)];
    }

    /** By spread, then by bucket: what {@link #MicropriceTable(double[][])} takes. */
    public List<List<Double>> ticks() {
        return Arrays.stream(ticks).map(row -> Arrays.stream(row).boxed().toList()).toList();
    }
}
