package io.escapement.engine.market;

/** Best bid and offer of one instrument's book, as the last book change told it, in mantissas. */
public final class Quote {
    private boolean live;
    private long bidPrice;
    private long bidQuantity;
    private long askPrice;
    private long askQuantity;
    private long eventTimeNs;
    private long updateId;

    /** Whether the book is LIVE and has both sides, uncrossed. If not, the other values are of the past. */
    public boolean isLive() {
        return live;
    }

    public long bidPrice() {
        return bidPrice;
    }

    public long bidQuantity() {
        return bidQuantity;
    }

    public long askPrice() {
        return askPrice;
    }

    public long askQuantity() {
        return askQuantity;
    }

    /** Event time of the record that last changed the book while it was live. */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /** The venue's number of the update behind this quote. */
    public long updateId() {
        return updateId;
    }

    void lose() {
        live = false;
    }

    void set(long newBidPrice, long newBidQuantity, long newAskPrice, long newAskQuantity, long timeNs, long update) {
        bidPrice = newBidPrice;
        bidQuantity = newBidQuantity;
        askPrice = newAskPrice;
        askQuantity = newAskQuantity;
        eventTimeNs = timeNs;
        updateId = update;
        live = newBidPrice > 0 && newBidPrice < newAskPrice && newBidQuantity > 0 && newAskQuantity > 0
            && newAskPrice < Long.MAX_VALUE / 2;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, live);
        hash = Hashing.fold(hash, bidPrice);
        hash = Hashing.fold(hash, bidQuantity);
        hash = Hashing.fold(hash, askPrice);
        hash = Hashing.fold(hash, askQuantity);
        return Hashing.fold(hash, eventTimeNs);
    }
}
