package io.escapement.engine.decision;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.Quote;
import io.escapement.engine.orders.Order;

/**
 * The honest baseline: goes with the order flow at the best prices, holds for a while, leaves when the flow turns. It
 * predicts a little and, after fees, in all likelihood loses; what others do has to beat it.
 *
 * <p>A position that is too small to be sold on the venue's grid counts as none. Only a LIVE book is acted on; when
 * it is lost, the window begins anew and a resting order is cancelled.
 */
public final class OrderFlowImbalance implements Strategy {
    private final OrderFlowConfig config;
    private final InstrumentTable<State> states = new InstrumentTable<>();

    /** What is kept per instrument. */
    private static final class State {
        private final OrderFlowWindow window;
        private final long orderQuantity;
        private long triedNs;
        private boolean tried;
        private long heldSinceNs;
        private boolean held;

        State(OrderFlowWindow window, long orderQuantity) {
            this.window = window;
            this.orderQuantity = orderQuantity;
        }

        long hash(long seed) {
            long hash = window.hash(seed);
            hash = Hashing.fold(hash, tried);
            hash = Hashing.fold(hash, triedNs);
            hash = Hashing.fold(hash, held);
            return Hashing.fold(hash, heldSinceNs);
        }
    }

    public OrderFlowImbalance(OrderFlowConfig config) {
        this.config = config;
    }

    @Override
    public int id() {
        return config.strategyId();
    }

    @Override
    public String name() {
        return "order-flow-imbalance";
    }

    @Override
    public void onInstrument(Instrument instrument) {
        if (states.get(instrument.id()) != null) {
            return;
        }
        for (final TradedInstrument traded : config.instruments()) {
            if (traded.is(instrument)) {
                states.put(instrument.id(), new State(new OrderFlowWindow(config.windowNs(), config.slots()),
                    traded.mantissa(instrument)));
            }
        }
    }

    @Override
    public void onQuote(Instrument instrument, Quote quote, DecisionView view, Intents intents) {
        final State state = states.get(instrument.id());
        if (state != null) {
            state.window.add(quote.bidPrice(), quote.bidQuantity(), quote.askPrice(), quote.askQuantity(),
                view.eventTimeNs());
            decide(instrument, state, quote, view, intents);
        }
    }

    @Override
    public void onQuoteLost(Instrument instrument, DecisionView view, Intents intents) {
        final State state = states.get(instrument.id());
        if (state != null) {
            state.window.reset();
            final Order working = view.holding(instrument.id()).working(view.eventTimeNs());
            if (working != null) {
                intents.cancel(working);
            }
        }
    }

    @Override
    public void onTimer(Instrument instrument, DecisionView view, Intents intents) {
        final State state = states.get(instrument.id());
        final Quote quote = view.quote(instrument.id());
        if (state != null && quote.isLive()) {
            decide(instrument, state, quote, view, intents);
        }
    }

    @Override
    public void onHolding(Instrument instrument, DecisionView view, Intents intents) {
        final State state = states.get(instrument.id());
        final Quote quote = view.quote(instrument.id());
        if (state != null && quote.isLive()) {
            noteHolding(instrument, state, quote, view);
        }
    }

    @Override
    public long stateHash() {
        long hash = id();
        for (int id = 1; id < states.end(); id++) {
            final State state = states.get(id);
            if (state != null) {
                hash = state.hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }

    private void decide(Instrument instrument, State state, Quote quote, DecisionView view, Intents intents) {
        final long nowNs = view.eventTimeNs();
        noteHolding(instrument, state, quote, view);
        final Holding holding = view.holding(instrument.id());
        final Order working = holding.working(nowNs);
        if (working != null) {
            if (nowNs - working.sentTimeNs() >= config.restNs()) {
                intents.cancel(working);
            }
            return;
        }
        if (state.tried && nowNs - state.triedNs < config.cooldownNs()) {
            return;
        }
        final double value = state.window.isFull(nowNs) ? state.window.normalised(nowNs) : 0;
        final boolean wants = state.held
            ? leave(instrument, state, quote, value, holding.position(), nowNs, intents)
            : enter(instrument, state, quote, value, intents);
        if (wants) {
            state.tried = true;
            state.triedNs = nowNs;
        }
    }

    private boolean enter(Instrument instrument, State state, Quote quote, double value, Intents intents) {
        final boolean buy = value >= config.threshold();
        final boolean sell = config.allowShort() && value <= -config.threshold();
        if (!buy && !sell) {
            return false;
        }
        final boolean taker = config.style() == OrderFlowConfig.Style.TAKER;
        return intents.order(value, config.threshold(), instrument.id(), buy ? Side.BUY : Side.SELL,
            buy == taker ? quote.askPrice() : quote.bidPrice(), state.orderQuantity,
            taker ? TimeInForce.IOC : TimeInForce.POST_ONLY, false);
    }

    private boolean leave(Instrument instrument, State state, Quote quote, double value, long position, long nowNs,
                          Intents intents) {
        final boolean isLong = position > 0;
        final boolean turned = isLong ? value <= -config.threshold() : value >= config.threshold();
        if (!turned && nowNs - state.heldSinceNs < config.holdingNs()) {
            return false;
        }
        return intents.order(value, config.threshold(), instrument.id(), isLong ? Side.SELL : Side.BUY,
            isLong ? quote.bidPrice() : quote.askPrice(), onLot(instrument, position), TimeInForce.IOC, true);
    }

    private static void noteHolding(Instrument instrument, State state, Quote quote, DecisionView view) {
        final boolean holds = isTradable(instrument, quote, view.holding(instrument.id()).position());
        if (holds && !state.held) {
            state.heldSinceNs = view.eventTimeNs();
        }
        state.held = holds;
    }

    private static boolean isTradable(Instrument instrument, Quote quote, long position) {
        final long quantity = onLot(instrument, position);
        if (quantity == 0 || quantity < instrument.minQuantity()) {
            return false;
        }
        final long price = position > 0 ? quote.bidPrice() : quote.askPrice();
        final long worth = Money.notional(price, instrument.priceExponent(), quantity, instrument.quantityExponent(),
            Rounding.TRUNCATE);
        return worth == Money.OVERFLOW || worth >= instrument.minNotional();
    }

    private static long onLot(Instrument instrument, long position) {
        final long held = Math.abs(position);
        return held - held % instrument.lotSize();
    }
}
