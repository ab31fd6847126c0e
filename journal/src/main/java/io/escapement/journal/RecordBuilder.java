package io.escapement.journal;

import io.escapement.codecs.Provenance;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Builds a record outside the ring, for what does not fit into a slot, such as a run's manifest. Not for the hot path.
 */
public final class RecordBuilder {
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private int end = RecordLayout.HEADER_LENGTH;
    private int kept = -1;

    /** @param capacity bytes of the largest record to build */
    public RecordBuilder(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity);
        buffer = new UnsafeBuffer(bytes);
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    public ByteBuffer bytes() {
        return bytes;
    }

    /** Begins a record. */
    public RecordBuilder begin(long sequence, long eventTimeNs, Provenance provenance) {
        buffer.setMemory(0, RecordLayout.HEADER_LENGTH, (byte) 0);
        buffer.putLong(RecordLayout.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(RecordLayout.EVENT_TIME_OFFSET, eventTimeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(RecordLayout.PROVENANCE_OFFSET, provenance.code());
        end = RecordLayout.HEADER_LENGTH;
        kept = -1;
        return this;
    }

    /** Sets the core's verdict on the event. */
    public RecordBuilder verdict(byte verdict) {
        buffer.putByte(RecordLayout.VERDICT_OFFSET, verdict);
        return this;
    }

    /** Where to encode the next message, the event first: offset of its SBE message header. */
    public int next() {
        return end + RecordLayout.FRAME_HEADER_LENGTH;
    }

    /** Frames the message encoded at {@link #next()}. */
    public RecordBuilder commit(int messageLength, int stage) {
        end = RecordLayout.frame(buffer, next(), messageLength, stage) - RecordLayout.FRAME_HEADER_LENGTH;
        kept++;
        return this;
    }

    /** Completes the record, which begins at 0 of {@link #buffer()}. */
    public void finish() {
        buffer.putInt(RecordLayout.LENGTH_OFFSET, BitUtil.align(end, RecordLayout.ALIGNMENT), ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(RecordLayout.KEPT_COUNT_OFFSET, (short) kept, ByteOrder.LITTLE_ENDIAN);
    }
}
