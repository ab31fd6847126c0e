package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;

import java.util.List;

/** Signed volume of the day. Goes on when the book is lost: it says what was seen, not that all was. */
final class DayVolumeFeature implements Feature.OnTrade {
    static final List<Column> COLUMNS = List.of(new Column("cvd", 1, "base", "day", "1 trade of the day", Reset.DAY,
        "sum of s q over the trades seen since 00:00 UTC; at midnight it is that of the day that ends",
        "hand script and batch twin"));

    private long day = Long.MIN_VALUE;
    private double sum;

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
        day = Long.MIN_VALUE;
        sum = 0;
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        if (Days.of(timeNs) != day) {
            day = Days.of(timeNs);
            sum = 0;
        }
        sum += (double) sign * quantity;
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        into[at] = day == Days.endingAt(timeNs) ? top.quantity(sum) : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        return Hashing.fold(Hashing.fold(seed, day), sum);
    }
}
