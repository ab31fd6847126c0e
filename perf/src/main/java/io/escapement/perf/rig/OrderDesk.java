package io.escapement.perf.rig;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.monitor.LatencyRecorder;
import io.escapement.engine.orders.ReportTail;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.binance.BinanceOrderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Encodes the orders of each record as the venue wants them and hands them over; the venue's answer is made up here:
 * every order expires unfilled with the next poll, so that the strategy is free to order again.
 */
public final class OrderDesk implements RecordListener, EventSource {
    private static final int MOST_WAITING = 64;
    private static final long NS_PER_MS = 1_000_000;

    private final BinanceOrderEncoder[] encoders;
    private final UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(1024));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final MessageHeaderEncoder reportHeader = new MessageHeaderEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final LatencyRecorder latency;
    private final OrderOutlet outlet;
    private final long[] waitingId = new long[MOST_WAITING];
    private final int[] waitingInstrument = new int[MOST_WAITING];
    private final Side[] waitingSide = new Side[MOST_WAITING];
    private int waiting;
    private long sent;

    /** @param latency told of each order handed over */
    public OrderDesk(List<Instrument> instruments, LatencyRecorder latency, OrderOutlet outlet) {
        encoders = new BinanceOrderEncoder[instruments.size() + 1];
        instruments.forEach(instrument -> encoders[instrument.id()] = new BinanceOrderEncoder(instrument));
        this.latency = latency;
        this.outlet = outlet;
    }

    @Override
    public void onRecord(Slot slot) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                order.wrapAndApplyHeader(slot.buffer(), effect, header);
                send(slot);
            }
        }
    }

    private void send(Slot slot) {
        final int instrument = order.instrumentId();
        final int length = encoders[instrument].encode(order, slot.eventTimeNs() / NS_PER_MS, bytes, 0);
        outlet.send(bytes, 0, length);
        if (slot.receivedNanos != 0) {
            latency.onOrderSent(slot.receivedNanos, System.nanoTime());
        }
        sent++;
        waitingId[waiting] = order.clientOrderId();
        waitingInstrument[waiting] = instrument;
        waitingSide[waiting++] = order.side();
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        final int published = waiting;
        for (int i = 0; i < published; i++) {
            final Slot slot = inlet.claim();
            report.wrapAndApplyHeader(slot.buffer(), slot.event(), reportHeader)
                .venueTimeNs(nowNs)
                .receiveTimeNs(nowNs)
                .clientOrderId(waitingId[i])
                .venueOrderId(waitingId[i])
                .executionId(ExecutionReportEncoder.executionIdNullValue())
                .lastPrice(ExecutionReportEncoder.lastPriceNullValue())
                .lastQuantity(ExecutionReportEncoder.lastQuantityNullValue())
                .cumulativeQuantity(0)
                .leavesQuantity(0)
                .fee(0)
                .instrumentId(waitingInstrument[i])
                .executionType(ExecutionType.EXPIRED)
                .orderStatus(OrderStatus.EXPIRED)
                .side(waitingSide[i])
                .liquidityRole(LiquidityRole.NONE)
                .rejectCode(RejectCode.NONE);
            ReportTail.plain(report, ReportSource.STREAM);
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + report.encodedLength(), Provenance.SIMULATED);
            inlet.publish(slot);
        }
        waiting = 0;
        return published;
    }

    /** Orders handed over. */
    public long sent() {
        return sent;
    }
}
