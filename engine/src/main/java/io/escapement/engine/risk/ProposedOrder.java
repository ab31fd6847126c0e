package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.market.Quote;
import io.escapement.engine.market.Wide;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.Exposure;
import io.escapement.engine.orders.Order;

/**
 * An order that somebody wants, or wants to change or to let go, with all that a control may need to judge it. One per
 * stage, used again.
 */
public final class ProposedOrder {
    private static final long BPS = 10_000;

    /** What is wanted. */
    enum Kind {
        /** A strategy's new order. */
        NEW,
        /** Another price or quantity for an open order. */
        AMEND,
        /** A held order has been triggered. */
        RELEASE,
        /** A stop-loss closes a position. */
        CLOSING
    }

    Kind kind = Kind.NEW;
    long eventTimeNs;
    long clientOrderId;
    long price;
    long quantity;
    long triggerPrice;
    long expireTimeNs;
    int instrumentId;
    int strategyId;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    short reduceOnly;
    /** Null if the instrument is not known. */
    InstrumentRisk market;
    /** Null if the strategy is not known. */
    StrategyState strategy;
    /** The order that is to be changed or let go, else null. */
    Order known;
    Bounds global;
    private int scope;
    private long judgedPrice;

    /** Event time of the record that holds the intent. */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /** Limit price, mantissa, exactly as the intent said it. */
    public long price() {
        return price;
    }

    /** Mantissa, exactly as the intent said it. */
    public long quantity() {
        return quantity;
    }

    public long triggerPrice() {
        return triggerPrice;
    }

    public int strategyId() {
        return strategyId;
    }

    public Side side() {
        return side;
    }

    public OrderType type() {
        return type;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    public short reduceOnly() {
        return reduceOnly;
    }

    /** Null if it is not known. */
    public Instrument instrument() {
        return market == null ? null : market.instrument;
    }

    /** Null if there are none. */
    public Limits limits() {
        return market == null ? null : market.limits;
    }

    public Quote quote() {
        return market.quote;
    }

    public Exposure exposure() {
        return market.exposure;
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    /** Whether the order names a price beyond or short of which it does not trade. */
    boolean hasLimit() {
        return type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT;
    }

    /** Whether the order waits for a price. */
    boolean hasTrigger() {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT
            || type == OrderType.TAKE_PROFIT_LIMIT;
    }

    /** Whether it waits still: once released it is judged as what it then is. */
    boolean isWaiting() {
        return hasTrigger() && kind != Kind.RELEASE;
    }

    /**
     * The price at which the order counts: its limit; without one the trigger, or the far side of the book, and when
     * buying so much more as the collar allows. 0 where there is none.
     */
    long judgedPrice() {
        return judgedPrice;
    }

    /** Works out the price of {@link #judgedPrice()}; instrument, limits, type and prices have to be set. */
    void judge() {
        if (hasLimit()) {
            judgedPrice = price;
            return;
        }
        if (limits() == null) {
            judgedPrice = 0;
            return;
        }
        final long from = isWaiting() ? triggerPrice : isBuy() ? quote().askPrice() : quote().bidPrice();
        if (from <= 0 || from > NumericSanity.MOST) {
            judgedPrice = 0;
        } else {
            judgedPrice = isBuy() ? upTo(from, tightest(Bound.COLLAR)) : from;
        }
    }

    /** A price so many hundredths of a percent higher, rounded up; 0 if that fits no long. */
    static long upTo(long price, long bps) {
        final long more = Wide.multiplyDivide(price, bps, BPS);
        final long sum = Money.add(price, more == Money.OVERFLOW ? more : more + 1);
        return sum == Money.OVERFLOW || sum > NumericSanity.MOST ? 0 : sum;
    }

    /** What it is worth at {@link #judgedPrice()}, as Money; {@link Money#OVERFLOW} if that fits no long. */
    public long notional(Rounding rounding) {
        return judgedPrice <= 0 ? Money.OVERFLOW : Worth.of(market.instrument, judgedPrice, quantity, rounding);
    }

    /** What it adds to that which open orders could fill already. */
    long added() {
        return switch (kind) {
            case NEW, CLOSING -> quantity;
            case AMEND -> Math.max(0, quantity - known.cumulativeQuantity() - known.leavesQuantity());
            default -> 0;
        };
    }

    /**
     * What it adds to the worth of that which open orders could fill already, rounded up, as Money: of an amendment,
     * what it is worth more than before, by its price too; {@link Money#OVERFLOW} where that is not known.
     */
    long addedNotional() {
        if (kind == Kind.RELEASE) {
            return 0;
        }
        if (judgedPrice <= 0) {
            return Money.OVERFLOW;
        }
        if (kind != Kind.AMEND) {
            return Worth.of(market.instrument, judgedPrice, quantity, Rounding.UP);
        }
        final long then = Worth.of(market.instrument, judgedPrice, quantity - known.cumulativeQuantity(), Rounding.UP);
        final long now = Worth.of(market.instrument, known.price(), known.leavesQuantity(), Rounding.TRUNCATE);
        return then == Money.OVERFLOW || now == Money.OVERFLOW ? Money.OVERFLOW : Math.max(0, then - now);
    }

    /** Whether there is one open order more with it. */
    boolean isNew() {
        return kind == Kind.NEW || kind == Kind.CLOSING;
    }

    /**
     * The position if this order and every open one on its side fill and none on the other does, counted positive in
     * the direction of the order; {@link Money#OVERFLOW} if that fits no long.
     */
    public long worstPosition() {
        return worst(market.exposure);
    }

    private long worst(Exposure exposure) {
        final boolean buy = isBuy();
        final long open = buy ? exposure.openBuy() : exposure.openSell();
        final long position = buy ? exposure.position() : -exposure.position();
        return Money.add(Money.add(position, open), added());
    }

    /** Whether the order, after all open ones on its side, can only make the position smaller. */
    public boolean reduces() {
        final long worst = worstPosition();
        return worst != Money.OVERFLOW && worst <= 0;
    }

    /** Whether the order, after all open ones of its strategy on its side, can only make its position smaller. */
    boolean reducesOwn() {
        final long worst = worst(market.exposureOf(strategy));
        return worst != Money.OVERFLOW && worst <= 0;
    }

    /** The limit that one of the scopes sets, or {@link Bounds#NONE}. */
    long bound(int whose, Bound bound) {
        return switch (whose) {
            case Scope.GLOBAL -> global.get(bound);
            case Scope.VENUE -> market.venue.limits.bounds().get(bound);
            case Scope.INSTRUMENT -> market.limits.bounds().get(bound);
            case Scope.STRATEGY -> strategy == null ? Bounds.NONE : strategy.limits.bounds().get(bound);
            default -> Bounds.NONE;
        };
    }

    /** The least limit that any scope sets, or {@link Bounds#NONE}; {@link #scope()} then says whose it is. */
    long tightest(Bound bound) {
        long least = Bounds.NONE;
        scope = Scope.NONE;
        for (int whose = Scope.GLOBAL; whose <= Scope.STRATEGY; whose++) {
            final long limit = bound(whose, bound);
            if (limit < least) {
                least = limit;
                scope = whose;
            }
        }
        return least;
    }

    /** Whose limit {@link #tightest} or {@link #inProfile} returned last. */
    int scope() {
        return scope;
    }

    /**
     * The share of a limit that the market's condition leaves to an order that neither reduces nor closes a strategy's
     * position, rounded down.
     *
     * @param whose limit it is
     */
    long inProfile(long limit, int whose) {
        scope = whose;
        final int percent = market.profile.percent();
        if (percent == 100 || limit == Bounds.NONE || kind == Kind.CLOSING || reduces()) {
            return limit;
        }
        scope = Scope.PROFILE;
        return percent == 0 ? 0 : limit / 100 * percent + limit % 100 * percent / 100;
    }
}
