package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;

/** An order as a venue tells it when asked. Used again and again: valid until the next one is begun. */
public final class OrderImage {
    public long venueTimeNs;
    /** {@link ClientOrderText#NONE}: not of an engine's making. */
    public long clientOrderId;
    public long venueOrderId;
    public Instrument instrument;
    public Side side;
    public long price;
    public long quantity;
    public long cumulative;
    public OrderStatus status;
    public RejectCode code;
    /** The order has gone on under {@link #venueOrderId}: how it stands is told there. */
    public boolean elsewhere;
    public final ShortText venueOrderText = new ShortText(64);
    public final ShortText clientText = new ShortText(64);

    /** Nothing told yet. */
    public OrderImage clear() {
        venueTimeNs = Report.NULL;
        clientOrderId = ClientOrderText.NONE;
        venueOrderId = Report.NULL;
        instrument = null;
        side = Side.UNKNOWN;
        price = Report.NULL;
        quantity = Report.NULL;
        cumulative = 0;
        status = OrderStatus.NULL_VAL;
        code = RejectCode.NONE;
        elsewhere = false;
        venueOrderText.clear();
        clientText.clear();
        return this;
    }

    /** Whether the venue still works it. */
    public boolean isOpen() {
        return status == OrderStatus.ACCEPTED || status == OrderStatus.PARTIALLY_FILLED
            || status == OrderStatus.CANCEL_PENDING;
    }
}
