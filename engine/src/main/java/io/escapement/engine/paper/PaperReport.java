package io.escapement.engine.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;

/**
 * An execution report on its way from the simulated venue to the core. Preallocated and used again: it belongs to the
 * venue's side until it is handed over, to the receiver until it is given back. Fields as in the schema's
 * {@code ExecutionReport}.
 */
public final class PaperReport {
    /** When the venue did what is reported, simulated. */
    public long exchangeTimeNs;
    /** When we have it, simulated. */
    public long responseTimeNs;
    public long clientOrderId;
    public long venueOrderId;
    public long executionId;
    /** Meaningless unless {@link #type} is FILL; so is {@link #lastQuantity}. */
    public long lastPrice;
    public long lastQuantity;
    public long cumulative;
    public long leaves;
    /** Mantissa at exponent -8, positive is paid by us. */
    public long fee;
    /** Name of the fee's asset; empty: the quote asset. */
    public byte[] feeAsset;
    /** Limit as the venue has it now; {@code Long.MIN_VALUE}: not said. */
    public long price;
    /** Order quantity as the venue has it now; {@code Long.MIN_VALUE}: not said. */
    public long quantity;
    public int instrumentId;
    public ExecutionType type;
    public OrderStatus status;
    public Side side;
    public LiquidityRole role;
    public RejectCode code;
    public ReportSource source;

    PaperOrder order;
}
