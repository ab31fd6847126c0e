package io.escapement.engine.buckets;

/** Where a window of buckets reads what rests in them. */
interface BucketSource {
    /** A size that cannot be told. */
    long UNKNOWN = -1;

    /** What is bid in a bucket, or {@link #UNKNOWN}. */
    long bid(long id);

    /** What is asked in a bucket, or {@link #UNKNOWN}. */
    long ask(long id);

    /** Mean price of what rests in a bucket; NaN where nothing does. */
    double vwap(long id);
}
