package io.escapement.engine.orders;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Hashing;

/** What one instrument's orders and fills add up to, over all strategies. Quantities are mantissas. */
public final class Exposure {
    private long position;
    private long openBuy;
    private long openSell;
    private int openOrders;

    /** Bought less sold; negative is short. */
    public long position() {
        return position;
    }

    /** What open orders could still buy: sent, unknown and cancel pending ones count as open. */
    public long openBuy() {
        return openBuy;
    }

    /** What open orders could still sell. */
    public long openSell() {
        return openSell;
    }

    public int openOrders() {
        return openOrders;
    }

    void open(Side side, long leaves, int orders) {
        openOrders += orders;
        if (side == Side.BUY) {
            openBuy += leaves;
        } else {
            openSell += leaves;
        }
    }

    void fill(Side side, long quantity) {
        position = side == Side.BUY ? Math.addExact(position, quantity) : Math.subtractExact(position, quantity);
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, position);
        hash = Hashing.fold(hash, openBuy);
        hash = Hashing.fold(hash, openSell);
        return Hashing.fold(hash, openOrders);
    }
}
