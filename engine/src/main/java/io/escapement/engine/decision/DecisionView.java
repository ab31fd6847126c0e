package io.escapement.engine.decision;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.Quote;

/** What a strategy may see. Read only. */
public final class DecisionView {
    private final MarketView market;
    private final HoldingTable holdings;
    private int strategyId;
    private long eventTimeNs;

    DecisionView(MarketView market, HoldingTable holdings) {
        this.market = market;
        this.holdings = holdings;
    }

    /** The time of the event that is being decided on. */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /** Null if it is not known. */
    public Instrument instrument(int instrumentId) {
        return market.instrument(instrumentId);
    }

    /** Null if the instrument is not known; see {@link Quote#isLive()}. */
    public Quote quote(int instrumentId) {
        return market.quote(instrumentId);
    }

    /** What the asking strategy has; null if the instrument is not known. */
    public Holding holding(int instrumentId) {
        return holdings.get(instrumentId, strategyId);
    }

    void at(long timeNs) {
        eventTimeNs = timeNs;
    }

    void of(int strategy) {
        strategyId = strategy;
    }
}
