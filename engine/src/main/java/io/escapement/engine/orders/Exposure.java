package io.escapement.engine.orders;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Hashing;

/**
 * What orders and fills add up to, of one instrument or of one strategy in one instrument. Orders count at their worst:
 * held, sent, unknown and cancel pending ones as open, one that is being amended as the larger of both, one that the
 * venue ended after fills which have not reached us with those. Quantities are mantissas.
 */
public final class Exposure {
    private long position;
    private long openBuy;
    private long openSell;
    private long openBuyNotional;
    private long openSellNotional;
    private int openOrders;
    private int unpriced;

    /** Bought less sold; negative is short. */
    public long position() {
        return position;
    }

    /** What orders could still buy. */
    public long openBuy() {
        return openBuy;
    }

    /** What orders could still sell. */
    public long openSell() {
        return openSell;
    }

    /** What orders could still buy, {@link Money} at their limits, each rounded up; see {@link #unpriced()}. */
    public long openBuyNotional() {
        return openBuyNotional;
    }

    /** What orders could still sell, {@link Money} at their limits, each rounded up; see {@link #unpriced()}. */
    public long openSellNotional() {
        return openSellNotional;
    }

    public int openOrders() {
        return openOrders;
    }

    /** Orders that no price bounds, or whose worth fits no long: the notionals say nothing while there is one. */
    public int unpriced() {
        return unpriced;
    }

    /** Whether there is nothing: no position, and nothing open. */
    public boolean isIdle() {
        return (position | openBuy | openSell) == 0 && openOrders == 0;
    }

    /** Counts an order in (sign 1) or out (sign -1), as it says that it counts. */
    void count(Order order, int sign) {
        openOrders += sign * order.countedOrders;
        final boolean worthKnown = order.countedNotional != Money.OVERFLOW;
        final long notional = worthKnown ? sign * order.countedNotional : 0;
        unpriced += worthKnown ? 0 : sign;
        if (order.side() == Side.BUY) {
            openBuy += sign * order.countedLeaves;
            openBuyNotional += notional;
        } else {
            openSell += sign * order.countedLeaves;
            openSellNotional += notional;
        }
    }

    void fill(Side side, long quantity) {
        position = side == Side.BUY ? Math.addExact(position, quantity) : Math.subtractExact(position, quantity);
    }

    void carry(long quantity) {
        position = Math.addExact(position, quantity);
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, position);
        hash = Hashing.fold(hash, openBuy);
        hash = Hashing.fold(hash, openSell);
        hash = Hashing.fold(hash, openBuyNotional);
        hash = Hashing.fold(hash, openSellNotional);
        hash = Hashing.fold(hash, unpriced);
        return Hashing.fold(hash, openOrders);
    }
}
