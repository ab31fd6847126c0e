package io.escapement.journal;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * What a writer notes beside the records: whether it ended cleanly and where, and how far the disk surely holds them.
 * Two copies are written in turn, so that one is whole at any moment. It tells a verifier that records are missing at
 * the end, and spares recovery from checking what has been forced. A journal can be read without it.
 *
 * <pre>
 *   0      4       8          16     20  24    32     40            48           56   64       72       80
 *  +------+-------+----------+------+---+-----+------+-------------+------------+----+--------+--------+-------+
 *  |crc32c|version|generation|status|pid|boot |boot  |firstSequence|lastSequence|hash|forced  |forced  |forced |
 *  |      |       |          |      |   |id hi|id lo |             |            |    |position|sequence|file   |
 *  +------+-------+----------+------+---+-----+------+-------------+------------+----+--------+--------+-------+
 *                                                                                     file: length, 47 bytes ASCII
 * </pre>
 */
final class JournalState implements AutoCloseable {
    static final String FILE = "journal.state";
    static final int FORMAT_VERSION = 1;
    static final int OPEN = 1;
    static final int CLOSED = 2;

    private static final int COPY_LENGTH = 128;
    private static final int FILE_NAME_OFFSET = 80;
    private static final int FILE_NAME_CAPACITY = 47;

    private final UnsafeBuffer buffer;
    private final MappedByteBuffer bytes;
    private long generation;

    int status;
    int pid;
    long bootIdHigh;
    long bootIdLow;
    /** The oldest record that retention has left; 0 before the first. */
    long firstSequence;
    /** The last record at the time of writing; surely the last of all where status is CLOSED. */
    long lastSequence;
    /** The chain's hash after it. */
    long hash;
    /** Where in the file the last record known to be on the disk begins. */
    long forcedPosition;
    long forcedSequence;
    /** Name of that file; empty where nothing was forced. */
    String forcedFile = "";

    private JournalState(MappedByteBuffer bytes) {
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
    }

    /** Opens to write; what was there before is read first. */
    static JournalState open(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE,
            StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final JournalState state =
                new JournalState(channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * COPY_LENGTH));
            state.load(directory);
            return state;
        }
    }

    /** Reads what a writer noted; null where there is nothing, or nothing whole. */
    static JournalState read(Path directory) throws IOException {
        final Path file = directory.resolve(FILE);
        if (!Files.exists(file) || Files.size(file) < 2 * COPY_LENGTH) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            JournalState state = new JournalState(channel.map(FileChannel.MapMode.READ_ONLY, 0, 2 * COPY_LENGTH))) {
            state.load(directory);
            return state.generation == 0 ? null : state;
        }
    }

    private void load(Path directory) {
        for (int copy = 0; copy < 2; copy++) {
            final int base = copy * COPY_LENGTH;
            final long found = buffer.getLong(base + 8, ByteOrder.LITTLE_ENDIAN);
            if (found > generation && buffer.getInt(base, ByteOrder.LITTLE_ENDIAN) == crc(base)) {
                final int version = buffer.getInt(base + 4, ByteOrder.LITTLE_ENDIAN);
                if (version > FORMAT_VERSION) {
                    throw new JournalException(directory + ": the journal's format is version " + version
                        + ", this program knows versions up to " + FORMAT_VERSION + "; use a newer program");
                }
                generation = found;
                load(base);
            }
        }
    }

    private void load(int base) {
        status = buffer.getInt(base + 16, ByteOrder.LITTLE_ENDIAN);
        pid = buffer.getInt(base + 20, ByteOrder.LITTLE_ENDIAN);
        bootIdHigh = buffer.getLong(base + 24, ByteOrder.LITTLE_ENDIAN);
        bootIdLow = buffer.getLong(base + 32, ByteOrder.LITTLE_ENDIAN);
        firstSequence = buffer.getLong(base + 40, ByteOrder.LITTLE_ENDIAN);
        lastSequence = buffer.getLong(base + 48, ByteOrder.LITTLE_ENDIAN);
        hash = buffer.getLong(base + 56, ByteOrder.LITTLE_ENDIAN);
        forcedPosition = buffer.getLong(base + 64, ByteOrder.LITTLE_ENDIAN);
        forcedSequence = buffer.getLong(base + 72, ByteOrder.LITTLE_ENDIAN);
        final int length = Math.min(buffer.getByte(base + FILE_NAME_OFFSET), FILE_NAME_CAPACITY);
        forcedFile = buffer.getStringWithoutLengthAscii(base + FILE_NAME_OFFSET + 1, length);
    }

    /** Writes the fields as they are now. */
    synchronized void write() {
        final int base = (int) ((generation + 1) & 1) * COPY_LENGTH;
        generation++;
        buffer.setMemory(base, COPY_LENGTH, (byte) 0);
        buffer.putInt(base + 4, FORMAT_VERSION, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 8, generation, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(base + 16, status, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(base + 20, pid, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 24, bootIdHigh, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 32, bootIdLow, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 40, firstSequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 48, lastSequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 56, hash, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 64, forcedPosition, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(base + 72, forcedSequence, ByteOrder.LITTLE_ENDIAN);
        final byte[] name = forcedFile.getBytes(StandardCharsets.US_ASCII);
        final int length = Math.min(name.length, FILE_NAME_CAPACITY);
        buffer.putByte(base + FILE_NAME_OFFSET, (byte) length);
        buffer.putBytes(base + FILE_NAME_OFFSET + 1, name, 0, length);
        buffer.putInt(base, crc(base), ByteOrder.LITTLE_ENDIAN);
    }

    void force() {
        bytes.force();
    }

    private int crc(int base) {
        final CRC32C crc32c = new CRC32C();
        final ByteBuffer view = bytes.duplicate();
        view.limit(base + COPY_LENGTH).position(base + 4);
        crc32c.update(view);
        return (int) crc32c.getValue();
    }

    @Override
    public void close() {
        buffer.wrap(0, 0);
        BufferUtil.free(bytes);
    }
}
