package io.escapement.engine.bars;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.pipeline.Verdict;

/** The trades of one instrument: which of them count, and the bars they make. */
final class TradeTape {
    private final Instrument instrument;
    private final long maxClockLeadNs;
    private final TradeIds ids = new TradeIds();
    private final BarSeries bars;
    private long anchorVenueNs;
    private long anchorEventNs;

    TradeTape(Instrument instrument, BarsConfig config) {
        this.instrument = instrument;
        this.maxClockLeadNs = config.maxClockLeadNs();
        this.bars = new BarSeries(config);
    }

    /** Judges a trade and, if it counts, adds it. */
    byte onTrade(TradeDecoder trade, long eventTimeNs, BarListener listener) {
        final long timeNs = trade.venueTimeNs();
        if (trade.price() <= 0 || trade.quantity() <= 0 || timeNs <= 0 || timeNs - maxClockLeadNs > eventTimeNs) {
            return Verdict.REFUSED;
        }
        if (trade.tradeId() != TradeDecoder.tradeIdNullValue() && !ids.add(trade.tradeId())) {
            return Verdict.IGNORED;
        }
        if (timeNs >= anchorVenueNs) {
            anchorVenueNs = timeNs;
            anchorEventNs = eventTimeNs;
        }
        final long worth = Money.notional(trade.price(), instrument.priceExponent(), trade.quantity(),
            instrument.quantityExponent(), Rounding.HALF_EVEN);
        bars.onTrade(timeNs, trade.price(), trade.quantity(), worth, trade.aggressorSide() == Side.BUY, listener);
        return Verdict.APPLIED;
    }

    /**
     * Lets time pass without trades. Our clock and the venue's may differ by seconds, so the venue's is taken to have
     * run on from the last trade for as long as ours has: a trade that takes no longer to us than that one did is not
     * late.
     */
    void onTimer(long eventTimeNs, BarListener listener) {
        if (bars.isStarted()) {
            bars.moveTo(anchorVenueNs + (eventTimeNs - anchorEventNs), listener);
        }
    }

    long hash(long seed) {
        long hash = ids.hash(seed);
        hash = Hashing.fold(hash, anchorVenueNs);
        hash = Hashing.fold(hash, anchorEventNs);
        return bars.hash(hash);
    }
}
