package io.escapement.engine.market;

/**
 * Order flow of one level between two looks at a book, after Cont, Kukanov and Stoikov, Journal of Financial
 * Econometrics 12(1), 47-88: what was added to the bid and taken from the offer, less the reverse. In quantity
 * mantissas; a double, since flow is a feature and sums of it stay exact up to 2^53.
 */
public final class OrderFlow {
    private OrderFlow() {
    }

    /** Of a bid and an offer, from what they were to what they are. */
    public static double of(long bidBefore, long bidSizeBefore, long askBefore, long askSizeBefore, long bid,
                            long bidSize, long ask, long askSize) {
        double flow = 0;
        if (bid >= bidBefore) {
            flow += bidSize;
        }
        if (bid <= bidBefore) {
            flow -= bidSizeBefore;
        }
        if (ask <= askBefore) {
            flow -= askSize;
        }
        if (ask >= askBefore) {
            flow += askSizeBefore;
        }
        return flow;
    }
}
