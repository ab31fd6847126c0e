package io.escapement.engine.position;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CarriedPositionEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.Wide;

/**
 * What one strategy holds of one instrument, at average cost. Every fill's worth is rounded once, to {@link Money};
 * from then on all sums are exact: what was realised is what was sold for less what was bought for, and what the open
 * position cost is the rest. So rounding does not add up over round trips.
 */
public final class Position {
    /** No price: there is no position, or no mark. SBE writes a missing int64 so. */
    static final long NO_PRICE = Long.MIN_VALUE;

    private final int strategyId;
    private final int priceExponent;
    private final int quantityExponent;
    private long quantity;
    private long cost;
    private long realised;
    private long fees;
    private long toldMark = NO_PRICE;

    Position(int strategyId, Instrument instrument) {
        this.strategyId = strategyId;
        this.priceExponent = instrument.priceExponent();
        this.quantityExponent = instrument.quantityExponent();
    }

    public int strategyId() {
        return strategyId;
    }

    /** Mantissa, negative when short. */
    public long quantity() {
        return quantity;
    }

    /** Gross of fees. */
    public long realised() {
        return realised;
    }

    /** Paid; negative when rebates were more. */
    public long fees() {
        return fees;
    }

    /**
     * Writes it as a run after this one is told of it.
     *
     * @param instrumentNumber of its instrument in that run
     * @param carried          wrapped where it is to be written
     * @return the message's length without its header
     */
    public int write(int instrumentNumber, CarriedPositionEncoder carried) {
        carried.quantity(quantity).cost(cost).realised(realised)
            .realisedFifo(CarriedPositionEncoder.realisedFifoNullValue())
            .instrumentId(instrumentNumber).strategyId(strategyId);
        carried.lotsCount(0);
        carried.amountsCount(0);
        return carried.encodedLength();
    }

    /** What the open position was bought, or when short sold, for on average: a price mantissa, rounded. */
    long averagePrice() {
        return quantity == 0 ? NO_PRICE : Wide.price(cost, Math.abs(quantity), priceExponent + quantityExponent);
    }

    /**
     * Takes in a fill.
     *
     * @throws ArithmeticException if an amount no longer fits: the engine has to stop then
     */
    void fill(Side side, long price, long filled, long fee) {
        final long feesAfter = checked(Money.add(fees, fee), price, filled);
        final long worth = notional(price, filled);
        final boolean buy = side == Side.BUY;
        final long held = Math.abs(quantity);
        if (quantity == 0 || buy == quantity > 0) {
            cost = checked(Money.add(cost, worth), price, filled);
            quantity = buy ? Math.addExact(quantity, filled) : Math.subtractExact(quantity, filled);
        } else {
            reduce(buy, price, filled, worth, held);
        }
        fees = feesAfter;
    }

    private void reduce(boolean buy, long price, long filled, long worth, long held) {
        final long closed = Math.min(filled, held);
        final long released = closed == held ? cost : Wide.multiplyDivide(cost, closed, held);
        final long closedWorth = closed == filled ? worth : notional(price, closed);
        final long gain = buy ? released - closedWorth : closedWorth - released;
        realised = checked(Money.add(realised, gain), price, filled);
        cost = cost - released + (worth - closedWorth);
        quantity = buy ? quantity + filled : quantity - filled;
    }

    /** What closing at the mark would realise now; {@link Money#OVERFLOW} if a wild mark makes that fit no long. */
    long unrealised(long mark) {
        if (quantity == 0) {
            return 0;
        }
        final long worth = Money.notional(mark, priceExponent, Math.abs(quantity), quantityExponent,
            Rounding.HALF_EVEN);
        return quantity > 0 ? Money.subtract(worth, cost) : Money.subtract(cost, worth);
    }

    /** The mark that the last update told. */
    long toldMark() {
        return toldMark;
    }

    void toldMark(long mark) {
        toldMark = mark;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, strategyId);
        hash = Hashing.fold(hash, quantity);
        hash = Hashing.fold(hash, cost);
        hash = Hashing.fold(hash, realised);
        hash = Hashing.fold(hash, fees);
        return Hashing.fold(hash, toldMark);
    }

    private long notional(long price, long filled) {
        return checked(Money.notional(price, priceExponent, filled, quantityExponent, Rounding.HALF_EVEN),
            price, filled);
    }

    private long checked(long amount, long price, long filled) {
        if (amount == Money.OVERFLOW) {
            throw new ArithmeticException("a fill of " + filled + " at " + price + " (mantissas at exponents "
                + quantityExponent + " and " + priceExponent + ") makes an amount beyond 92 billion of the quote"
                + " asset, which a position of strategy " + strategyId + " cannot hold");
        }
        return amount;
    }
}
