package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.journal.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What a run would leave if it ended with a record, as the bytes of a file: messages of the schema, framed as in a
 * record, behind a header that says for which record of which journal they stand. Little endian.
 *
 * <pre>
 *   0 magic   8 format    12 schema      16 engine id  20 bytes of messages
 *  24 last sequence       32 chain's hash after it     40 its event time
 *  48 how many messages   52 length of the engine's version, then that, UTF-8, at most 48 bytes
 * 104 room for orders    112 answer timeout, nanoseconds   120 place of the orders stage in its run
 * 128 messages            then CRC32C over all before it, and 4 bytes of magic again
 * </pre>
 */
public final class Snapshot {
    /** What this version writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 2;

    private static final long MAGIC = 0x31504E5343534524L;
    private static final int TAIL_MAGIC = 0x454E4421;
    private static final int FORMAT = 8;
    private static final int SCHEMA = 12;
    private static final int ENGINE_ID = 16;
    private static final int BODY_LENGTH = 20;
    private static final int SEQUENCE = 24;
    private static final int HASH = 32;
    private static final int EVENT_TIME = 40;
    private static final int COUNT = 48;
    private static final int TEXT_LENGTH = 52;
    private static final int TEXT = 56;
    private static final int MAX_TEXT = 48;
    private static final int MAX_ORDERS = 104;
    private static final int ANSWER_TIMEOUT = 112;
    private static final int ORDERS_STAGE = 120;
    private static final int HEADER_LENGTH = 128;
    private static final int TAIL_LENGTH = 8;

    private final UnsafeBuffer buffer;

    private Snapshot(UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * Closes a snapshot over messages that have been framed one behind the other.
     *
     * @param frames of {@link RecordLayout}, of events' kind
     * @param length bytes of them, a multiple of 8
     * @param count  how many
     * @param orders of the run that they come from
     * @param at     the last record that they stand for
     */
    static Snapshot of(UnsafeBuffer frames, int length, int count, String engineVersion, RunOrders orders,
                       JournalPlace at) {
        final UnsafeBuffer all = new UnsafeBuffer(new byte[HEADER_LENGTH + length + TAIL_LENGTH]);
        all.putLong(0, MAGIC, ByteOrder.LITTLE_ENDIAN);
        all.putInt(FORMAT, FORMAT_VERSION, ByteOrder.LITTLE_ENDIAN);
        all.putInt(SCHEMA, MessageHeaderEncoder.SCHEMA_VERSION, ByteOrder.LITTLE_ENDIAN);
        all.putInt(ENGINE_ID, orders.config().engineId(), ByteOrder.LITTLE_ENDIAN);
        all.putInt(BODY_LENGTH, length, ByteOrder.LITTLE_ENDIAN);
        all.putLong(SEQUENCE, at.sequence(), ByteOrder.LITTLE_ENDIAN);
        all.putLong(HASH, at.hash(), ByteOrder.LITTLE_ENDIAN);
        all.putLong(EVENT_TIME, at.eventTimeNs(), ByteOrder.LITTLE_ENDIAN);
        all.putInt(COUNT, count, ByteOrder.LITTLE_ENDIAN);
        final byte[] version = engineVersion.getBytes(StandardCharsets.UTF_8);
        final int versionLength = Math.min(version.length, MAX_TEXT);
        all.putInt(TEXT_LENGTH, versionLength, ByteOrder.LITTLE_ENDIAN);
        all.putBytes(TEXT, version, 0, versionLength);
        all.putInt(MAX_ORDERS, orders.config().maxOrders(), ByteOrder.LITTLE_ENDIAN);
        all.putLong(ANSWER_TIMEOUT, orders.config().answerTimeoutNs(), ByteOrder.LITTLE_ENDIAN);
        all.putInt(ORDERS_STAGE, orders.stage(), ByteOrder.LITTLE_ENDIAN);
        all.putBytes(HEADER_LENGTH, frames, 0, length);
        all.putInt(HEADER_LENGTH + length, crc(all, HEADER_LENGTH + length), ByteOrder.LITTLE_ENDIAN);
        all.putInt(HEADER_LENGTH + length + 4, TAIL_MAGIC, ByteOrder.LITTLE_ENDIAN);
        return new Snapshot(all);
    }

    /**
     * Takes the bytes of a file, checking all of them.
     *
     * @throws SnapshotException if they are no snapshot, damaged, or of a newer version
     */
    static Snapshot read(Path file, byte[] bytes) {
        final UnsafeBuffer all = new UnsafeBuffer(bytes);
        if (bytes.length < HEADER_LENGTH + TAIL_LENGTH || all.getLong(0, ByteOrder.LITTLE_ENDIAN) != MAGIC) {
            throw new SnapshotException(file + ": is no snapshot, or cut off: " + bytes.length + " bytes");
        }
        final int format = all.getInt(FORMAT, ByteOrder.LITTLE_ENDIAN);
        final int schema = all.getInt(SCHEMA, ByteOrder.LITTLE_ENDIAN);
        if (format > FORMAT_VERSION || schema > MessageHeaderEncoder.SCHEMA_VERSION) {
            throw new SnapshotException(file + ": was made by engine version " + text(all) + ", format " + format
                + ", schema " + schema + "; this version knows formats up to " + FORMAT_VERSION + " and schemas up to "
                + MessageHeaderEncoder.SCHEMA_VERSION + "; use a newer version, or let it start from an older snapshot"
                + " or the journal alone");
        }
        if (format == 1) {
            throw new SnapshotException(file + ": was made by engine version " + text(all) + ", format 1, which does"
                + " not say which stages its run had; what it stands for is read from the journal");
        }
        if (format < 1) {
            throw new SnapshotException(file + ": has format " + format + ", which never was; it is damaged");
        }
        final int length = all.getInt(BODY_LENGTH, ByteOrder.LITTLE_ENDIAN);
        if (length < 0 || length != bytes.length - HEADER_LENGTH - TAIL_LENGTH) {
            throw new SnapshotException(file + ": has " + bytes.length + " bytes, its header says "
                + (HEADER_LENGTH + (long) length + TAIL_LENGTH) + "; it is cut off or damaged");
        }
        final int end = HEADER_LENGTH + length;
        if (all.getInt(end, ByteOrder.LITTLE_ENDIAN) != crc(all, end)
            || all.getInt(end + 4, ByteOrder.LITTLE_ENDIAN) != TAIL_MAGIC) {
            throw new SnapshotException(file + ": its CRC does not match its bytes; it is damaged");
        }
        return new Snapshot(all);
    }

    private static int crc(UnsafeBuffer all, int length) {
        final CRC32C crc32c = new CRC32C();
        crc32c.update(ByteBuffer.wrap(all.byteArray(), 0, length));
        return (int) crc32c.getValue();
    }

    private static String text(UnsafeBuffer all) {
        final byte[] text = new byte[Math.max(0, Math.min(all.getInt(TEXT_LENGTH, ByteOrder.LITTLE_ENDIAN),
            MAX_TEXT))];
        all.getBytes(TEXT, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The file's bytes. */
    byte[] bytes() {
        return buffer.byteArray();
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** Offset of the first message's SBE header in {@link #buffer()}; {@link RecordLayout#next} leads on. */
    public int first() {
        return HEADER_LENGTH + RecordLayout.FRAME_HEADER_LENGTH;
    }

    /** How many messages there are. */
    public int count() {
        return buffer.getInt(COUNT, ByteOrder.LITTLE_ENDIAN);
    }

    /** The last record that they stand for. */
    public JournalPlace at() {
        return new JournalPlace(buffer.getLong(SEQUENCE, ByteOrder.LITTLE_ENDIAN),
            buffer.getLong(HASH, ByteOrder.LITTLE_ENDIAN), buffer.getLong(EVENT_TIME, ByteOrder.LITTLE_ENDIAN));
    }

    /** What the run that they come from went by. */
    public RunOrders orders() {
        return new RunOrders(new OrdersConfig(buffer.getInt(ENGINE_ID, ByteOrder.LITTLE_ENDIAN),
            buffer.getInt(MAX_ORDERS, ByteOrder.LITTLE_ENDIAN),
            buffer.getLong(ANSWER_TIMEOUT, ByteOrder.LITTLE_ENDIAN)),
            buffer.getInt(ORDERS_STAGE, ByteOrder.LITTLE_ENDIAN));
    }

    /** Of the engine that made it. */
    public String engineVersion() {
        return text(buffer);
    }

    /** Of the schema that it was written with. */
    public int schemaVersion() {
        return buffer.getInt(SCHEMA, ByteOrder.LITTLE_ENDIAN);
    }
}
