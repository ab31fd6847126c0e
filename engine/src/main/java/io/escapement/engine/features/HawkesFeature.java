package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;

import java.util.List;

/** The rate of trades by aggressor's side if each excites further ones of its side. */
final class HawkesFeature implements Feature.OnTrade {
    static final List<Column> COLUMNS = List.of(column("hawkes_buy"), column("hawkes_sell"));
    private static final double WARM_UP_DECAYS = 5;

    private final HawkesTerms terms;
    private final Decay buys;
    private final Decay sells;
    private long beganNs;

    /** @param terms null: there are none, and no values */
    HawkesFeature(HawkesTerms terms) {
        this.terms = terms;
        buys = new Decay(terms == null ? 1 : terms.decayPerSecond());
        sells = new Decay(terms == null ? 1 : terms.decayPerSecond());
    }

    private static Column column(String name) {
        return new Column(name, 1, "1 / s", "1 / b", "5 / b; mu, a, b in the config", Reset.BOOK,
            "mu + a R, R = exp(-b dt) (1 + R) from trade to trade whose aggressor is of that side. Hawkes 1971",
            "hand vector and batch twin");
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        beganNs = timeNs;
        buys.clear();
        sells.clear();
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        if (sign != 0 && terms != null) {
            (sign > 0 ? buys : sells).add(timeNs, 1);
        }
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        final boolean warm = terms != null
            && (timeNs - beganNs) / (double) Cadence.SECOND_NS >= WARM_UP_DECAYS / terms.decayPerSecond();
        into[at] = warm ? terms.base() + terms.jump() * buys.at(timeNs) : Double.NaN;
        into[at + 1] = warm ? terms.base() + terms.jump() * sells.at(timeNs) : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        return sells.hash(buys.hash(Hashing.fold(seed, beganNs)));
    }
}
