package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.OrderStatus;

/** Orders of runs before, as events tell them. */
final class CarriedOrders {
    private CarriedOrders() {
    }

    /** Makes the order what it was, but UNKNOWN if it had been sent without an answer. */
    static void read(Order order, CarriedOrderDecoder carried) {
        order.terms.read(carried);
        order.begin(carried.clientOrderId(), order.terms, carried.sentTimeNs());
        order.status = carried.orderStatus() == OrderStatus.SENT ? OrderStatus.UNKNOWN : carried.orderStatus();
        order.cumulative = carried.cumulativeQuantity();
        order.toldCumulative = order.cumulative;
        order.acknowledged = carried.acknowledged() == 1;
        order.cancelTimeNs = carried.cancelTimeNs();
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
}
