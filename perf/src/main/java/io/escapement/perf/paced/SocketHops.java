package io.escapement.perf.paced;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.monitor.LatencyRecorder;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.loopback.OrderSink;
import io.escapement.engine.venue.loopback.PlayListener;
import org.HdrHistogram.Histogram;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Follows every frame from the venue's schedule to the journal, and every order to the venue. Frames and orders are
 * matched by their number, since one connection each carries them in order. What the venue's thread calls and what the
 * engine's thread calls touches different fields.
 */
final class SocketHops implements RecordListener, PlayListener, OrderSink {
    private static final int DELTA_FLAGS =
        MessageHeaderDecoder.ENCODED_LENGTH + BookDeltaDecoder.flagsEncodingOffset();

    final Histogram lateness = newHistogram();
    final Histogram wire = newHistogram();
    final Histogram intended = newHistogram();
    final Histogram orderIntended = newHistogram();
    final Histogram orderWire = newHistogram();

    private static final VarHandle FRAMES_SEEN;

    static {
        try {
            FRAMES_SEEN = MethodHandles.lookup().findVarHandle(SocketHops.class, "framesSeen", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final FrameTimes due;
    private final FrameTimes sent;
    private final FrameTimes handed;
    private long framesSent;
    private volatile long framesSeen;
    private long orders;
    private long arrivals;

    /** @param most frames that a run may have */
    SocketHops(int most) {
        due = new FrameTimes(most);
        sent = new FrameTimes(most);
        handed = new FrameTimes(most);
    }

    private static Histogram newHistogram() {
        return new Histogram(LatencyRecorder.HIGHEST_NS, 3);
    }

    /** On the venue's thread. */
    @Override
    public void onFrame(String stream, long frameNumber, long dueNanos, long sentNanos) {
        lateness.recordValue(bounded(sentNanos - dueNanos));
        due.note(framesSent, dueNanos);
        sent.note(framesSent++, sentNanos);
    }

    /** On the venue's thread. */
    @Override
    public void onOrder(String clientOrderId, long arrivedNanos) {
        final long written = handed.get(arrivals++);
        if (written != 0) {
            orderWire.recordValue(bounded(arrivedNanos - written));
        }
    }

    /** On the engine's thread, before anybody sends an order because of this record. */
    @Override
    public void onRecord(Slot slot) {
        if (!endsFrame(slot)) {
            return;
        }
        final long number = framesSeen;
        FRAMES_SEEN.setOpaque(this, number + 1);
        final long sentNanos = sent.get(number);
        if (sentNanos != 0) {
            wire.recordValue(bounded(slot.receivedNanos - sentNanos));
            intended.recordValue(bounded(slot.journaledNanos - due.get(number)));
        }
    }

    /** Each frame ends with exactly one of these records. */
    private static boolean endsFrame(Slot slot) {
        return switch (slot.eventTemplateId()) {
            case TradeDecoder.TEMPLATE_ID, BestBidOfferDecoder.TEMPLATE_ID -> true;
            case BookDeltaDecoder.TEMPLATE_ID ->
                (slot.buffer().getByte(slot.event() + DELTA_FLAGS) & Messages.LAST_FRAGMENT) != 0;
            default -> false;
        };
    }

    /** On the engine's thread: an order is about to be written. */
    void beforeOrder(long nanos) {
        handed.note(orders++, nanos);
    }

    /** On the engine's thread: it has been written, because of the frame seen last. */
    void afterOrder(long nanos) {
        final long dueNanos = due.get(framesSeen - 1);
        if (dueNanos != 0) {
            orderIntended.recordValue(bounded(nanos - dueNanos));
        }
    }

    /** A receive stamp belongs to a whole read, so a frame may have been sent while the read was under way. */
    private static long bounded(long nanos) {
        return Math.max(0, Math.min(nanos, LatencyRecorder.HIGHEST_NS));
    }

    /** Adds what another run took. */
    void add(SocketHops other) {
        lateness.add(other.lateness);
        wire.add(other.wire);
        intended.add(other.intended);
        orderIntended.add(other.orderIntended);
        orderWire.add(other.orderWire);
    }

    /** Frames that came through. From any thread. */
    long framesSeen() {
        return framesSeen;
    }
}
