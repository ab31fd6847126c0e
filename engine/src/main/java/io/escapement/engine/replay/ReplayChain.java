package io.escapement.engine.replay;

import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.RecordChain;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The chain over the records as replay makes them, in the form in which the journal keeps them. */
final class ReplayChain {
    private final RecordChain chain;
    private ByteBuffer bytes = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);
    private UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    ReplayChain(long hash) {
        chain = new RecordChain(hash);
    }

    long hash() {
        return chain.hash();
    }

    /** Takes a record that goes by the core. */
    void follow(DirectBuffer recorded, int record) {
        chain.follow(recorded, record);
    }

    /** Takes a replayed record; with its checked effects if the journal keeps them. */
    void add(Slot slot, boolean keepChecked) {
        if (!keepChecked || slot.checkedLength() == 0) {
            chain.seal(slot.buffer(), slot.bytes(), 0);
            return;
        }
        final int kept = slot.recordLength();
        final int length = kept + slot.checkedLength();
        if (bytes.capacity() < length) {
            bytes = ByteBuffer.allocateDirect(length * 2).order(ByteOrder.LITTLE_ENDIAN);
            buffer = new UnsafeBuffer(bytes);
        }
        buffer.putBytes(0, slot.buffer(), 0, kept);
        buffer.putBytes(kept, slot.buffer(), slot.checkedStart(), slot.checkedLength());
        buffer.putInt(RecordLayout.LENGTH_OFFSET, length);
        buffer.putInt(RecordLayout.CHECKED_LENGTH_OFFSET, slot.checkedLength());
        chain.seal(buffer, bytes, 0);
    }
}
