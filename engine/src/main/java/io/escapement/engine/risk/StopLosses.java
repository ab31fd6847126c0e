package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.market.Wide;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.Exposure;
import io.escapement.engine.pipeline.Slot;

/**
 * Watches each strategy's position in each instrument that has a stop-loss, and when the price is there closes it:
 * cancels what the strategy has open, and sells or buys immediate-or-cancel within the collar, again and again until it
 * is flat. Only a halt of all trading ends that. A rest that is too small for an order is left.
 */
final class StopLosses {
    static final int MOST_PER_EVENT = 8;
    private static final long BPS = 10_000;

    private final OrderGate gate;
    private final CancelSweep sweep;
    private final TradingSwitch trading;
    private final Markets markets;
    private final Guards guards;
    private final Bounds global;
    private final RiskEffects effects;
    private int made;

    StopLosses(OrderGate gate, CancelSweep sweep, TradingSwitch trading, Markets markets, RiskEffects effects,
               RiskConfig config) {
        this.effects = effects;
        this.gate = gate;
        this.sweep = sweep;
        this.trading = trading;
        this.markets = markets;
        this.guards = config.guards();
        this.global = config.global();
    }

    /** A new record. */
    void begin() {
        made = 0;
    }

    /** Looks at an instrument's positions after its price, a position or the time has changed. */
    void look(Slot slot, InstrumentRisk market) {
        if (market.limits == null || market.limits.stopLoss().kind() == StopLossRule.Kind.NONE) {
            return;
        }
        final StopLossRule rule = market.limits.stopLoss();
        final long price = market.triggerPrice(rule.trigger(), slot.eventTimeNs(), guards.markAgeNs());
        for (int i = 0; i < market.holdings.length - 1; i++) {
            final Holding holding = market.holdings[i];
            if (holding.position == 0 || isDust(market, holding)) {
                holding.forgetStop();
                tell(slot, market, holding);
                continue;
            }
            if (!holding.closing && (holding.reachedBefore
                || price != InstrumentRisk.NO_PRICE && isReached(market, holding, rule, price))) {
                holding.closing = true;
                holding.reachedBefore = false;
                holding.closingSinceNs = slot.eventTimeNs();
                holding.lastTryNs = Long.MIN_VALUE;
                clear(slot, market, holding);
            }
            tell(slot, market, holding);
            if (holding.closing && trading.state() != TradingState.HALTED) {
                if (slot.eventTimeNs() - holding.sweptNs >= rule.retryNs()) {
                    clear(slot, market, holding);
                }
                close(slot, market, holding, i, rule);
            }
        }
    }

    /** So that the next run knows. */
    private void tell(Slot slot, InstrumentRisk market, Holding holding) {
        if (holding.isStopNews()) {
            effects.stop(slot, market.id(), holding);
        }
    }

    /** A cancel may get lost, or be refused: what the strategy has open is asked to go until it has gone. */
    private void clear(Slot slot, InstrumentRisk market, Holding holding) {
        holding.sweptNs = slot.eventTimeNs();
        sweep.ofInstrument(market.id(), holding.strategyId, Reason.STOP_LOSS);
    }

    private static boolean isReached(InstrumentRisk market, Holding holding, StopLossRule rule, long price) {
        final boolean isLong = holding.position > 0;
        final long entry = Wide.price(holding.cost, Math.abs(holding.position), exponent(market.instrument));
        if (entry == Money.OVERFLOW || entry <= 0) {
            return false;
        }
        final boolean better = isLong ? price > holding.best : price < holding.best;
        holding.best = holding.best == InstrumentRisk.NO_PRICE ? price : better ? price : holding.best;
        final long stop = stop(market, rule, isLong, entry, holding.best);
        // It comes closer, and never goes away again.
        final boolean closer = holding.stop == 0 || (isLong ? stop > holding.stop : stop < holding.stop);
        holding.stop = closer ? stop : holding.stop;
        return isLong ? price <= holding.stop : price >= holding.stop;
    }

    private static int exponent(Instrument instrument) {
        return instrument.priceExponent() + instrument.quantityExponent();
    }

    private static long stop(InstrumentRisk market, StopLossRule rule, boolean isLong, long entry, long best) {
        final long from = rule.kind() == StopLossRule.Kind.TRAILING ? best : entry;
        final long range = rule.kind() == StopLossRule.Kind.ATR ? market.range.hundredths(rule.atrHundredths())
            : StopRange.UNKNOWN;
        final long distance = range != StopRange.UNKNOWN ? range
            : Math.max(1, Wide.multiplyDivide(from, rule.distanceBps(), BPS));
        return isLong ? Math.max(1, from - distance) : from + distance;
    }

    private void close(Slot slot, InstrumentRisk market, Holding holding, int strategy, StopLossRule rule) {
        final Exposure exposure = market.exposures[strategy];
        final boolean isLong = holding.position > 0;
        final long open = isLong ? exposure.openSell() : exposure.openBuy();
        final long left = Math.abs(holding.position) - open;
        final boolean due = holding.lastTryNs == Long.MIN_VALUE
            || slot.eventTimeNs() - holding.lastTryNs >= rule.retryNs();
        if (left <= 0 || !due || made >= MOST_PER_EVENT || isInOwnWay(slot, holding, exposure, rule)) {
            return;
        }
        final long price = price(market, strategy, isLong);
        final long quantity = quantity(market, strategy, left, price);
        if (quantity <= 0) {
            return;
        }
        final RiskRule denied = gate.close(slot, market, holding.strategyId, isLong ? Side.SELL : Side.BUY, price,
            quantity, CancelSweep.FIRST_OWN_INDEX + made);
        made++;
        // Orders of other strategies that it would meet have to go first, and the next event finds them gone or going.
        final boolean atOnce = denied == null ? quantity < left : denied == RiskRule.SELF_MATCH
            && sweep.ofSide(market.id(), isLong ? Side.BUY : Side.SELL, Reason.STOP_LOSS);
        holding.lastTryNs = atOnce ? Long.MIN_VALUE : slot.eventTimeNs();
    }

    /** Our own orders on the other side are being cancelled: they get a while to go, so that we do not meet them. */
    private static boolean isInOwnWay(Slot slot, Holding holding, Exposure exposure, StopLossRule rule) {
        final long others = holding.position > 0 ? exposure.openBuy() : exposure.openSell();
        return others > 0 && slot.eventTimeNs() - holding.closingSinceNs < rule.retryNs();
    }

    /** As far from the mid as the collar lets, on the tick; 0 without a book, and then the gate denies. */
    private long price(InstrumentRisk market, int strategy, boolean sell) {
        if (!market.quote.isLive()) {
            return 0;
        }
        final long twiceMid = market.quote.bidPrice() + market.quote.askPrice();
        final long collar = tightest(market, strategy, Bound.COLLAR);
        final long distance = collar == Bounds.NONE ? 0 : Wide.multiplyDivide(twiceMid, collar, 2 * BPS);
        final long tick = market.instrument.tickSize();
        if (sell) {
            final long lowest = Math.max(tick, (twiceMid + 1 >> 1) - Math.max(0, distance - 1));
            return (lowest + tick - 1) / tick * tick;
        }
        return ((twiceMid >> 1) + Math.max(0, distance - 1)) / tick * tick;
    }

    /** As much of it as one order may have, on the lot. */
    private long quantity(InstrumentRisk market, int strategy, long left, long price) {
        final Instrument instrument = market.instrument;
        long most = Math.min(left, market.limits.maxOrderQuantity());
        most = instrument.maxQuantity() > 0 ? Math.min(most, instrument.maxQuantity()) : most;
        final long limit = tightest(market, strategy, Bound.ORDER_NOTIONAL);
        while (most > 0 && price > 0 && limit != Bounds.NONE && isTooMuch(instrument, price, most, limit)) {
            most /= 2;
        }
        return most - most % instrument.lotSize();
    }

    /** By all that the gate will ask: an order that it denies closes nothing. */
    private long tightest(InstrumentRisk market, int strategy, Bound bound) {
        return Math.min(Math.min(global.get(bound), market.venue.limits.bounds().get(bound)),
            Math.min(market.limits.bounds().get(bound), markets.strategyAt(strategy).limits.bounds().get(bound)));
    }

    private static boolean isTooMuch(Instrument instrument, long price, long quantity, long limit) {
        final long worth = Worth.of(instrument, price, quantity, Rounding.UP);
        return worth == Money.OVERFLOW || worth > limit;
    }

    private static boolean isDust(InstrumentRisk market, Holding holding) {
        final Instrument instrument = market.instrument;
        final long held = Math.abs(holding.position);
        if (held < instrument.lotSize() || held < instrument.minQuantity()) {
            return true;
        }
        final long price = market.goodTwiceMid >> 1;
        final long worth = price <= 0 ? Money.OVERFLOW
            : Worth.of(instrument, price, held - held % instrument.lotSize(), Rounding.TRUNCATE);
        return worth != Money.OVERFLOW && worth < instrument.minNotional();
    }
}
