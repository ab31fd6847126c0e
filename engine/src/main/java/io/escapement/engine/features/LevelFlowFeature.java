package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Order flow imbalance of each of the five best levels over a second. A level that a side did not have at some time in
 * it is missing. The integrated one weighs them by the first principal component, which the config gives: frozen.
 */
final class LevelFlowFeature implements Feature.OnQuote, Feature.OnSlot {
    static final List<Column> COLUMNS = describe();

    private final int window;
    private final double[] weights;
    private final RollingSum[] flows = new RollingSum[Top.LEVELS];
    private final double[] flow = new double[Top.LEVELS];
    /** Whole slots since a level was not there; -1: it was not in this one. */
    private final int[] sound = new int[Top.LEVELS];
    private final RollingSum depths;
    private final RollingSum quotes;
    private double depth;
    private int count;

    /** @param weights of the levels; null: there are none, and no integrated column */
    LevelFlowFeature(Cadence cadence, double[] weights) {
        this.window = cadence.slots(1);
        this.weights = weights == null ? null : normalised(weights);
        for (int i = 0; i < Top.LEVELS; i++) {
            flows[i] = cadence.sums(1);
        }
        depths = cadence.sums(1);
        quotes = cadence.sums(1);
    }

    private static double[] normalised(double[] weights) {
        double sum = 0;
        for (final double weight : weights) {
            sum += Math.abs(weight);
        }
        final double[] normalised = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            normalised[i] = weights[i] / sum;
        }
        return normalised;
    }

    private static List<Column> describe() {
        final List<Column> columns = new ArrayList<>();
        for (int level = 1; level <= Top.LEVELS; level++) {
            columns.add(new Column("mlofi_" + level, 1, "base", "1 s", "1 s", Reset.BOOK, "ofi of price and size of"
                + " level " + level + "; missing where a side lacked it. Xu, Gould, Howison 2019",
                level == 1 ? "ofi_1s" : "batch twin"));
        }
        columns.add(new Column("iofi", 1, "1", "1 s", "1 s; weights in the config", Reset.BOOK,
            "sum of w mlofi over levels, by sum of abs(w) and by the mean size of a level over the window's quotes."
                + " Cont, Cucuringu, Zhang 2023", "batch twin"));
        return List.copyOf(columns);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        for (final RollingSum sums : flows) {
            sums.clear();
        }
        Arrays.fill(sound, 0);
        depths.clear();
        quotes.clear();
        clearSlot();
    }

    private void clearSlot() {
        Arrays.fill(flow, 0);
        depth = 0;
        count = 0;
    }

    @Override
    public void onQuote(Top top, long timeNs) {
        final Top.Look now = top.now();
        final int both = Math.min(top.before().depth(), now.depth());
        double size = 0;
        for (int level = 0; level < Top.LEVELS; level++) {
            if (level < both) {
                flow[level] += OrderFlowFeature.flow(top, level);
                size += (double) now.bidSizes[level] + now.askSizes[level];
            } else {
                sound[level] = -1;
            }
        }
        depth += size / (2 * Top.LEVELS);
        count++;
    }

    @Override
    public void onSlot(Top top, long timeNs) {
        for (int level = 0; level < Top.LEVELS; level++) {
            flows[level].add(flow[level]);
            // No further than the window, so that equal states are equal however long they have been so.
            sound[level] = level < top.now().depth() ? Math.min(sound[level] + 1, window) : 0;
        }
        depths.add(depth);
        quotes.add(count);
        clearSlot();
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        boolean all = true;
        for (int level = 0; level < Top.LEVELS; level++) {
            final boolean has = flows[level].isFull(0) && sound[level] >= window;
            into[at + level] = has ? top.quantity(flows[level].sum(0)) : Double.NaN;
            all &= has;
        }
        into[at + Top.LEVELS] = all && weights != null ? integrated() : Double.NaN;
    }

    private double integrated() {
        double sum = 0;
        for (int level = 0; level < Top.LEVELS; level++) {
            sum += weights[level] * flows[level].sum(0);
        }
        return quotes.sum(0) == 0 ? 0 : sum * quotes.sum(0) / depths.sum(0);
    }

    @Override
    public long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(quotes.hash(depths.hash(seed)), depth), count);
        for (int level = 0; level < Top.LEVELS; level++) {
            hash = flows[level].hash(Hashing.fold(Hashing.fold(hash, flow[level]), sound[level]));
        }
        return hash;
    }
}
