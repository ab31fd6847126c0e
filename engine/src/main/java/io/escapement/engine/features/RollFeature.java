package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingRegression;

import java.util.List;

/** Roll's spread: what the bounce of trade prices between bid and offer says of it. */
final class RollFeature implements Feature.OnTrade {
    /** Changes of price. */
    static final int CHANGES = 100;
    static final List<Column> COLUMNS = List.of(new Column("roll", 1, "quote per base", "100 changes of price",
        "101 trades", Reset.BOOK, "2 sqrt(max(0, -cov)) of each change of the trade price and the one before it, each"
        + " centred on its own mean. Roll 1984", "hand vector and batch twin"));

    private final RollingRegression pairs;
    private long lastPrice;
    private double lastChange;
    private boolean hasChange;

    RollFeature() {
        this(CHANGES);
    }

    RollFeature(int changes) {
        pairs = new RollingRegression(changes - 1);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        pairs.clear();
        lastPrice = 0;
        lastChange = 0;
        hasChange = false;
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        if (lastPrice > 0) {
            final double change = price - lastPrice;
            if (hasChange) {
                pairs.add(lastChange, change);
            }
            lastChange = change;
            hasChange = true;
        }
        lastPrice = price;
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        into[at] = pairs.isFull() ? 2 * top.price(Math.sqrt(Math.max(0, -pairs.covariance()))) : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        final long hash = Hashing.fold(pairs.hash(seed), lastPrice);
        return Hashing.fold(Hashing.fold(hash, lastChange), hasChange);
    }
}
