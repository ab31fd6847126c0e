package io.escapement.engine.pipeline;

import io.escapement.codecs.Provenance;
import io.escapement.journal.RecordLayout;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A record being built, off-heap, in its own stretch of the ring's memory. Laid out as {@link RecordLayout} says;
 * checked effects grow in a second area behind, so that the record stays one piece.
 *
 * <pre>
 *  0            48                                            recordCapacity               capacity
 *  +------------+-------+--------+-----+-----------+------------+---------+---------+-----+
 *  | header     | event | effect | ... |(hash room)|(fault room)| checked | checked | ... |
 *  +------------+-------+--------+-----+-----------+------------+---------+---------+-----+
 * </pre>
 *
 * Messages are named by the offset of their SBE message header in {@link #buffer()}. Written by the producer up to
 * publication, then by the stages in their order; read by everyone behind them. Never by two threads at once.
 */
public final class Slot {
    /** No further message. */
    public static final int NONE = -1;
    /** Room that only a fault may use, so that a full slot can still say why. */
    public static final int FAULT_ROOM = 512;
    /** Room that only state hashes may use, so that when they fall due never decides whether an event fits. */
    public static final int HASH_ROOM = 512;

    /** The least bytes for header, event and kept effects. */
    public static final int MIN_RECORD_CAPACITY = 2 * (FAULT_ROOM + HASH_ROOM);

    private final UnsafeBuffer buffer;
    private final ByteBuffer bytes;
    private final int recordCapacity;

    private int end;
    private int checkedEnd;
    private int stage;
    private boolean used;
    private boolean sampled;
    private long recordedTimeNs;
    private Throwable failure;

    /**
     * {@code System.nanoTime} when the first byte of the frame was handed over by the socket; 0 where there is none.
     */
    public long receivedNanos;
    /** {@code System.nanoTime} when the event had been decoded into this slot. */
    public long decodedNanos;
    /** {@code System.nanoTime} when the core began with this event. */
    public long sequencedNanos;
    /** {@code System.nanoTime} when the last stage was done. */
    public long coreDoneNanos;
    /** {@code System.nanoTime} when the record had been appended to the journal. */
    public long journaledNanos;

    /**
     * @param bytes          direct, little endian, this slot's memory alone
     * @param recordCapacity bytes for header, event and kept effects; the rest is for checked effects
     */
    public Slot(ByteBuffer bytes, int recordCapacity) {
        if (!bytes.isDirect() || recordCapacity % RecordLayout.ALIGNMENT != 0 || recordCapacity >= bytes.capacity()) {
            throw new IllegalArgumentException("a slot needs direct memory of more than its record capacity, got "
                + bytes + " and " + recordCapacity);
        }
        if (recordCapacity < MIN_RECORD_CAPACITY) {
            throw new IllegalArgumentException("a slot's record capacity must be at least " + MIN_RECORD_CAPACITY
                + " bytes, got " + recordCapacity);
        }
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
        this.recordCapacity = recordCapacity;
        clear();
    }

    /** Makes the slot ready for a producer. */
    public void clear() {
        end = RecordLayout.HEADER_LENGTH;
        checkedEnd = recordCapacity;
        stage = RecordLayout.NO_STAGE;
        used = false;
        failure = null;
        receivedNanos = 0;
        decodedNanos = 0;
        sequencedNanos = 0;
        coreDoneNanos = 0;
        journaledNanos = 0;
        sampled = false;
        recordedTimeNs = 0;
        buffer.putLong(RecordLayout.CHECKED_HASH_OFFSET, 0L);
        buffer.putLong(RecordLayout.CHECKED_LENGTH_OFFSET, 0L);
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** The slot's memory, for what needs a {@code ByteBuffer}; position and limit belong to whoever uses it last. */
    public ByteBuffer bytes() {
        return bytes;
    }

    // The producer's part

    /** Where to encode the event: offset of its SBE message header. */
    public int event() {
        return RecordLayout.HEADER_LENGTH + RecordLayout.FRAME_HEADER_LENGTH;
    }

    /** Bytes that an event, with its SBE header, may have. */
    public int eventCapacity() {
        return recordCapacity / 2;
    }

    /** Frames the event that has been encoded at {@link #event()}. */
    public void commitEvent(int messageLength, Provenance provenance) {
        if (messageLength > eventCapacity()) {
            throw new SlotOverflowException("the event", messageLength, eventCapacity());
        }
        end = RecordLayout.frame(buffer, event(), messageLength, RecordLayout.NO_STAGE)
            - RecordLayout.FRAME_HEADER_LENGTH;
        buffer.putByte(RecordLayout.PROVENANCE_OFFSET, provenance.code());
        used = true;
    }

    /** Replay: gives the committed event the time that it had; live, the core stamps its own. */
    public void recordedAt(long eventTimeNs) {
        recordedTimeNs = eventTimeNs;
    }

    /** The time given by {@link #recordedAt}; 0 where none was. */
    long recordedTimeNs() {
        return recordedTimeNs;
    }

    /** Whether an event has been committed. */
    public boolean isUsed() {
        return used;
    }

    /** Whether latency is measured on this event; where not, only {@link #receivedNanos} may be set. */
    public boolean isSampled() {
        return sampled;
    }

    void sample() {
        sampled = true;
    }

    // What the core stamps

    void begin(long sequence, long eventTimeNs) {
        buffer.putLong(RecordLayout.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(RecordLayout.EVENT_TIME_OFFSET, eventTimeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(RecordLayout.VERDICT_OFFSET, Verdict.NONE);
    }

    void finish(long checkedHash) {
        buffer.putLong(RecordLayout.CHECKED_HASH_OFFSET, checkedHash, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RecordLayout.LENGTH_OFFSET, recordLength(), ByteOrder.LITTLE_ENDIAN);
    }

    void stage(int index) {
        stage = index;
    }

    /** The stage that had the event last. */
    int stage() {
        return stage;
    }

    void fault(Throwable thrown) {
        failure = thrown;
    }

    /** Whether a stage failed on this event: the record says so in a fault, and nothing in it may be acted on. */
    public boolean isFaulted() {
        return failure != null;
    }

    /** What the stage threw; null where none failed. */
    public Throwable failure() {
        return failure;
    }

    // What stages read

    public long sequence() {
        return RecordLayout.sequence(buffer, 0);
    }

    public long eventTimeNs() {
        return RecordLayout.eventTimeNs(buffer, 0);
    }

    public int eventTemplateId() {
        return RecordLayout.templateId(buffer, event());
    }

    public byte provenance() {
        return RecordLayout.provenance(buffer, 0);
    }

    /** See {@link Verdict}. */
    public byte verdict() {
        return RecordLayout.verdict(buffer, 0);
    }

    /** Set by the stage whose duty it is to judge events of this kind. */
    public void verdict(byte verdict) {
        buffer.putByte(RecordLayout.VERDICT_OFFSET, verdict);
    }

    public int templateId(int message) {
        return RecordLayout.templateId(buffer, message);
    }

    /** The first kept effect, or {@link #NONE}. */
    public int firstEffect() {
        return orNone(RecordLayout.next(buffer, event()), end);
    }

    /** The kept effect after this one, or {@link #NONE}. */
    public int nextEffect(int message) {
        return orNone(RecordLayout.next(buffer, message), end);
    }

    /** The first checked effect, or {@link #NONE}. */
    public int firstChecked() {
        return orNone(recordCapacity + RecordLayout.FRAME_HEADER_LENGTH, checkedEnd);
    }

    /** The checked effect after this one, or {@link #NONE}. */
    public int nextChecked(int message) {
        return orNone(RecordLayout.next(buffer, message), checkedEnd);
    }

    private static int orNone(int message, int areaEnd) {
        return message < areaEnd ? message : NONE;
    }

    // What readers of journals need

    /**
     * Takes in a recorded record up to the effects of a stage, in place of one that is made here: so that this stage
     * and those behind it can be given the record again. Its checked effects, if the journal has them, stay out.
     *
     * @param beforeStage index of the first stage whose effects stay out
     * @throws SlotOverflowException if this slot is too small for it
     */
    public void load(DirectBuffer recorded, int record, int beforeStage) {
        int message = RecordLayout.next(recorded, RecordLayout.event(record));
        int kept = 0;
        for (int left = RecordLayout.keptCount(recorded, record); left > 0; left--) {
            if (RecordLayout.stage(recorded, message) >= beforeStage) {
                break;
            }
            kept++;
            message = RecordLayout.next(recorded, message);
        }
        final int length = message - RecordLayout.FRAME_HEADER_LENGTH - record;
        if (length > recordCapacity - FAULT_ROOM - HASH_ROOM) {
            throw new SlotOverflowException("a recorded record", length, recordCapacity - FAULT_ROOM - HASH_ROOM);
        }
        clear();
        buffer.putBytes(0, recorded, record, length);
        buffer.putInt(RecordLayout.CHECKED_LENGTH_OFFSET, 0);
        buffer.putShort(RecordLayout.KEPT_COUNT_OFFSET, (short) kept, ByteOrder.LITTLE_ENDIAN);
        end = length;
        used = true;
    }

    // What stages append

    /**
     * Where to encode a kept effect.
     *
     * @param maxMessageLength the most that header and body will need
     * @return offset for the SBE message header
     * @throws SlotOverflowException if that does not fit
     */
    public int claimEffect(int maxMessageLength) {
        return claim(end, recordCapacity - FAULT_ROOM - HASH_ROOM, maxMessageLength, "kept effects");
    }

    /** Frames the effect that was encoded where {@link #claimEffect} said. */
    public void commitEffect(int messageLength) {
        end = RecordLayout.frame(buffer, end + RecordLayout.FRAME_HEADER_LENGTH, messageLength, stage)
            - RecordLayout.FRAME_HEADER_LENGTH;
        final short kept = (short) (RecordLayout.keptCount(buffer, 0) + 1);
        buffer.putShort(RecordLayout.KEPT_COUNT_OFFSET, kept, ByteOrder.LITTLE_ENDIAN);
    }

    /** As {@link #claimEffect}, for a checked effect. */
    public int claimChecked(int maxMessageLength) {
        return claim(checkedEnd, buffer.capacity(), maxMessageLength, "checked effects");
    }

    /** Frames the checked effect that was encoded where {@link #claimChecked} said. */
    public void commitChecked(int messageLength) {
        checkedEnd = RecordLayout.frame(buffer, checkedEnd + RecordLayout.FRAME_HEADER_LENGTH, messageLength, stage)
            - RecordLayout.FRAME_HEADER_LENGTH;
    }

    /** Where a state hash is to be encoded. */
    int claimStateHash(int maxMessageLength) {
        return claim(end, recordCapacity - FAULT_ROOM, maxMessageLength, "state hashes");
    }

    /** Where a fault is to be encoded: the room that no other effect may use is open to it. */
    int claimFault(int maxMessageLength) {
        return claim(end, recordCapacity, maxMessageLength, "a fault");
    }

    private static int claim(int areaEnd, int limit, int maxMessageLength, String area) {
        if (areaEnd + RecordLayout.frameSize(maxMessageLength) > limit) {
            throw new SlotOverflowException(area, maxMessageLength, limit - areaEnd - RecordLayout.FRAME_HEADER_LENGTH);
        }
        return areaEnd + RecordLayout.FRAME_HEADER_LENGTH;
    }

    /** Bytes that the next checked effect, with its SBE header, may have. */
    public int checkedRoom() {
        return buffer.capacity() - checkedEnd - RecordLayout.FRAME_HEADER_LENGTH;
    }

    // What the journal needs

    /** Length of header, event and kept effects. */
    public int recordLength() {
        return BitUtil.align(end, RecordLayout.ALIGNMENT);
    }

    /** Where checked effects begin. */
    public int checkedStart() {
        return recordCapacity;
    }

    /** Bytes of checked effects. */
    public int checkedLength() {
        return checkedEnd - recordCapacity;
    }
}
