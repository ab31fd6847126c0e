package io.escapement.engine.decision;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.Quote;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTerms;

/**
 * Goes through every type of order, amendment and cancel in turn, in small sizes around the best prices, and comes back
 * to a small position again and again. It has no opinion on the market and pays the fees: it is there to try an
 * account, a venue server or the simulated venue, not to earn anything.
 */
public final class Drill implements Strategy {
    private static final int STEPS = 18;
    private static final int MOST_HELD = 3;
    private static final long OFFSET_PARTS = 20_000;
    private static final int GTD_STEPS = 5;

    private final DrillConfig config;
    private final InstrumentTable<State> states = new InstrumentTable<>();
    private final OrderTerms terms = new OrderTerms();

    /** What is kept per instrument. */
    private static final class State {
        private final long quantity;
        private long nextNs = Long.MIN_VALUE;
        private long steps;
        private long draw;

        State(long quantity, long seed) {
            this.quantity = quantity;
            this.draw = seed;
        }

        /** 0 to bound, not included; the same in every run. */
        int draw(int bound) {
            draw = Hashing.fold(draw, steps + 1);
            return (int) Long.remainderUnsigned(draw, bound);
        }

        long hash(long seed) {
            return Hashing.fold(Hashing.fold(Hashing.fold(seed, nextNs), steps), draw);
        }
    }

    public Drill(DrillConfig config) {
        this.config = config;
    }

    @Override
    public int id() {
        return config.strategyId();
    }

    @Override
    public String name() {
        return "drill";
    }

    @Override
    public void onInstrument(Instrument instrument) {
        if (states.get(instrument.id()) != null) {
            return;
        }
        for (final TradedInstrument traded : config.instruments()) {
            if (traded.is(instrument)) {
                states.put(instrument.id(), new State(traded.mantissa(instrument), instrument.id()));
            }
        }
    }

    @Override
    public void onQuote(Instrument instrument, Quote quote, DecisionView view, Intents intents) {
        final State state = states.get(instrument.id());
        if (state == null || view.eventTimeNs() < state.nextNs || quote.bidPrice() <= 0 || quote.askPrice() <= 0) {
            return;
        }
        state.nextNs = view.eventTimeNs() + config.everyNs();
        final int step = (int) (state.steps++ % STEPS);
        if (openOrders(instrument, view) >= config.mostOpen()) {
            if (state.draw(2) == 0) {
                cancelOldest(instrument, view, intents);
            } else {
                amendOldest(instrument, state, view, intents);
            }
        } else {
            act(step, instrument, state, quote, view, intents);
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

    private void act(int step, Instrument instrument, State state, Quote quote, DecisionView view, Intents intents) {
        final long free = freeToSell(instrument, view);
        final boolean buy = isBuy(state, view.holding(instrument.id()).position(), free);
        final long near = buy ? quote.bidPrice() : quote.askPrice();
        final long far = buy ? quote.askPrice() : quote.bidPrice();
        final long worse = buy ? offset(instrument, near) : -offset(instrument, near);
        final long wanted = state.quantity * (1 + state.draw(3));
        terms.limit(instrument.id(), id(), buy ? Side.BUY : Side.SELL, near,
            buy || config.allowShort() ? wanted : Math.min(wanted, free));
        switch (step) {
            case 0, 9 -> terms.price(near);
            case 1 -> terms.price(far).timeInForce(TimeInForce.IOC);
            case 2, 13 -> terms.timeInForce(TimeInForce.POST_ONLY);
            case 3 -> terms.type(OrderType.MARKET).timeInForce(TimeInForce.IOC).price(OrderTerms.NONE);
            case 4 -> terms.price(far + worse).timeInForce(TimeInForce.FOK);
            case 5 -> terms.price(near - worse);
            case 6 -> triggered(OrderType.STOP, far + worse, OrderTerms.NONE);
            case 7 -> triggered(OrderType.TAKE_PROFIT, near - worse, OrderTerms.NONE);
            case 10 -> triggered(OrderType.STOP_LIMIT, far + worse, far + worse + worse);
            case 11 -> triggered(OrderType.TAKE_PROFIT_LIMIT, near - worse, near);
            case 12 -> terms.timeInForce(TimeInForce.GTD).expireTimeNs(view.eventTimeNs()
                + GTD_STEPS * config.everyNs());
            case 14 -> terms.price(near).timeInForce(TimeInForce.FOK);
            case 15 -> terms.price(far);
            default -> {
                change(step, instrument, state, view, intents);
                return;
            }
        }
        intents.place(step, 0, terms);
    }

    private void triggered(OrderType type, long trigger, long price) {
        terms.type(type).triggerPrice(trigger).price(price);
    }

    private void change(int step, Instrument instrument, State state, DecisionView view, Intents intents) {
        switch (step) {
            case 8 -> amendOldest(instrument, state, view, intents);
            case 16 -> cancelOldest(instrument, view, intents);
            default -> {
                if (state.steps % (STEPS * MOST_HELD) == 0) {
                    intents.cancelAll(instrument.id());
                } else {
                    amendOldest(instrument, state, view, intents);
                }
            }
        }
    }

    private boolean isBuy(State state, long position, long free) {
        final long most = MOST_HELD * state.quantity;
        if (!config.allowShort() && free < state.quantity) {
            return true;
        }
        return position < most && (position <= -most || state.draw(2) == 0);
    }

    /** What is held and not for sale already, on the grid. */
    private static long freeToSell(Instrument instrument, DecisionView view) {
        long free = view.holding(instrument.id()).position();
        for (Order order = view.firstOrder(instrument.id()); order != null; order = view.nextOrder(order)) {
            free -= order.side() == Side.SELL ? order.worstLeaves() : 0;
        }
        return free / lot(instrument) * lot(instrument);
    }

    /** A small part of a price, on the grid. */
    private static long offset(Instrument instrument, long price) {
        final long tick = Math.max(1, instrument.tickSize());
        return Math.max(tick, price / OFFSET_PARTS / tick * tick);
    }

    private static long lot(Instrument instrument) {
        return Math.max(1, instrument.lotSize());
    }

    private static int openOrders(Instrument instrument, DecisionView view) {
        int open = 0;
        for (Order order = view.firstOrder(instrument.id()); order != null; order = view.nextOrder(order)) {
            open++;
        }
        return open;
    }

    private static void cancelOldest(Instrument instrument, DecisionView view, Intents intents) {
        Order order = view.firstOrder(instrument.id());
        while (order != null && !intents.cancel(order)) {
            order = view.nextOrder(order);
        }
    }

    /** In turn: less at the same price, more at the same price, the best price. */
    private void amendOldest(Instrument instrument, State state, DecisionView view, Intents intents) {
        Order order = view.firstOrder(instrument.id());
        while (order != null && !(order.type() == OrderType.LIMIT && rests(order))) {
            order = view.nextOrder(order);
        }
        if (order == null) {
            return;
        }
        final long lot = lot(instrument);
        final Quote quote = view.quote(instrument.id());
        final long best = order.side() == Side.BUY ? quote.bidPrice() : quote.askPrice();
        switch (state.draw(3)) {
            case 0 -> intents.amend(order, order.price(),
                order.quantity() - order.leavesQuantity() / 2 / lot * lot);
            case 1 -> intents.amend(order, order.price(), order.quantity() + state.quantity);
            default -> intents.amend(order, best, order.quantity());
        }
    }

    private static boolean rests(Order order) {
        return order.status() == OrderStatus.ACCEPTED || order.status() == OrderStatus.PARTIALLY_FILLED;
    }
}
