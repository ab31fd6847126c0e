package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;

import java.util.List;

/** What the book says by itself, at the boundary. Has no state. */
final class QuoteFeature implements Feature {
    static final List<Column> COLUMNS = List.of(
        column("mid", "quote per base", "(a + b) / 2"),
        column("spread_ticks", "ticks", "(a - b) / tick"),
        column("spread_bps", "bps", "(a - b) / mid"),
        column("imb1", "1", "(qb - qa) / (qb + qa) at the best prices"),
        column("imb5", "1", "likewise of sums over the five best levels a side, or those that there are"),
        column("wmid_dev", "ticks", "(I a + (1 - I) b - mid) / tick with I = qb / (qb + qa)"));
    private static final double BPS = 1e4;

    private static Column column(String name, String unit, String meaning) {
        return new Column(name, 1, unit, "none", "1 quote", Reset.BOOK, meaning, "hand vectors and batch twin");
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
        final long spread = look.asks[0] - look.bids[0];
        into[at] = top.mid();
        into[at + 1] = (double) spread / top.tick;
        into[at + 2] = BPS * 2 * spread / look.doubleMid();
        into[at + 3] = imbalance(look.bidSizes[0], look.askSizes[0]);
        into[at + 4] = imbalance(sum(look.bidSizes, look.bidCount), sum(look.askSizes, look.askCount));
        // The same as I a + (1 - I) b - mid, without what that cancels.
        into[at + 5] = into[at + 3] / 2 * into[at + 1];
    }

    private static double sum(long[] sizes, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sizes[i];
        }
        return sum;
    }

    static double imbalance(double bid, double ask) {
        return (bid - ask) / (bid + ask);
    }

    @Override
    public long hash(long seed) {
        return seed;
    }
}
