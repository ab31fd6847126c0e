package io.escapement.perf.rig;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.decision.DecisionView;
import io.escapement.engine.decision.Intents;
import io.escapement.engine.decision.Strategy;
import io.escapement.engine.market.Quote;

/** Orders on every so many-th change of a live book, at the price of the other side: for measuring, not for money. */
final class EagerStrategy implements Strategy {
    static final int ID = 2;

    private final int every;
    private final long[] quantities;
    private long quotes;
    private long wanted;

    /**
     * @param every      quotes from one order to the next
     * @param quantities of one order, by instrument id
     */
    EagerStrategy(int every, long[] quantities) {
        this.every = every;
        this.quantities = quantities;
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public String name() {
        return "eager";
    }

    @Override
    public void onQuote(Instrument instrument, Quote quote, DecisionView view, Intents intents) {
        quotes++;
        if (quotes % every != 0) {
            return;
        }
        final boolean buy = (wanted & 1) == 0;
        if (intents.order(quotes, every, instrument.id(), buy ? Side.BUY : Side.SELL,
            buy ? quote.askPrice() : quote.bidPrice(), quantities[instrument.id()], TimeInForce.IOC, false)) {
            wanted++;
        }
    }

    @Override
    public long stateHash() {
        return quotes * 31 + wanted;
    }
}
