package io.escapement.engine.features;

import java.util.Arrays;

/**
 * Makes a {@link MicropriceTable} of recorded quotes, after Stoikov, The micro-price, Quantitative Finance 18(12) 2018.
 * A state is a bucket of imbalance and a spread in ticks. Counted are steps from state to state without (Q) and with a
 * move of the mid (T, and R by how far); each also mirrored, so that the table is antisymmetric however little it was
 * made of. Steps that move the mid by more than a tick are left out, as in Stoikov's own code. G1 = (1 - Q)^-1 R k,
 * B = (1 - Q)^-1 T, and the adjustment is the sum of B^i G1. Offline: allocates.
 */
public final class MicropriceCalibration {
    private static final int MOST_ROUNDS = 100_000;
    private static final double ENOUGH = 1e-13;
    private static final int NOWHERE = -1;

    private final int buckets;
    private final int spreads;
    /** By state before and state behind. */
    private final double[][] still;
    private final double[][] moved;
    private final double[] visits;
    /** Sum of moves out of a state, in ticks. */
    private final double[] moves;
    private int state = NOWHERE;
    private long doubleMid;
    private long steps;

    /**
     * @param buckets of imbalance, an odd number
     * @param spreads in ticks, from 1 up to this; at others the chain is cut
     */
    public MicropriceCalibration(int buckets, int spreads) {
        if (buckets < 1 || buckets % 2 == 0 || spreads < 1) {
            throw new IllegalArgumentException(buckets + " buckets and " + spreads + " spreads; expected an odd number"
                + " of buckets and at least one spread");
        }
        this.buckets = buckets;
        this.spreads = spreads;
        final int states = buckets * spreads;
        still = new double[states][states];
        moved = new double[states][states];
        visits = new double[states];
        moves = new double[states];
    }

    /** Takes the next quote, in mantissas. */
    public void quote(long bid, long bidSize, long ask, long askSize, long tick) {
        final int now = state(ask - bid, tick, bidSize, askSize);
        if (state != NOWHERE && now != NOWHERE) {
            final double ticks = (bid + ask - doubleMid) / (2.0 * tick);
            if (Math.abs(ticks) <= 1) {
                step(state, now, ticks);
                steps++;
            }
        }
        state = now;
        doubleMid = bid + ask;
    }

    /** The next quote does not follow the last one. */
    public void cut() {
        state = NOWHERE;
    }

    /** Steps counted, mirrored ones not. */
    public long steps() {
        return steps;
    }

    private int state(long spread, long tick, long bidSize, long askSize) {
        final long width = spread / tick;
        return width * tick != spread || width < 1 || width > spreads ? NOWHERE
            : (int) (width - 1) * buckets + MicropriceTable.bucket(buckets, bidSize, askSize);
    }

    /** Counts a step and its mirror image. */
    void step(int from, int to, double ticks) {
        count(from, to, ticks);
        count(mirrored(from), mirrored(to), -ticks);
    }

    private int mirrored(int of) {
        return of / buckets * buckets + buckets - 1 - of % buckets;
    }

    private void count(int from, int to, double ticks) {
        visits[from]++;
        (ticks == 0 ? still : moved)[from][to]++;
        moves[from] += ticks;
    }

    /**
     * The table of what was counted; NaN for states that never were.
     *
     * @throws IllegalStateException if the mid never moves, or never moves on from some states
     */
    public MicropriceTable table() {
        if (Arrays.stream(moved).flatMapToDouble(Arrays::stream).sum() == 0) {
            throw new IllegalStateException("the mid never moves by a tick or less, in " + steps + " steps");
        }
        final int states = visits.length;
        final double[][] system = new double[states][2 * states + 1];
        for (int i = 0; i < states; i++) {
            final double all = Math.max(1, visits[i]);
            for (int j = 0; j < states; j++) {
                system[i][j] = (i == j ? 1 : 0) - still[i][j] / all;
                system[i][states + j] = moved[i][j] / all;
            }
            system[i][2 * states] = moves[i] / all;
        }
        solve(system);
        final double[] sum = new double[states];
        double[] term = new double[states];
        for (int i = 0; i < states; i++) {
            term[i] = system[i][2 * states];
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double greatest = 0;
            final double[] next = new double[states];
            for (int i = 0; i < states; i++) {
                sum[i] += term[i];
                for (int j = 0; j < states; j++) {
                    next[i] += system[i][states + j] * term[j];
                }
                greatest = Math.max(greatest, Math.abs(next[i]));
            }
            if (greatest < ENOUGH) {
                return antisymmetric(sum);
            }
            term = next;
        }
        throw new IllegalStateException("the adjustments of the microprice do not converge over " + steps + " steps");
    }

    /** Gauss and Jordan with pivots: leaves the solutions where the right sides were. */
    private static void solve(double[][] system) {
        final int states = system.length;
        for (int column = 0; column < states; column++) {
            int pivot = column;
            for (int row = column + 1; row < states; row++) {
                pivot = Math.abs(system[row][column]) > Math.abs(system[pivot][column]) ? row : pivot;
            }
            final double[] swapped = system[pivot];
            system[pivot] = system[column];
            system[column] = swapped;
            if (Math.abs(swapped[column]) < ENOUGH) {
                throw new IllegalStateException("the mid never moves on from some states: too few quotes");
            }
            for (int row = 0; row < states; row++) {
                final double factor = row == column ? 0 : system[row][column] / swapped[column];
                for (int j = column; factor != 0 && j < swapped.length; j++) {
                    system[row][j] -= factor * swapped[j];
                }
            }
        }
        for (int row = 0; row < states; row++) {
            for (int j = states; j < system[row].length; j++) {
                system[row][j] /= system[row][row];
            }
        }
    }

    // Symmetric counts give this up to rounding; here the last bits go.
    private MicropriceTable antisymmetric(double[] sum) {
        final double[][] ticks = new double[spreads][buckets];
        for (int i = 0; i < sum.length; i++) {
            ticks[i / buckets][i % buckets] = visits[i] == 0 ? Double.NaN : (sum[i] - sum[mirrored(i)]) / 2;
        }
        return new MicropriceTable(ticks);
    }
}
