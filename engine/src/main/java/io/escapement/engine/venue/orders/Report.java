package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;

/**
 * An execution report that is being put together, fields as in the schema's {@code ExecutionReport}. Used again and
 * again: valid until the next one is begun.
 */
public final class Report {
    /** Of any number that nobody has told. */
    public static final long NULL = ExecutionReportEncoder.priceNullValue();

    public long venueTimeNs;
    public long receiveTimeNs;
    public long clientOrderId;
    public long venueOrderId;
    public long executionId;
    public long lastPrice;
    public long lastQuantity;
    public long cumulative;
    public long leaves;
    public long fee;
    public int instrumentId;
    public ExecutionType type;
    public OrderStatus status;
    public Side side;
    public LiquidityRole role;
    public RejectCode code;
    public ReportSource source;
    public long price;
    public long quantity;
    /** The order is over, and how is told elsewhere; or it is to be asked for. */
    public boolean overElsewhere;
    public final ShortText venueOrderText = new ShortText(64);
    public final ShortText feeAsset = new ShortText(32);
    public final ShortText detail = new ShortText(200);

    /** Nothing told yet. */
    public Report clear() {
        venueTimeNs = NULL;
        receiveTimeNs = NULL;
        clientOrderId = ClientOrderText.NONE;
        venueOrderId = NULL;
        executionId = NULL;
        lastPrice = NULL;
        lastQuantity = NULL;
        cumulative = 0;
        leaves = 0;
        fee = 0;
        instrumentId = 0;
        type = ExecutionType.NULL_VAL;
        status = OrderStatus.NULL_VAL;
        side = Side.UNKNOWN;
        role = LiquidityRole.NONE;
        code = RejectCode.NONE;
        source = ReportSource.STREAM;
        price = NULL;
        quantity = NULL;
        overElsewhere = false;
        venueOrderText.clear();
        feeAsset.clear();
        detail.clear();
        return this;
    }

    /** Nothing told yet but what this side knows of the order. */
    public Report of(GatewayOrder order) {
        clear();
        clientOrderId = order.clientOrderId;
        venueOrderId = order.venueOrderId;
        instrumentId = order.instrument.id();
        side = order.side;
        cumulative = Math.max(0, Math.max(order.venueCumulative, order.knownCumulative));
        leaves = Math.max(0, order.quantity - cumulative);
        venueOrderText.set(order.venueOrderText);
        return this;
    }
}
