package io.escapement.perf.decode;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.binance.BinanceFrameDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** The engine's decoder, from a frame's bytes to SBE events in slots, which come round in turn as a ring's do. */
public final class EngineDecode implements Inlet, ControlListener {
    private static final int SLOTS = 16;
    private static final int RECORD_CAPACITY = 48 * 1024;

    private final BinanceFrameDecoder decoder;
    private final Slot[] slots = new Slot[SLOTS];
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private int claims;
    private Slot last;

    public EngineDecode(InstrumentLookup instruments) {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot(ByteBuffer.allocateDirect(RECORD_CAPACITY + 4096), RECORD_CAPACITY);
        }
        decoder = new BinanceFrameDecoder(this, instruments, this, Venue.BINANCE, 1, Provenance.CAPTURE,
            TimeUnit.MILLISECONDS);
    }

    /** Decodes; a number that depends on the slot's bytes. */
    public long decode(DirectBuffer frame, long receiveTimeNs) {
        final int events = decoder.onFrame(frame, 0, frame.capacity(), receiveTimeNs, receiveTimeNs);
        return last == null ? events : events + last.buffer().getLong(last.event() + 8);
    }

    /** What the last event holds, through the generated decoder: one frame must have been one event. */
    public void read(DepthFields out) {
        out.clear();
        delta.wrapAndApplyHeader(last.buffer(), last.event(), header);
        out.venueTimeNs = delta.venueTimeNs();
        out.firstUpdateId = delta.firstUpdateId();
        out.lastUpdateId = delta.lastUpdateId();
        out.previousUpdateId = delta.previousUpdateId();
        out.instrumentId = delta.instrumentId();
        delta.bids().forEach(level -> out.add(level.price(), level.quantity()));
        out.bids = out.levels;
        delta.asks().forEach(level -> out.add(level.price(), level.quantity()));
    }

    /** The slot that was published last. */
    public Slot last() {
        return last;
    }

    @Override
    public Slot claim() {
        final Slot slot = slots[claims++ & SLOTS - 1];
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot slot) {
        last = slot;
    }

    @Override
    public void abandon(Slot slot) {
        throw new IllegalStateException("a depth frame claimed a slot in vain");
    }

    @Override
    public void onAccepted(long requestId) {
        throw new IllegalStateException("no depth frame");
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        throw new IllegalStateException("no depth frame");
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        throw new IllegalStateException("no depth frame");
    }
}
