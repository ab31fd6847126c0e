package io.escapement.engine.paper;

/**
 * What the venue displays of one instrument, without our own orders. Prices and quantities are mantissas; a level is
 * counted from the best one, which is 0. One thread.
 */
public interface DisplayedBook {
    /** Empties both sides. */
    void clear();

    /** Sets a level's size; 0 removes it. */
    void set(boolean bid, long price, long quantity);

    /** The size at a price, 0 where there is none. */
    long quantity(boolean bid, long price);

    /** How many levels a side has. */
    int levels(boolean bid);

    /** The price of a level. */
    long priceAt(boolean bid, int level);

    /** The size of a level. */
    long quantityAt(boolean bid, int level);
}
