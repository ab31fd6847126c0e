package io.escapement.journal.chronicle;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What is needed of the first document of a Chronicle file: where the last document is, as Chronicle noted it, and how
 * its index is laid out. Chronicle notes after it has published, so the note may be one document behind.
 */
public final class StoreHeader {
    private static final int LONG_ARRAY_CODE = 0x8D;
    private static final int ARRAY_VALUES_OFFSET = 17;
    private static final int MAX_LENGTH = 64 << 10;

    private final MappedCycle cycle;
    private final int length;
    private final int writePosition;
    /** Read at once: later the window may have slid on, far from the header. */
    private final int indexSpacing;
    private final int indexCount;

    private StoreHeader(MappedCycle cycle, int length, int writePosition) {
        this.cycle = cycle;
        this.length = length;
        this.writePosition = writePosition;
        this.indexSpacing = integer("indexSpacing");
        this.indexCount = integer("indexCount");
    }

    /** Reads a file's header; null where the file has no whole one that looks like Chronicle's. */
    public static StoreHeader of(MappedCycle cycle) {
        if (!cycle.ensure(0, Documents.HEADER_LENGTH)) {
            return null;
        }
        final int word = cycle.header(0);
        final int length = Documents.length(word);
        if (!Documents.isMetaData(word) || length > MAX_LENGTH || !cycle.ensure(0, length + Documents.HEADER_LENGTH)) {
            return null;
        }
        final int name = find(cycle, length, "writePosition");
        if (find(cycle, length, "SCQStore") < 0 || name < 0) {
            return null;
        }
        for (int i = name; i < Math.min(name + 16, length); i++) {
            if ((cycle.buffer().getByte(cycle.offset(i)) & 0xFF) == LONG_ARRAY_CODE) {
                return new StoreHeader(cycle, length, i + ARRAY_VALUES_OFFSET);
            }
        }
        return null;
    }

    /** Position of the first byte after a text in the header document, -1 where it is not there. */
    private static int find(MappedCycle cycle, int length, String text) {
        final byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = Documents.HEADER_LENGTH; at + wanted.length <= length; at++) {
            int i = 0;
            while (i < wanted.length && cycle.buffer().getByte(cycle.offset(at + i)) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at + wanted.length;
            }
        }
        return -1;
    }

    /** Position of the first document after this one. */
    public long end() {
        return Documents.next(0, length);
    }

    /** Position of the last document's word, as Chronicle noted it. */
    public long writePosition() {
        cycle.ensure(writePosition, Long.BYTES);
        return cycle.buffer().getLongVolatile(cycle.offset(writePosition));
    }

    /** Notes another last document, and that its place in Chronicle's index is to be counted anew. */
    public void writePosition(long position) {
        cycle.ensure(writePosition, 2 * Long.BYTES);
        cycle.buffer().putLong(cycle.offset(writePosition), position, ByteOrder.LITTLE_ENDIAN);
        cycle.buffer().putLong(cycle.offset(writePosition) + Long.BYTES, 0, ByteOrder.LITTLE_ENDIAN);
    }

    /** Positions of every 'spacing'th document that Chronicle's index holds begin with this; 0 where it is not read. */
    public int indexSpacing() {
        return indexSpacing;
    }

    /** Entries of one page of Chronicle's index; 0 where it is not read. */
    public int indexCount() {
        return indexCount;
    }

    /** The number behind a name; the whole header must be readable. 0 where there is none. */
    private int integer(String name) {
        final int at = find(cycle, length, name);
        return at < 0 ? 0 : integer(at);
    }

    private int integer(int at) {
        if (!cycle.ensure(at, 1 + Integer.BYTES)) {
            return 0;
        }
        final int code = cycle.buffer().getByte(cycle.offset(at)) & 0xFF;
        switch (code) {
            case 0xA1:
                return cycle.buffer().getByte(cycle.offset(at + 1)) & 0xFF;
            case 0xA2:
            case 0xA5:
                return cycle.buffer().getShort(cycle.offset(at + 1), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            case 0xA3:
            case 0xA6:
                return cycle.buffer().getInt(cycle.offset(at + 1), ByteOrder.LITTLE_ENDIAN);
            default:
                return code < 0x80 ? code : 0;
        }
    }
}
