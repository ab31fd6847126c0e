package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;

import java.util.List;

/** Looks the microprice up. Has no state. */
final class MicropriceFeature implements Feature {
    static final List<Column> COLUMNS = List.of(new Column("micro_dev", 1, "ticks", "none",
        "1 quote; a table in the config", Reset.BOOK,
        "(microprice - mid) / tick by the instrument's frozen table; missing for a spread that it does not have."
            + " Stoikov 2018", "toy chain by hand; micro(I) = -micro(1 - I)"));

    private final MicropriceTable table;

    /** @param table null: there is none */
    MicropriceFeature(MicropriceTable table) {
        this.table = table;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        // Remembers nothing.
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        final Top.Look look = top.now();
        into[at] = table == null ? Double.NaN
            : table.adjustment(look.asks[0] - look.bids[0], top.tick, look.bidSizes[0], look.askSizes[0]);
    }

    @Override
    public long hash(long seed) {
        return seed;
    }
}
