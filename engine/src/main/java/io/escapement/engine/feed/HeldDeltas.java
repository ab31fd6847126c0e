package io.escapement.engine.feed;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Deltas that wait for a snapshot: their SBE bytes, oldest first, in memory of a fixed size.
 *
 * <pre>
 *  head                         complete              tail
 *  +--------+-------------------+--------+------------+------
 *  | length | BookDelta message | length | fragment   | free
 *  +--------+-------------------+--------+------------+------
 * </pre>
 *
 * Messages up to {@code complete} are whole deltas; behind it lie the fragments of one whose last has not come yet.
 */
final class HeldDeltas {
    private static final int LENGTH_BYTES = 8;
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int FLAGS = BODY + BookDeltaDecoder.flagsEncodingOffset();
    private static final int FIRST_ID = BODY + BookDeltaDecoder.firstUpdateIdEncodingOffset();
    private static final int LAST_ID = BODY + BookDeltaDecoder.lastUpdateIdEncodingOffset();
    private static final int PREVIOUS_ID = BODY + BookDeltaDecoder.previousUpdateIdEncodingOffset();
    private static final int VENUE_TIME = BODY + BookDeltaDecoder.venueTimeNsEncodingOffset();

    private final UnsafeBuffer buffer;
    private int head;
    private int complete;
    private int tail;

    HeldDeltas(int capacity) {
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
    }

    int capacity() {
        return buffer.capacity();
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Whether the oldest message belongs to a delta of which all fragments are here. */
    boolean hasComplete() {
        return head < complete;
    }

    void clear() {
        head = 0;
        complete = 0;
        tail = 0;
    }

    /** Bytes that would be in use with one more message of this length. */
    int needed(int messageLength) {
        return tail - head + LENGTH_BYTES + BitUtil.align(messageLength, LENGTH_BYTES);
    }

    /** @return false if there is no room; nothing has changed then */
    boolean append(DirectBuffer source, int message, int messageLength) {
        if (needed(messageLength) > buffer.capacity()) {
            return false;
        }
        final int size = LENGTH_BYTES + BitUtil.align(messageLength, LENGTH_BYTES);
        if (tail + size > buffer.capacity()) {
            moveToStart();
        }
        buffer.putLong(tail, messageLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(tail + LENGTH_BYTES, source, message, messageLength);
        final boolean last = (buffer.getByte(tail + LENGTH_BYTES + FLAGS) & Messages.LAST_FRAGMENT) != 0;
        tail += size;
        if (last) {
            complete = tail;
        }
        return true;
    }

    private void moveToStart() {
        buffer.putBytes(0, buffer, head, tail - head);
        tail -= head;
        complete -= head;
        head = 0;
    }

    /** Goes past the oldest message. */
    void removeFirst() {
        head += LENGTH_BYTES + BitUtil.align(length(), LENGTH_BYTES);
        if (head == tail) {
            clear();
        }
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Offset of the oldest message's SBE header. */
    int message() {
        return head + LENGTH_BYTES;
    }

    private int length() {
        return (int) buffer.getLong(head, ByteOrder.LITTLE_ENDIAN);
    }

    boolean isFirstFragment() {
        return (buffer.getByte(message() + FLAGS) & Messages.FIRST_FRAGMENT) != 0;
    }

    boolean isLastFragment() {
        return (buffer.getByte(message() + FLAGS) & Messages.LAST_FRAGMENT) != 0;
    }

    long firstUpdateId() {
        return buffer.getLong(message() + FIRST_ID, ByteOrder.LITTLE_ENDIAN);
    }

    long lastUpdateId() {
        return buffer.getLong(message() + LAST_ID, ByteOrder.LITTLE_ENDIAN);
    }

    long previousUpdateId() {
        return buffer.getLong(message() + PREVIOUS_ID, ByteOrder.LITTLE_ENDIAN);
    }

    long venueTimeNs() {
        return buffer.getLong(message() + VENUE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    /** A hash of every byte that waits. */
    long hash() {
        long hash = 0;
        for (int at = head; at < tail; ) {
            final int length = (int) buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
            at += LENGTH_BYTES;
            for (int i = 0; i < length; i++) {
                hash = hash * 31 + buffer.getByte(at + i);
            }
            at += BitUtil.align(length, LENGTH_BYTES);
        }
        return hash;
    }
}
