package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.ArrayList;
import java.util.List;

/** What aggressors bought less what they sold. A trade whose aggressor is not known counts on neither side. */
final class TradeFlowFeature implements Feature.OnTrade, Feature.OnSlot {
    static final List<Column> COLUMNS = describe();

    private final RollingSum flows;
    private double flow;

    TradeFlowFeature(Cadence cadence) {
        flows = cadence.sums(Cadence.FLOW_SECONDS);
    }

    private static List<Column> describe() {
        final List<Column> columns = new ArrayList<>();
        for (final int seconds : Cadence.FLOW_SECONDS) {
            columns.add(new Column("tfi_" + seconds + "s", 1, "base", seconds + " s", seconds + " s", Reset.BOOK,
                "sum of s q over trades, s = 1 where the aggressor bought, -1 where it sold",
                "hand script and batch twin"));
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
        flow = 0;
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        flow += (double) sign * quantity;
    }

    @Override
    public void onSlot(Top top, long timeNs) {
        flows.add(flow);
        flow = 0;
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        for (int i = 0; i < Cadence.FLOW_SECONDS.length; i++) {
            into[at + i] = flows.isFull(i) ? top.quantity(flows.sum(i)) : Double.NaN;
        }
    }

    @Override
    public long hash(long seed) {
        return Hashing.fold(flows.hash(seed), flow);
    }
}
