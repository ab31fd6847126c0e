package io.escapement.engine.position;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CarriedLotsDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.Wide;
import io.escapement.engine.market.Worth;

/**
 * What one strategy holds of one instrument and what it earned: realised at average cost and first in first out side by
 * side, fees and funding by asset. Every fill's worth is rounded once, to {@link Money}; from then on all sums are
 * exact: what was realised is what was sold for less what was bought for, and what the open position cost is the rest.
 * So rounding does not add up over round trips, and both ways of counting agree whenever the position is flat.
 *
 * <p>Of inverse contracts only the quantity means something: what they earn is in the base asset.
 */
public final class Position {
    /** No price: there is no position, or no mark. SBE writes a missing int64 so. */
    public static final long NO_PRICE = Long.MIN_VALUE;
    private static final int CONTRACT_EXPONENT = -8;

    private final int strategyId;
    private final Instrument instrument;
    private final int quoteAssetId;
    private final Lots lots = new Lots();
    private final AssetAmounts amounts = new AssetAmounts();
    private long quantity;
    private long cost;
    private long realised;
    private long realisedFifo;
    private long toldMark = NO_PRICE;

    /** @param quoteAssetId number of the instrument's quote asset, by which fees and funding in it are known */
    public Position(int strategyId, Instrument instrument, int quoteAssetId) {
        this.strategyId = strategyId;
        this.instrument = instrument;
        this.quoteAssetId = quoteAssetId;
    }

    public int strategyId() {
        return strategyId;
    }

    /** Mantissa, negative when short. */
    public long quantity() {
        return quantity;
    }

    /** What the open position cost, or when short was sold for; not negative. */
    public long cost() {
        return cost;
    }

    /** At average cost, gross of fees and funding. */
    public long realised() {
        return realised;
    }

    /** First in first out, gross of fees and funding. */
    public long realisedFifo() {
        return realisedFifo;
    }

    /** Paid in the quote asset; negative when rebates were more. */
    public long fees() {
        return amounts.feesIn(quoteAssetId);
    }

    /** Received in the quote asset; negative when more was paid. */
    public long funding() {
        return amounts.fundingIn(quoteAssetId);
    }

    /** Fees and funding in every asset. Not to be changed. */
    public AssetAmounts amounts() {
        return amounts;
    }

    /** How many lots, oldest first, the open position is made of. */
    public int lots() {
        return lots.count();
    }

    /** Of a lot, mantissa, positive whatever the side. */
    public long lotQuantity(int index) {
        return lots.quantity(index);
    }

    /** Of a lot. */
    public long lotCost(int index) {
        return lots.cost(index);
    }

    /** What the open position was bought, or when short sold for on average: a price mantissa, rounded. */
    public long averagePrice() {
        if (quantity == 0 || instrument.kind() == InstrumentKind.INVERSE) {
            return NO_PRICE;
        }
        final int exponent = instrument.priceExponent() + instrument.quantityExponent();
        if (instrument.contractSize() == Instrument.ONE) {
            return Wide.price(cost, Math.abs(quantity), exponent);
        }
        final long held = Wide.multiplyDivide(Math.abs(quantity), instrument.contractSize(), 1);
        return held == Money.OVERFLOW ? NO_PRICE : Wide.price(cost, held, exponent + CONTRACT_EXPONENT);
    }

    /**
     * Takes in a fill.
     *
     * @throws ArithmeticException if an amount no longer fits: the engine has to stop then
     */
    public void fill(Side side, long price, long filled) {
        final long worth = worth(price, filled);
        final boolean buy = side == Side.BUY;
        if (quantity == 0 || buy == quantity > 0) {
            open(buy, price, filled, worth);
        } else {
            close(buy, price, filled, worth);
        }
    }

    /** Takes in a fee: positive is paid by us. */
    public void fee(int assetId, long amount) {
        amounts.add(assetId, amount, 0);
    }

    /** Takes in funding: positive is received by us. */
    public void funding(int assetId, long amount) {
        amounts.add(assetId, 0, amount);
    }

    /**
     * Takes in what a run before held and earned, when nothing has been filled yet. Reads the groups.
     *
     * @param assetIds this run's numbers of assets by the numbers of the run before
     */
    public void carry(CarriedPositionDecoder carried, int[] assetIds) {
        quantity = carried.quantity();
        cost = carried.cost();
        realised = carried.realised();
        realisedFifo = carried.realisedFifo();
        for (final CarriedPositionDecoder.LotsDecoder lot : carried.lots()) {
            lots.add(lot.quantity(), lot.cost());
        }
        if (lots.count() == 0 && quantity != 0) {
            lots.add(Math.abs(quantity), cost);
        }
        for (final CarriedPositionDecoder.AmountsDecoder amount : carried.amounts()) {
            final int id = amount.assetId();
            if (id < 0 || id >= assetIds.length || assetIds[id] == 0) {
                throw new IllegalStateException("a position is carried with an amount in asset " + id
                    + ", which has not been named: names come before what is carried");
            }
            amounts.add(assetIds[id], amount.fees(), amount.funding());
        }
    }

    /** Takes in lots that the message before had no room for. Reads the group. */
    public void carry(CarriedLotsDecoder carried) {
        for (final CarriedLotsDecoder.LotsDecoder lot : carried.lots()) {
            lots.add(lot.quantity(), lot.cost());
        }
    }

    private void open(boolean buy, long price, long filled, long worth) {
        cost = checked(Money.add(cost, worth), price, filled);
        quantity = buy ? Math.addExact(quantity, filled) : Math.subtractExact(quantity, filled);
        lots.add(filled, worth);
    }

    private void close(boolean buy, long price, long filled, long worth) {
        final long held = Math.abs(quantity);
        final long closed = Math.min(filled, held);
        final long released = closed == held ? cost : Wide.multiplyDivide(cost, closed, held);
        final long closedWorth = closed == filled ? worth : worth(price, closed);
        final long releasedFifo = lots.take(closed);
        realised = checked(Money.add(realised, gain(buy, released, closedWorth)), price, filled);
        realisedFifo = checked(Money.add(realisedFifo, gain(buy, releasedFifo, closedWorth)), price, filled);
        cost = cost - released + (worth - closedWorth);
        quantity = buy ? quantity + filled : quantity - filled;
        if (filled > closed) {
            lots.add(filled - closed, worth - closedWorth);
        }
    }

    private static long gain(boolean buy, long released, long closedWorth) {
        return buy ? released - closedWorth : closedWorth - released;
    }

    /** What closing at the mark would realise now; {@link Money#OVERFLOW} if a wild mark makes that fit no long. */
    public long unrealised(long mark) {
        if (quantity == 0) {
            return 0;
        }
        final long worth = Worth.of(instrument, mark, Math.abs(quantity), Rounding.HALF_EVEN);
        return quantity > 0 ? Money.subtract(worth, cost) : Money.subtract(cost, worth);
    }

    /** The mark that the last update told. */
    long toldMark() {
        return toldMark;
    }

    void toldMark(long mark) {
        toldMark = mark;
    }

    public long hash(long seed) {
        long hash = Hashing.fold(seed, strategyId);
        hash = Hashing.fold(hash, quantity);
        hash = Hashing.fold(hash, cost);
        hash = Hashing.fold(hash, realised);
        hash = Hashing.fold(hash, realisedFifo);
        hash = lots.hash(amounts.hash(hash));
        return Hashing.fold(hash, toldMark);
    }

    private long worth(long price, long filled) {
        return checked(Worth.of(instrument, price, filled, Rounding.HALF_EVEN), price, filled);
    }

    private long checked(long amount, long price, long filled) {
        if (amount == Money.OVERFLOW) {
            throw new ArithmeticException("a fill of " + filled + " at " + price + " (mantissas at exponents "
                + instrument.quantityExponent() + " and " + instrument.priceExponent()
                + ") makes an amount beyond 92 billion of the quote asset, which a position of strategy " + strategyId
                + " cannot hold");
        }
        return amount;
    }
}
