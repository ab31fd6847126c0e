package io.escapement.engine.replay;

import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Compares a record as the journal holds it with the same one as a slot holds it, byte for byte. */
final class RecordComparison {
    private static final int EQUAL = -1;

    private RecordComparison() {
    }

    /** The first difference, or null. */
    static Difference compare(DirectBuffer recorded, int record, Slot slot) {
        final int at = firstDifference(recorded, record, slot);
        if (at == EQUAL) {
            return null;
        }
        final UnsafeBuffer then = new UnsafeBuffer(new byte[RecordLayout.length(recorded, record)]);
        then.putBytes(0, recorded, record, then.capacity());
        return new Difference(RecordLayout.sequence(recorded, record), at, then, whole(slot));
    }

    private static int firstDifference(DirectBuffer recorded, int record, Slot slot) {
        final UnsafeBuffer buffer = slot.buffer();
        final int checked = RecordLayout.checkedLength(recorded, record);
        final int kept = RecordLayout.length(recorded, record) - checked;
        // Previous hash and CRC are sealed later, the length of kept checked effects is the journal's choice.
        int at = mismatch(recorded, record, buffer, RecordLayout.SEQUENCE_OFFSET, RecordLayout.PREVIOUS_HASH_OFFSET);
        if (at == EQUAL) {
            at = mismatch(recorded, record, buffer, RecordLayout.CHECKED_HASH_OFFSET,
                RecordLayout.CHECKED_LENGTH_OFFSET);
        }
        if (at == EQUAL) {
            at = mismatch(recorded, record, buffer, RecordLayout.KEPT_COUNT_OFFSET,
                Math.min(kept, slot.recordLength()));
        }
        if (at == EQUAL && kept != slot.recordLength()) {
            at = Math.min(kept, slot.recordLength());
        }
        return at == EQUAL && checked > 0 ? checkedMismatch(recorded, record + kept, checked, slot) : at;
    }

    private static int mismatch(DirectBuffer recorded, int record, UnsafeBuffer buffer, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            if (recorded.getLong(record + i) != buffer.getLong(i)) {
                break;
            }
        }
        for (; i < to; i++) {
            if (recorded.getByte(record + i) != buffer.getByte(i)) {
                return i;
            }
        }
        return EQUAL;
    }

    private static int checkedMismatch(DirectBuffer recorded, int from, int length, Slot slot) {
        final int common = Math.min(length, slot.checkedLength());
        for (int i = 0; i < common; i++) {
            if (recorded.getByte(from + i) != slot.buffer().getByte(slot.checkedStart() + i)) {
                return slot.recordLength() + i;
            }
        }
        return length == slot.checkedLength() ? EQUAL : slot.recordLength() + common;
    }

    private static UnsafeBuffer whole(Slot slot) {
        final int length = slot.recordLength();
        final UnsafeBuffer record = new UnsafeBuffer(new byte[length + slot.checkedLength()]);
        record.putBytes(0, slot.buffer(), 0, length);
        record.putBytes(length, slot.buffer(), slot.checkedStart(), slot.checkedLength());
        record.putInt(RecordLayout.LENGTH_OFFSET, record.capacity());
        record.putInt(RecordLayout.CHECKED_LENGTH_OFFSET, slot.checkedLength());
        return record;
    }
}
