package io.escapement.engine.book;

/** What both books can do, so that one suite runs on the fast one and on its plain twin. */
interface Book {
    void clear();

    void setBid(long price, long quantity);

    void setAsk(long price, long quantity);

    long bidPrice();

    long bidQuantity();

    long askPrice();

    long askQuantity();

    int bidCount();

    int askCount();

    long bidQuantityAt(long price);

    long askQuantityAt(long price);

    boolean isCrossed();

    /** All levels, best first, as {@code "bids 100x5 99x7 | asks 101x1"}. */
    String levels();
}
