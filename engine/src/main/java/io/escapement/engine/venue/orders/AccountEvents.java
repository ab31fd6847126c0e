package io.escapement.engine.venue.orders;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AccountBalanceEncoder;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.FundingPaymentEncoder;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Venue;
import io.escapement.codecs.sbe.VenueOrderEncoder;
import io.escapement.codecs.sbe.VenuePositionEncoder;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.PipelineStoppedException;
import io.escapement.engine.pipeline.Slot;
import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/** An account's events, straight into the ring. The inlet's thread; allocates nothing but for texts of statuses. */
public final class AccountEvents {
    /** Of a status that is about the whole account. */
    public static final int NO_INSTRUMENT = GatewayStatusEncoder.instrumentIdNullValue();
    /** Of a number that nobody has told. */
    public static final long NULL = Report.NULL;
    private static final int LONGEST_DETAIL = 400;
    private static final int LONGEST_ASSET = 64;

    private final Inlet inlet;
    private final Venue venue;
    private final Provenance provenance;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final GatewayStatusEncoder status = new GatewayStatusEncoder();
    private final AccountBalanceEncoder balance = new AccountBalanceEncoder();
    private final VenuePositionEncoder position = new VenuePositionEncoder();
    private final FundingPaymentEncoder funding = new FundingPaymentEncoder();
    private final VenueOrderEncoder order = new VenueOrderEncoder();
    private boolean stopped;

    public AccountEvents(Inlet inlet, Venue venue, Provenance provenance) {
        this.inlet = inlet;
        this.venue = venue;
        this.provenance = provenance;
    }

    /** Null once the pipeline has stopped: then nobody wants to hear anything. */
    private Slot claim() {
        if (stopped) {
            return null;
        }
        try {
            return inlet.claim();
        } catch (final PipelineStoppedException stopping) {
            stopped = true;
            return null;
        }
    }

    private void publish(Slot slot, int bodyLength) {
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, provenance);
        inlet.publish(slot);
    }

    void report(Report r) {
        final Slot slot = claim();
        if (slot == null) {
            return;
        }
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(r.venueTimeNs)
            .receiveTimeNs(r.receiveTimeNs)
            .clientOrderId(r.clientOrderId)
            .venueOrderId(r.venueOrderId)
            .executionId(r.executionId)
            .lastPrice(r.lastPrice)
            .lastQuantity(r.lastQuantity)
            .cumulativeQuantity(r.cumulative)
            .leavesQuantity(r.leaves)
            .fee(r.fee)
            .instrumentId(r.instrumentId)
            .executionType(r.type)
            .orderStatus(r.status)
            .side(r.side)
            .liquidityRole(r.role)
            .rejectCode(r.code)
            .source(r.source)
            .price(r.price)
            .quantity(r.quantity)
            .putVenueOrderText(r.venueOrderText.bytes(), 0, r.venueOrderText.length())
            .putFeeAsset(r.feeAsset.bytes(), 0, r.feeAsset.length())
            .putDetail(r.detail.bytes(), 0, r.detail.length());
        publish(slot, report.encodedLength());
    }

    /** @param value in the unit of the condition, or {@link #NULL} */
    public void status(GatewayCondition condition, long value, int instrumentId, long timeNs, String detail) {
        final Slot slot = claim();
        if (slot == null) {
            return;
        }
        final byte[] text = (detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail)
            .getBytes(StandardCharsets.UTF_8);
        status.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .receiveTimeNs(timeNs)
            .value(value)
            .instrumentId(instrumentId)
            .venue(venue)
            .condition(condition)
            .putDetail(text, 0, text.length);
        publish(slot, status.encodedLength());
    }

    /**
     * An asset's absolute amount, mantissas at -8.
     *
     * @param available {@link #NULL}: not said
     * @throws ReplyException where the asset's name is none; nothing is published then
     */
    public void balance(long venueTimeNs, long receiveTimeNs, long total, long available, ReportSource source,
                        DirectBuffer asset, int from, int to) {
        checkAsset(from, to, 1);
        final Slot slot = claim();
        if (slot == null) {
            return;
        }
        balance.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .total(total)
            .available(available)
            .venue(venue)
            .source(source)
            .putAsset(asset, from, to - from);
        publish(slot, balance.encodedLength());
    }

    /** @param quantity negative is short */
    public void position(long venueTimeNs, long receiveTimeNs, Instrument instrument, long quantity,
                         long averagePrice, ReportSource source) {
        final Slot slot = claim();
        if (slot == null) {
            return;
        }
        position.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .quantity(quantity)
            .averagePrice(averagePrice)
            .instrumentId(instrument.id())
            .source(source);
        publish(slot, position.encodedLength());
    }

    /** Before anything is claimed. */
    private static void checkAsset(int from, int to, int least) {
        if (to - from < least || to - from > LONGEST_ASSET) {
            throw new ReplyException("at byte " + from + ": an asset's name of " + (to - from) + " bytes; expected "
                + least + " to " + LONGEST_ASSET);
        }
    }

    /** Two amounts together. @throws ReplyException where that is more than there can be */
    public static long sum(long one, long other) {
        final long sum = one + other;
        if (((one ^ sum) & (other ^ sum)) < 0) {
            throw new ReplyException("amounts of " + one + " and " + other + " at -8; expected less in all");
        }
        return sum;
    }

    /**
     * @param amount mantissa at -8, positive is received by us
     * @throws ReplyException where the asset's name is none; nothing is published then
     */
    public void funding(long venueTimeNs, long receiveTimeNs, long paymentId, long amount, int instrumentId,
                        DirectBuffer asset, int from, int to) {
        checkAsset(from, to, 0);
        final Slot slot = claim();
        if (slot == null) {
            return;
        }
        funding.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .paymentId(paymentId)
            .amount(amount)
            .instrumentId(instrumentId)
            .putAsset(asset, from, to - from);
        publish(slot, funding.encodedLength());
    }

    /** @param ours whether the order is of this engine's making */
    void order(OrderImage image, boolean ours, long receiveTimeNs) {
        final Slot slot = claim();
        if (slot == null) {
            return;
        }
        order.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(image.venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .clientOrderId(ours ? image.clientOrderId : VenueOrderEncoder.clientOrderIdNullValue())
            .price(image.price)
            .quantity(image.quantity)
            .cumulativeQuantity(image.cumulative)
            .instrumentId(image.instrument.id())
            .side(image.side)
            .orderStatus(image.status)
            .putVenueOrderText(image.venueOrderText.bytes(), 0, image.venueOrderText.length())
            .putClientText(image.clientText.bytes(), 0, image.clientText.length());
        publish(slot, order.encodedLength());
    }
}
