package io.escapement.engine.quality;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.Quote;

import java.util.Arrays;

/** Instruments that should cost the same: one canonical name, all spot or all derivatives. */
final class Peers {
    private static final double BPS = 1e4;

    private final String canonical;
    private final boolean spot;
    private int[] ids = new int[0];
    private double[] mids = new double[0];

    Peers(Instrument first) {
        this.canonical = first.canonical();
        this.spot = first.kind() == InstrumentKind.SPOT;
    }

    boolean holds(Instrument instrument) {
        return canonical.equals(instrument.canonical()) && spot == (instrument.kind() == InstrumentKind.SPOT);
    }

    /** Happens with definitions alone, so may allocate. */
    void add(int instrumentId) {
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = instrumentId;
        mids = new double[ids.length];
    }

    /** Of one's mid from the median of the others', with its sign; NaN where there is nothing to compare. */
    double deviationBps(int instrumentId, MarketView market) {
        if (ids.length < 2) {
            return Double.NaN;
        }
        final double own = mid(instrumentId, market);
        int count = 0;
        for (final int id : ids) {
            final double mid = id == instrumentId ? Double.NaN : mid(id, market);
            if (!Double.isNaN(mid)) {
                insert(mid, count++);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        final double median = (mids[(count - 1) / 2] + mids[count / 2]) / 2;
        return BPS * (own / median - 1);
    }

    private void insert(double mid, int count) {
        int at = count;
        while (at > 0 && mids[at - 1] > mid) {
            mids[at] = mids[at - 1];
            at--;
        }
        mids[at] = mid;
    }

    private static double mid(int id, MarketView market) {
        final Quote quote = market.quote(id);
        if (quote == null || !quote.isLive()) {
            return Double.NaN;
        }
        double mid = ((double) quote.bidPrice() + quote.askPrice()) / 2;
        final int exponent = market.instrument(id).priceExponent();
        for (int i = 0; i < Math.abs(exponent); i++) {
            mid = exponent < 0 ? mid / 10 : mid * 10;
        }
        return mid;
    }
}
