package io.escapement.engine.bars;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GapCause;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import static io.escapement.engine.bars.BarsConfig.SECOND_NS;

/** The trades of one instrument: which of them count, and the bars they make. */
final class TradeTape {
    private static final long OFF_NS = SECOND_NS;

    private final Instrument instrument;
    private final ViewTape view;
    private final long maxClockLeadNs;
    private final long stallNs;
    private final TradeIds ids = new TradeIds();
    private final BarSeries bars;
    private final HistoryJoin history;
    private final TradeBars[] tradeBars;
    private long anchorVenueNs;
    private long anchorEventNs;
    private long lastEventNs;

    /** @param view that it belongs to; null: none */
    TradeTape(Instrument instrument, BarsConfig config, ViewTape view) {
        this.instrument = instrument;
        this.view = view;
        this.maxClockLeadNs = config.maxClockLeadNs();
        this.stallNs = config.maxCatchUp() * SECOND_NS;
        this.bars = new BarSeries(config, config.room());
        this.history = new HistoryJoin(config, bars);
        this.tradeBars = TradeBarsConfig.make(config.tradeBars(), instrument.symbol(), instrument.quantityExponent());
    }

    Instrument instrument() {
        return instrument;
    }

    ViewTape view() {
        return view;
    }

    boolean isStarted() {
        return bars.isStarted();
    }

    long watermarkNs() {
        return bars.watermarkNs();
    }

    /** Judges a trade. */
    byte judge(TradeDecoder trade, long eventTimeNs) {
        final long timeNs = trade.venueTimeNs();
        if (trade.price() <= 0 || trade.quantity() <= 0 || timeNs <= 0 || timeNs - maxClockLeadNs > eventTimeNs) {
            return Verdict.REFUSED;
        }
        return trade.tradeId() != TradeDecoder.tradeIdNullValue() && !ids.add(trade.tradeId()) ? Verdict.IGNORED
            : Verdict.APPLIED;
    }

    /** Adds a trade that counts. */
    void onTrade(TradeDecoder trade, Slot slot, BarWriter writer) {
        final long timeNs = trade.venueTimeNs();
        final long eventTimeNs = slot.eventTimeNs();
        if (timeNs >= anchorVenueNs || venueTimeNs(eventTimeNs) - timeNs > OFF_NS) {
            anchorVenueNs = timeNs;
            anchorEventNs = eventTimeNs;
        }
        final long price = trade.price();
        final long quantity = trade.quantity();
        final int sign = sign(trade.aggressorSide());
        final long worth = Money.notional(price, instrument.priceExponent(), quantity, instrument.quantityExponent(),
            Rounding.HALF_EVEN);
        writer.ofInstrument(slot, instrument.id(), gapCause(eventTimeNs), history);
        final boolean inTime = bars.onTrade(timeNs, price, quantity, worth, sign > 0, writer);
        history.onTime(bars.watermarkNs(), writer);
        for (final TradeBars each : tradeBars) {
            if (inTime) {
                each.onTrade(timeNs, price, quantity, worth, sign, writer);
            } else {
                each.countLate();
            }
        }
        if (view != null) {
            view.onTrade(this, inTime, timeNs, price, quantity, sign, slot, writer);
        }
    }

    private static int sign(Side aggressor) {
        return aggressor == Side.BUY ? 1 : aggressor == Side.SELL ? -1 : 0;
    }

    private GapCause gapCause(long eventTimeNs) {
        final boolean stalled = eventTimeNs - lastEventNs > stallNs;
        lastEventNs = eventTimeNs;
        return stalled ? GapCause.STALLED : GapCause.SILENCE;
    }

    /**
     * Our clock and the venue's may differ by seconds, so the venue's is taken to have run on from the newest trade for
     * as long as ours has: a trade that takes no longer to us than that one did is not late. One that is later than
     * that by more than a second takes its place: either it is late itself, and the next one is newer, or the venue's
     * clock has fallen back, or the one before was ahead. Then no bars are closed for a time that has not come.
     */
    private long venueTimeNs(long eventTimeNs) {
        return anchorVenueNs + (eventTimeNs - anchorEventNs);
    }

    /** Lets time pass without trades. */
    void onTimer(Slot slot, BarWriter writer) {
        final long eventTimeNs = slot.eventTimeNs();
        if (bars.isStarted()) {
            bars.moveTo(venueTimeNs(eventTimeNs),
                writer.ofInstrument(slot, instrument.id(), gapCause(eventTimeNs), history));
            history.onTime(bars.watermarkNs(), writer);
            if (view != null) {
                view.onTime(slot, writer);
            }
        }
    }

    /** Judges a bar of the past. */
    byte onHistory(HistoryBarDecoder bar, Slot slot, BarWriter writer) {
        return history.onHistory(bar, slot.eventTimeNs() + maxClockLeadNs,
            writer.ofInstrument(slot, instrument.id(), GapCause.BAD_HISTORY, history));
    }

    long hash(long seed) {
        long hash = ids.hash(seed);
        hash = Hashing.fold(hash, anchorVenueNs);
        hash = Hashing.fold(hash, anchorEventNs);
        hash = Hashing.fold(hash, lastEventNs);
        for (final TradeBars each : tradeBars) {
            hash = each.hash(hash);
        }
        return history.hash(bars.hash(hash));
    }
}
