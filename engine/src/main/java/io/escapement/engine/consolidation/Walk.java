package io.escapement.engine.consolidation;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.engine.market.Wide;

/**
 * Walks two books at once, buying from the best asks of one and selling to the best bids of the other, as long as each
 * step is worth its while after both fees. A step is the smaller of the two sizes met. What is paid is rounded up, what
 * is received down, fees up, each at every step: no figure here flatters. Steps whose money no long holds are not
 * taken.
 */
final class Walk {
    private static final int FEE_EXPONENT = -6;

    private long buyPrice;
    private long sellPrice;
    private long quantity;
    private long paid;
    private long received;
    private long fees;

    /** Whether to buy and sell at these prices is worth so many hundredths of a basis point, or more. */
    static boolean isWorth(long ask, int buyFee, long bid, int sellFee, int worth) {
        return bid >= ask && Wide.compareProducts(bid, ArbitrageConfig.UNIT - (long) sellFee,
            ask, (long) ArbitrageConfig.UNIT + buyFee + worth) >= 0;
    }

    /** Walks. @return false if not even one step can be taken */
    boolean walk(Member buy, Member sell, int worth) {
        quantity = 0;
        paid = 0;
        received = 0;
        fees = 0;
        final Levels asks = buy.asks;
        final Levels bids = sell.bids;
        int i = 0;
        int j = 0;
        long askLeft = asks.isEmpty() ? 0 : asks.quantity(0);
        long bidLeft = bids.isEmpty() ? 0 : bids.quantity(0);
        while (i < asks.count() && j < bids.count()
            && isWorth(asks.price(i), buy.takerFee, bids.price(j), sell.takerFee, worth)) {
            final long step = Math.min(askLeft, bidLeft);
            if (!take(asks.price(i), buy.takerFee, bids.price(j), sell.takerFee, step)) {
                break;
            }
            askLeft -= step;
            bidLeft -= step;
            if (askLeft == 0) {
                askLeft = ++i < asks.count() ? asks.quantity(i) : 0;
            }
            if (bidLeft == 0) {
                bidLeft = ++j < bids.count() ? bids.quantity(j) : 0;
            }
        }
        return quantity > 0;
    }

    private boolean take(long ask, int buyFee, long bid, int sellFee, long step) {
        final long cost = Money.notional(ask, Money.EXPONENT, step, Money.EXPONENT, Rounding.UP);
        final long proceeds = Money.notional(bid, Money.EXPONENT, step, Money.EXPONENT, Rounding.TRUNCATE);
        final long newPaid = Money.add(paid, cost);
        final long newReceived = Money.add(received, proceeds);
        final long newFees = Money.add(fees, Money.add(Money.share(cost, buyFee, FEE_EXPONENT, Rounding.UP),
            Money.share(proceeds, sellFee, FEE_EXPONENT, Rounding.UP)));
        if (newPaid == Money.OVERFLOW || newReceived == Money.OVERFLOW || newFees == Money.OVERFLOW) {
            return false;
        }
        paid = newPaid;
        received = newReceived;
        fees = newFees;
        quantity += step;
        buyPrice = ask;
        sellPrice = bid;
        return true;
    }

    /** Worst ask taken. */
    long buyPrice() {
        return buyPrice;
    }

    /** Worst bid taken. */
    long sellPrice() {
        return sellPrice;
    }

    long quantity() {
        return quantity;
    }

    long grossProfit() {
        return received - paid;
    }

    /** After fees. Sizes of next to nothing can make it negative, by rounding alone. */
    long netProfit() {
        return received - paid - fees;
    }

    /** Net profit in hundredths of a basis point of what is paid, to the nearest; the greatest long if more. */
    long netBps() {
        final long net = netProfit();
        final long bps = Wide.multiplyDivide(Math.abs(net), ArbitrageConfig.UNIT, paid);
        return bps == Money.OVERFLOW ? Long.MAX_VALUE : net < 0 ? -bps : bps;
    }
}
