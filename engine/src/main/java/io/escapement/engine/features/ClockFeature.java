package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.Turn;

import java.util.List;

/** Where the day is, and how far the next funding. */
final class ClockFeature implements Feature {
    static final List<Column> COLUMNS = List.of(
        column("tod_sin", "1", "0", "sin of 2 pi times the part of the UTC day that is over", "hand"),
        column("tod_cos", "1", "0", "cos of it", "hand"),
        column("secs_to_funding", "s", "1 mark price", "from the boundary to the next funding that the venue told;"
            + " missing once it is past", "hand script"));
    private static final double NS = 1e-9;

    private long fundingNs;

    private static Column column(String name, String unit, String warmUp, String meaning, String oracle) {
        return new Column(name, 1, unit, "none", warmUp, Reset.NEVER, meaning, oracle);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public boolean needsBook() {
        return false;
    }

    @Override
    public void begin(long timeNs) {
        fundingNs = 0;
    }

    /** The venue says when it will be. */
    void onFunding(long nextNs) {
        fundingNs = nextNs;
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        final double share = (double) Math.floorMod(timeNs, Days.DAY_NS) / Days.DAY_NS;
        into[at] = Turn.sin(share);
        into[at + 1] = Turn.cos(share);
        into[at + 2] = fundingNs > timeNs ? (fundingNs - timeNs) * NS : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        return Hashing.fold(seed, fundingNs);
    }
}
