/**
 * What rests in a book by price bucket: a grid of buckets of equal width at absolute prices, so that a move of the mid
 * shifts the columns that are looked at and never the history of a bucket. Kept level change by level change, by what
 * the book stage says that each level was before: there is no second book, and none is ever walked. Sizes are sums of
 * long mantissas, sums of price times size are exact in 128 bits, imbalances are fixed-point numbers of 2^-26, so that
 * their integrals over time are exact too: no value depends on when the run began. The stage tells snapshots each
 * 100 ms and each second, of each instrument and of each view of the consolidation stage, and the block DEPTH each
 * second; {@link io.escapement.engine.buckets.BucketHistory} keeps them, outside of the core.
 */
package io.escapement.engine.buckets;
