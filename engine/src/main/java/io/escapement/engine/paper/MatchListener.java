package io.escapement.engine.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.RejectCode;

/**
 * Hears what the simulated venue does with our orders, at the simulated time at which it does it. The order is a view:
 * its cumulative and leaves quantities already include what is reported.
 */
public interface MatchListener {
    /** The venue has taken the order. */
    void onAccepted(PaperOrder order, long timeNs);

    /** The venue has given the order the price and quantity that it has now. */
    void onAmended(PaperOrder order, long timeNs);

    /** The venue begins to work a stop or take-profit. */
    void onTriggered(PaperOrder order, long timeNs);

    /**
     * A fill.
     *
     * @param fee mantissa at exponent -8, positive is paid by us
     */
    void onFill(PaperOrder order, long timeNs, long price, long quantity, long fee, LiquidityRole role);

    /** The order is done without being filled: cancelled, expired or rejected. */
    void onDone(PaperOrder order, long timeNs, ExecutionType type, RejectCode code);
}
