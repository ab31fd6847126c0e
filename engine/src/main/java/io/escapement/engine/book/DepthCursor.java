package io.escapement.engine.book;

import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * Walks the levels of one side of a book, best first. Made once and used again and again: no walk allocates. The book
 * must not change during a walk.
 *
 * <pre>{@code
 * cursor.bids(book);
 * while (cursor.next()) {
 *     use(cursor.price(), cursor.quantity());
 * }
 * }</pre>
 */
public final class DepthCursor {
    private BookSide side;
    private int slot;
    private int nearLeft;
    private boolean nearBegun;
    private int farPlace;
    private long price;
    private long quantity;

    /** Begins before the best bid. */
    public DepthCursor bids(OrderBook book) {
        return begin(book.bids);
    }

    /** Begins before the best ask. */
    public DepthCursor asks(OrderBook book) {
        return begin(book.asks);
    }

    private DepthCursor begin(BookSide newSide) {
        side = newSide;
        nearLeft = side.nearCount();
        nearBegun = false;
        farPlace = side.far().best();
        return this;
    }

    /** Goes to the next level. @return false if there is none */
    public boolean next() {
        if (nearLeft == 0) {
            return nextFar();
        }
        if (!nearBegun) {
            nearBegun = true;
            slot = side.bestSlot();
        }
        final long near = side.priceOfSlot(slot);
        if (farPlace != FarLevels.NONE && side.far().key(farPlace) > near * side.sign()) {
            return nextFar();
        }
        price = near;
        quantity = side.quantityOfSlot(slot);
        if (--nearLeft > 0) {
            slot = side.slotBelow(slot);
        }
        return true;
    }

    private boolean nextFar() {
        final FarLevels far = side.far();
        if (farPlace == FarLevels.NONE) {
            return false;
        }
        price = far.key(farPlace) * side.sign();
        quantity = far.quantity(farPlace);
        farPlace = far.worse(farPlace);
        return true;
    }

    /** Goes through up to so many levels and writes each as price and quantity, little endian. @return how many */
    int write(MutableDirectBuffer buffer, int offset, int most) {
        int at = offset;
        int count = 0;
        while (count < most && next()) {
            buffer.putLong(at, price, ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(at + Long.BYTES, quantity, ByteOrder.LITTLE_ENDIAN);
            at += 2 * Long.BYTES;
            count++;
        }
        return count;
    }

    /** Price mantissa of the level. */
    public long price() {
        return price;
    }

    /** Quantity mantissa of the level, greater than 0. */
    public long quantity() {
        return quantity;
    }
}
