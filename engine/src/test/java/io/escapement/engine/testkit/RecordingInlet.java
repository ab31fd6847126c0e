package io.escapement.engine.testkit;

import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An inlet that keeps a copy of every event published. It has one slot, filled with rubbish before each claim, so that
 * bytes that a producer forgot to write show; it fails on two claims at once and on publishing what was not committed.
 */
public final class RecordingInlet implements Inlet {
    private static final byte RUBBISH = (byte) 0xA5;

    private final Slot slot;
    private final List<UnsafeBuffer> events = new ArrayList<>();
    private final List<Byte> provenances = new ArrayList<>();
    private boolean claimed;
    private int abandoned;

    public RecordingInlet() {
        this(16 * 1024);
    }

    /** @param recordCapacity of the slot; an event may have half of it */
    public RecordingInlet(int recordCapacity) {
        slot = new Slot(ByteBuffer.allocateDirect(recordCapacity * 2), recordCapacity);
    }

    @Override
    public Slot claim() {
        check(!claimed, "a slot is claimed already");
        claimed = true;
        slot.buffer().setMemory(0, slot.buffer().capacity(), RUBBISH);
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot published) {
        check(claimed && published == slot, "this slot is not claimed");
        check(slot.isUsed(), "no event was committed");
        final int length = RecordLayout.messageLength(slot.buffer(), slot.event());
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, slot.buffer(), slot.event(), length);
        events.add(copy);
        provenances.add(slot.provenance());
        claimed = false;
    }

    @Override
    public void abandon(Slot given) {
        check(claimed && given == slot, "this slot is not claimed");
        claimed = false;
        abandoned++;
    }

    /** Events published since the last {@link #clear}: SBE header and body. */
    public List<UnsafeBuffer> events() {
        return events;
    }

    public int size() {
        return events.size();
    }

    public byte provenance(int index) {
        return provenances.get(index);
    }

    /** Slots that were given back unused. */
    public int abandoned() {
        return abandoned;
    }

    /** Whether a slot is neither published nor given back. */
    public boolean isClaimed() {
        return claimed;
    }

    public void clear() {
        events.clear();
        provenances.clear();
        abandoned = 0;
    }

    public int templateId(int index) {
        return RecordLayout.templateId(events.get(index), 0);
    }

    /** The event, read by the generated decoder, which fails if the event is of another kind; so the next four. */
    public BookDeltaDecoder bookDelta(int index) {
        return new BookDeltaDecoder().wrapAndApplyHeader(events.get(index), 0, new MessageHeaderDecoder());
    }

    public BookSnapshotDecoder bookSnapshot(int index) {
        return new BookSnapshotDecoder().wrapAndApplyHeader(events.get(index), 0, new MessageHeaderDecoder());
    }

    public TradeDecoder trade(int index) {
        return new TradeDecoder().wrapAndApplyHeader(events.get(index), 0, new MessageHeaderDecoder());
    }

    public BestBidOfferDecoder bestBidOffer(int index) {
        return new BestBidOfferDecoder().wrapAndApplyHeader(events.get(index), 0, new MessageHeaderDecoder());
    }

    public FeedStatusDecoder feedStatus(int index) {
        return new FeedStatusDecoder().wrapAndApplyHeader(events.get(index), 0, new MessageHeaderDecoder());
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }
}
