package io.escapement.engine.buckets;

/** Whose buckets a snapshot shows: an instrument, or a view. Sizes and prices are in the subject's own mantissas. */
interface BucketSubject {
    BucketWindow window();

    /** The instrument, or the schema's null. */
    int instrumentId();

    /** The view, or the schema's null. */
    int viewId();

    /** Of a bucket. */
    long width();

    /** The mid, which may lie between two mantissas. */
    double mid();

    /** The best bid, or the schema's null. */
    long bestBid();

    /** The best ask, or the schema's null. */
    long bestAsk();

    /** Whether there is something to tell that is as of the end of a message. */
    boolean isShown();
}
