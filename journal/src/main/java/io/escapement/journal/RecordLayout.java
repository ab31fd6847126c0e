package io.escapement.journal;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * The bytes of one record: an event and every effect it caused. A ring slot is laid out the same, so that an append
 * is one copy. Little endian; every message begins at a multiple of 8 from the start of the record.
 *
 * <pre>
 *   0        4        8                16               24               32               40       44    46 47
 *  +--------+--------+----------------+----------------+----------------+----------------+--------+-----+--+--+
 *  | length | crc32c | sequence       | eventTimeNs    | previousHash   | checkedHash    | checked|kept |pr|ve|
 *  +--------+--------+----------------+----------------+----------------+----------------+--------+-----+--+--+
 *  48 event frame, then {@code kept} effect frames, each:
 *  +--------+--------+--------------------+----------------------------+---------------------+
 *  | length | stage  | SBE message header | block, groups, data        | zeros up to a 8     |
 *  +--------+--------+--------------------+----------------------------+---------------------+
 *    int32    int32    8 bytes              length - 8 bytes
 * </pre>
 *
 * <ul>
 *   <li>length: of the whole record, a multiple of 8
 *   <li>crc32c: over the bytes from offset 8 to the end
 *   <li>sequence: place in the one total order, from 1, without holes
 *   <li>eventTimeNs: epoch nanoseconds, never less than the record's before
 *   <li>previousHash: {@link RecordChain} up to the record before
 *   <li>checkedHash: over the frames of the checked effects, 0 where there is none
 *   <li>checked: bytes of checked effects that follow the kept ones in this record: 0 unless the journal keeps them
 *   <li>kept: number of kept effects
 *   <li>pr: {@link io.escapement.codecs.Provenance}; ve: verdict of the core on the event, see {@code Verdict}
 *   <li>a frame's length: SBE header and body, without the padding; its stage: index of the stage that made it,
 *       {@link #NO_STAGE} for the event
 * </ul>
 */
public final class RecordLayout {
    public static final int LENGTH_OFFSET = 0;
    public static final int CRC_OFFSET = 4;
    public static final int SEQUENCE_OFFSET = 8;
    public static final int EVENT_TIME_OFFSET = 16;
    public static final int PREVIOUS_HASH_OFFSET = 24;
    public static final int CHECKED_HASH_OFFSET = 32;
    public static final int CHECKED_LENGTH_OFFSET = 40;
    public static final int KEPT_COUNT_OFFSET = 44;
    public static final int PROVENANCE_OFFSET = 46;
    public static final int VERDICT_OFFSET = 47;
    public static final int HEADER_LENGTH = 48;

    public static final int FRAME_LENGTH_OFFSET = 0;
    public static final int FRAME_STAGE_OFFSET = 4;
    public static final int FRAME_HEADER_LENGTH = 8;
    public static final int MESSAGE_HEADER_LENGTH = 8;
    public static final int NO_STAGE = -1;
    public static final int ALIGNMENT = 8;

    private RecordLayout() {
    }

    public static int length(DirectBuffer buffer, int record) {
        return buffer.getInt(record + LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static int crc(DirectBuffer buffer, int record) {
        return buffer.getInt(record + CRC_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static long sequence(DirectBuffer buffer, int record) {
        return buffer.getLong(record + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static long eventTimeNs(DirectBuffer buffer, int record) {
        return buffer.getLong(record + EVENT_TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static long previousHash(DirectBuffer buffer, int record) {
        return buffer.getLong(record + PREVIOUS_HASH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static long checkedHash(DirectBuffer buffer, int record) {
        return buffer.getLong(record + CHECKED_HASH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static int checkedLength(DirectBuffer buffer, int record) {
        return buffer.getInt(record + CHECKED_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static int keptCount(DirectBuffer buffer, int record) {
        return buffer.getShort(record + KEPT_COUNT_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public static byte provenance(DirectBuffer buffer, int record) {
        return buffer.getByte(record + PROVENANCE_OFFSET);
    }

    public static byte verdict(DirectBuffer buffer, int record) {
        return buffer.getByte(record + VERDICT_OFFSET);
    }

    /** Offset of the event's SBE message header. */
    public static int event(int record) {
        return record + HEADER_LENGTH + FRAME_HEADER_LENGTH;
    }

    /** Length of a message, SBE header and body, given the offset of its SBE header. */
    public static int messageLength(DirectBuffer buffer, int message) {
        return buffer.getInt(message - FRAME_HEADER_LENGTH + FRAME_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Index of the stage that made a message, {@link #NO_STAGE} for the event. */
    public static int stage(DirectBuffer buffer, int message) {
        return buffer.getInt(message - FRAME_HEADER_LENGTH + FRAME_STAGE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Template id of a message, given the offset of its SBE header. */
    public static int templateId(DirectBuffer buffer, int message) {
        return buffer.getShort(message + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Offset of the SBE header of the message after this one; the caller knows where the frames end. */
    public static int next(DirectBuffer buffer, int message) {
        return message + frameSize(messageLength(buffer, message));
    }

    /** Bytes from one frame to the next for a message of this length. */
    public static int frameSize(int messageLength) {
        return BitUtil.align(FRAME_HEADER_LENGTH + messageLength, ALIGNMENT);
    }

    /**
     * Writes the frame header before a message and zeros behind it.
     *
     * @param message       offset of the SBE header
     * @param messageLength SBE header and body
     * @return offset of the SBE header of the frame that would come next
     */
    public static int frame(MutableDirectBuffer buffer, int message, int messageLength, int stage) {
        final int frame = message - FRAME_HEADER_LENGTH;
        final int size = frameSize(messageLength);
        final int end = message + messageLength;
        final int padding = frame + size - end;
        for (int i = 0; i < padding; i++) {
            buffer.putByte(end + i, (byte) 0);
        }
        buffer.putInt(frame + FRAME_LENGTH_OFFSET, messageLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(frame + FRAME_STAGE_OFFSET, stage, ByteOrder.LITTLE_ENDIAN);
        return message + size;
    }
}
