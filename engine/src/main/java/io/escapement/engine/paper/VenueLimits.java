package io.escapement.engine.paper;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.RejectCode;

/**
 * The venue's own limits on an order (V11): grid, sizes, least notional. A limit that the instrument's definition
 * leaves out (null) does not bind.
 */
final class VenueLimits {
    private static final long NULL = Long.MIN_VALUE;

    private final Instrument instrument;
    private final Fees fees;

    VenueLimits(Instrument instrument, Fees fees) {
        this.instrument = instrument;
        this.fees = fees;
    }

    boolean isTrading() {
        return instrument.status() == InstrumentStatus.TRADING;
    }

    /** What speaks against price and quantity alone. */
    RejectCode onGrid(PaperOrder order) {
        if (!order.isMarket() && !isMultiple(order.price, instrument.tickSize())
            || order.isTriggered() && !isMultiple(order.triggerPrice, instrument.tickSize())) {
            return RejectCode.OFF_TICK;
        }
        if (!isMultiple(order.quantity, instrument.lotSize())) {
            return RejectCode.OFF_LOT;
        }
        final long max = instrument.maxQuantity();
        if (order.quantity < instrument.minQuantity() || max != NULL && max > 0 && order.quantity > max) {
            return RejectCode.QUANTITY_LIMIT;
        }
        return RejectCode.NONE;
    }

    private static boolean isMultiple(long value, long step) {
        return value > 0 && (step <= 0 || value % step == 0);
    }

    /**
     * What speaks against the order's notional: at its limit price, for a market order at the best opposite price,
     * for one that waits at its trigger.
     *
     * @param bestOpposite 0 where nothing is displayed
     */
    RejectCode onNotional(PaperOrder order, long bestOpposite) {
        final long market = order.isTriggered() ? order.triggerPrice : bestOpposite;
        final long reference = order.isMarket() ? market : order.price;
        // A sale may fetch more than its limit; that must fit too.
        if (Money.isOverflow(fees.notional(Math.max(reference, bestOpposite), order.quantity))) {
            return RejectCode.QUANTITY_LIMIT;
        }
        final boolean enough = fees.notional(reference, order.quantity) >= instrument.minNotional();
        return enough ? RejectCode.NONE : RejectCode.BELOW_MINIMUM_NOTIONAL;
    }
}
