package io.escapement.engine.orders;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.GatewayStatusEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenueOrderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole lives of orders, with everything that can happen in one, without garbage. */
class OrderTableAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long NONE = Long.MIN_VALUE;
    private static final byte[] NOTHING = {};
    private static final byte[] TEXT = {'v', '-', '1'};

    private final OrderTable table = new OrderTable(7, 64);
    private final OrderTerms terms = new OrderTerms();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
    private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();
    private final GatewayStatusEncoder gatewayEncoder = new GatewayStatusEncoder();
    private final GatewayStatusDecoder gateway = new GatewayStatusDecoder();
    private final VenueOrderEncoder listEncoder = new VenueOrderEncoder();
    private final VenueOrderDecoder list = new VenueOrderDecoder();
    private long sequence = 1;
    private long executions;
    private long timeNs;

    private void says(Finding expected, long id, ExecutionType type, long quantity, long price, long ordered) {
        final boolean fill = type == ExecutionType.FILL;
        encoder.wrapAndApplyHeader(buffer, 0, headerEncoder).venueTimeNs(++timeNs).receiveTimeNs(0).clientOrderId(id)
            .venueOrderId(1).executionId(fill ? ++executions : NONE).lastPrice(fill ? 100 : NONE)
            .lastQuantity(fill ? quantity : NONE).cumulativeQuantity(NONE).leavesQuantity(NONE).fee(fill ? 1 : NONE)
            .instrumentId(1).executionType(type).orderStatus(OrderStatus.ACCEPTED).side(Side.BUY)
            .liquidityRole(LiquidityRole.NONE).rejectCode(RejectCode.NONE).source(ReportSource.STREAM).price(price)
            .quantity(ordered).putVenueOrderText(TEXT, 0, TEXT.length).putFeeAsset(NOTHING, 0, 0)
            .putDetail(NOTHING, 0, 0);
        table.begin();
        assertSame(expected, table.onReport(decoder.wrapAndApplyHeader(buffer, 0, header)));
    }

    private void gateway(GatewayCondition condition) {
        gatewayEncoder.wrapAndApplyHeader(buffer, 0, headerEncoder).receiveTimeNs(0).value(NONE).instrumentId(1)
            .venue(Venue.BINANCE).condition(condition).putDetail(NOTHING, 0, 0);
        table.begin();
        table.onGatewayStatus(gateway.wrapAndApplyHeader(buffer, 0, header), timeNs);
    }

    /** Held, released, accepted, amended, lost, found, listed, filled in part, cancelled. */
    private void live() {
        final long id = ClientOrderIds.of(7, ++sequence, 0);
        final Order order = table.add(id, terms.limit(1, 1, Side.BUY, 100, 10).type(OrderType.STOP_LIMIT)
            .triggerPrice(100).held(true), timeNs);
        table.release(order, ++timeNs);
        says(Finding.APPLIED, id, ExecutionType.TRIGGERED, 0, NONE, NONE);
        table.amendSent(order, 101, 20, ++timeNs);
        says(Finding.APPLIED, id, ExecutionType.AMENDED, 0, 101, 20);
        says(Finding.APPLIED, id, ExecutionType.FILL, 3, NONE, NONE);
        table.cancelSent(order, ++timeNs);
        says(Finding.APPLIED, id, ExecutionType.OUTCOME_UNKNOWN, 0, NONE, NONE);
        gateway(GatewayCondition.RECONCILING);
        listEncoder.wrapAndApplyHeader(buffer, 0, headerEncoder).venueTimeNs(0).receiveTimeNs(0).clientOrderId(id)
            .price(101).quantity(20).cumulativeQuantity(3).instrumentId(1).side(Side.BUY)
            .orderStatus(OrderStatus.ACCEPTED).putVenueOrderText(NOTHING, 0, 0).putClientText(NOTHING, 0, 0);
        table.begin();
        table.onVenueOrder(list.wrapAndApplyHeader(buffer, 0, header));
        gateway(GatewayCondition.RECONCILED);
        assertSame(OrderStatus.PARTIALLY_FILLED, order.status());
        table.cancelSent(order, ++timeNs);
        says(Finding.APPLIED, id, ExecutionType.CANCELLED, 0, NONE, NONE);
        says(Finding.LATE, id, ExecutionType.CANCELLED, 0, NONE, NONE);
    }

    @Test
    void nothingIsAllocatedAfterWarmUp() {
        table.define(new Instrument(1, Venue.BINANCE, "X", "X", "USDT", -2, -8, 1, 1, 1, 0, 0,
            InstrumentStatus.TRADING));
        long allocated = Long.MAX_VALUE;
        for (int pass = 0; pass < 40 && allocated > 0; pass++) {
            final long start = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2_000; i++) {
                live();
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - start;
        }
        assertEquals(0, allocated, "bytes allocated in the best of 40 passes of 2,000 lives");
        assertEquals(0, table.exposure(1).openBuy());
        assertEquals(0, table.exposure(1).openBuyNotional());
        assertTrue(table.exposure(1).position() > 0);
    }
}
