package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarriedOrderEncoder;

/** Orders of runs before, as events tell them. */
final class CarriedOrders {
    private CarriedOrders() {
    }

    /** Makes the order what it was. */
    static void read(Order order, CarriedOrderDecoder carried) {
        order.terms.read(carried);
        order.begin(carried.clientOrderId(), order.terms, carried.sentTimeNs());
        order.status = carried.orderStatus();
        order.cumulative = carried.cumulativeQuantity();
        order.acknowledged = carried.acknowledged() == 1;
        order.cancelTimeNs = carried.cancelTimeNs();
        order.neverArrived = carried.neverArrived() == 1;
        order.toldCumulative = carried.toldCumulative();
        order.amendPrice = carried.amendPrice();
        order.amending = carried.amendQuantity() != CarriedOrderDecoder.amendQuantityNullValue();
        order.amendQuantity = order.amending ? carried.amendQuantity() : 0;
        order.amendTimeNs = carried.amendTimeNs();
        order.amendedVenueTimeNs = carried.amendedVenueTimeNs();
        order.venueOrderId = carried.venueOrderId();
        order.toldMissing = carried.toldMissing();
        for (final CarriedOrderDecoder.FillsDecoder fill : carried.fills()) {
            order.rememberFill(fill.executionId());
        }
        final int length = carried.venueOrderTextLength();
        if (length <= Order.MOST_VENUE_TEXT) {
            order.venueTextLength = carried.getVenueOrderText(order.venueText, 0, length);
        } else {
            carried.skipVenueOrderText();
        }
    }

    /**
     * Writes an order whole. What is not the order's own, the instrument's number, is the caller's to say.
     *
     * @param carried wrapped
     * @return the message's length without its header
     */
    static int write(Order order, int instrumentId, CarriedOrderEncoder carried) {
        carried.clientOrderId(order.clientOrderId)
            .price(order.price())
            .quantity(order.quantity())
            .cumulativeQuantity(order.cumulative)
            .triggerPrice(order.triggerPrice())
            .expireTimeNs(order.expireTimeNs())
            .sentTimeNs(order.sentTimeNs)
            .cancelTimeNs(order.cancelTimeNs)
            .instrumentId(instrumentId)
            .strategyId(order.strategyId())
            .side(order.side())
            .orderType(order.type())
            .timeInForce(order.timeInForce())
            .orderStatus(order.status)
            .reduceOnly(flag(order.isReduceOnly()))
            .held(flag(order.terms.isHeld()))
            .acknowledged(flag(order.acknowledged))
            .neverArrived(flag(order.neverArrived))
            .toldCumulative(order.toldCumulative)
            .amendPrice(order.amendPrice)
            .amendQuantity(order.amending ? order.amendQuantity : CarriedOrderEncoder.amendQuantityNullValue())
            .amendTimeNs(order.amendTimeNs)
            .amendedVenueTimeNs(order.amendedVenueTimeNs)
            .venueOrderId(order.venueOrderId)
            .toldMissing(order.toldMissing);
        final CarriedOrderEncoder.FillsEncoder fills = carried.fillsCount(order.rememberedFills());
        for (int i = 0; i < order.rememberedFills(); i++) {
            fills.next().executionId(order.rememberedFill(i));
        }
        carried.putVenueOrderText(order.venueText, 0, order.venueTextLength);
        return carried.encodedLength();
    }

    private static short flag(boolean yes) {
        return (short) (yes ? 1 : 0);
    }
}
