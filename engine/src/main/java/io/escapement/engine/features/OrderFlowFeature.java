package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.OrderFlow;
import io.escapement.engine.statistics.RollingSum;

import java.util.ArrayList;
import java.util.List;

/** Order flow imbalance at the best prices, see {@link OrderFlow}: sums, and these by the mean size that is there. */
final class OrderFlowFeature implements Feature.OnQuote, Feature.OnSlot {
    static final List<Column> COLUMNS = describe();

    private final RollingSum flows;
    private final RollingSum depths;
    private final RollingSum quotes;
    private double flow;
    private double depth;
    private int count;

    OrderFlowFeature(Cadence cadence) {
        flows = cadence.sums(Cadence.FLOW_SECONDS);
        depths = cadence.sums(Cadence.FLOW_SECONDS);
        quotes = cadence.sums(Cadence.FLOW_SECONDS);
    }

    private static List<Column> describe() {
        final List<Column> columns = new ArrayList<>();
        for (final int seconds : Cadence.FLOW_SECONDS) {
            columns.add(new Column("ofi_" + seconds + "s", 1, "base", seconds + " s", seconds + " s", Reset.BOOK,
                "sum of e = 1[b1>=b0] qb1 - 1[b1<=b0] qb0 - 1[a1<=a0] qa1 + 1[a1>=a0] qa0 at the best prices."
                    + " Cont, Kukanov, Stoikov, JFEC 12(1)", "hand vector and batch twin; R2 of tools features"
                    + " --check-ofi"));
        }
        for (final int seconds : Cadence.FLOW_SECONDS) {
            columns.add(new Column("ofi_norm_" + seconds + "s", 1, "1", seconds + " s", seconds + " s", Reset.BOOK,
                "ofi_" + seconds + "s by the mean of (qb + qa) / 2 over the window's quotes; 0 where there are none",
                "batch twin"));
        }
        return List.copyOf(columns);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        flows.clear();
        depths.clear();
        quotes.clear();
        clearSlot();
    }

    private void clearSlot() {
        flow = 0;
        depth = 0;
        count = 0;
    }

    @Override
    public void onQuote(Top top, long timeNs) {
        flow += flow(top, 0);
        final Top.Look now = top.now();
        depth += ((double) now.bidSizes[0] + now.askSizes[0]) / 2;
        count++;
    }

    /** Of a level that both looks have. */
    static double flow(Top top, int level) {
        final Top.Look was = top.before();
        final Top.Look now = top.now();
        return OrderFlow.of(was.bids[level], was.bidSizes[level], was.asks[level], was.askSizes[level],
            now.bids[level], now.bidSizes[level], now.asks[level], now.askSizes[level]);
    }

    @Override
    public void onSlot(Top top, long timeNs) {
        flows.add(flow);
        depths.add(depth);
        quotes.add(count);
        clearSlot();
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        final int windows = Cadence.FLOW_SECONDS.length;
        for (int i = 0; i < windows; i++) {
            final boolean full = flows.isFull(i);
            into[at + i] = full ? top.quantity(flows.sum(i)) : Double.NaN;
            into[at + windows + i] = full ? normalised(i) : Double.NaN;
        }
    }

    private double normalised(int window) {
        return quotes.sum(window) == 0 ? 0 : flows.sum(window) * quotes.sum(window) / depths.sum(window);
    }

    @Override
    public long hash(long seed) {
        final long hash = quotes.hash(depths.hash(flows.hash(seed)));
        return Hashing.fold(Hashing.fold(Hashing.fold(hash, flow), depth), count);
    }
}
