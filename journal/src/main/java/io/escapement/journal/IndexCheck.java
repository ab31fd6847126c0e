package io.escapement.journal;

import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.StoreHeader;
import org.agrona.collections.LongArrayList;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Compares what Chronicle notes in a file about its documents, which nothing of ours relies on but Chronicle's own
 * tools do, with where the documents are.
 */
final class IndexCheck {
    private static final byte[] INDEX_OF_INDEX = name(0xB9, "index2index");
    private static final byte[] INDEX = name(0xB9, "index");
    private static final byte[] STORE = name(0xB9, "header");
    private static final int LONG_ARRAY_CODE = 0x8D;

    private final MappedCycle cycle;
    private StoreHeader header;
    private int spacing;
    private final LongArrayList positions = new LongArrayList();
    private final LongArrayList pages = new LongArrayList();
    private long indexOfIndex = -1;
    private long count;
    private long last = -1;
    private long beforeLast = -1;
    private boolean complete = true;
    private boolean mayGrow;
    private long problemPosition;

    IndexCheck(MappedCycle cycle) {
        this.cycle = cycle;
        readHeader();
    }

    private void readHeader() {
        header = StoreHeader.of(cycle);
        spacing = header == null ? 0 : header.indexSpacing();
    }

    /** Takes what lies at or behind a position out of a file's index. */
    static void forget(MappedCycle cycle, long from) {
        final IndexCheck check = new IndexCheck(cycle);
        long at = 0;
        while (at < from && cycle.ensure(at, Documents.HEADER_LENGTH)) {
            final int word = cycle.header(at);
            final int length = Documents.length(word);
            if (length == 0 || !cycle.ensure(at, Documents.HEADER_LENGTH + length)) {
                return;
            }
            if (Documents.isMetaData(word) && at > 0 && check.take(at, length)) {
                final boolean ofIndexes = check.indexOfIndex == at;
                forget(cycle, check.values(at + Documents.HEADER_LENGTH,
                    ofIndexes ? INDEX_OF_INDEX.length : INDEX.length), check.header.indexCount(), from);
            }
            at = Documents.next(at, length);
        }
    }

    private static void forget(MappedCycle cycle, long values, int capacity, long from) {
        if (!cycle.ensure(values - 16, 16 + capacity * Long.BYTES)) {
            return;
        }
        long used = 0;
        for (int i = 0; i < capacity; i++) {
            final int entry = cycle.offset(values + i * 8L);
            final long value = cycle.buffer().getLong(entry, ByteOrder.LITTLE_ENDIAN);
            if (value >= from || value < 0) {
                cycle.buffer().putLong(entry, 0, ByteOrder.LITTLE_ENDIAN);
            } else if (value != 0) {
                used = i + 1;
            }
        }
        cycle.buffer().putLong(cycle.offset(values - 8), used, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] name(int code, String text) {
        final byte[] bytes = ("xx" + text).getBytes(StandardCharsets.US_ASCII);
        bytes[0] = (byte) code;
        bytes[1] = (byte) text.length();
        return bytes;
    }

    /** Takes note of one of Chronicle's documents; false where it is none. */
    boolean take(long at, int length) {
        final long body = at + Documents.HEADER_LENGTH;
        if (at == 0) {
            // Its writer may have been writing it until now.
            readHeader();
            return begins(body, length, STORE) && header != null;
        }
        if (begins(body, length, INDEX_OF_INDEX)) {
            indexOfIndex = at;
            return isArray(body, length, INDEX_OF_INDEX.length);
        }
        if (begins(body, length, INDEX)) {
            pages.addLong(at);
            return isArray(body, length, INDEX.length);
        }
        return false;
    }

    private boolean begins(long body, int length, byte[] name) {
        if (length < name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (cycle.buffer().getByte(cycle.offset(body + i)) != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether an array's own capacity fills the document. */
    private boolean isArray(long body, int length, int nameLength) {
        final long values = values(body, nameLength);
        return values > 0 && body + length
            == values + 8 * cycle.buffer().getLong(cycle.offset(values - 16), ByteOrder.LITTLE_ENDIAN);
    }

    /** Position of the array's first value, -1 where there is no array. */
    private long values(long body, int nameLength) {
        for (long i = body + nameLength; i < body + nameLength + 16; i++) {
            if ((cycle.buffer().getByte(cycle.offset(i)) & 0xFF) == LONG_ARRAY_CODE) {
                return i + 1 + 16;
            }
        }
        return -1;
    }

    /** Takes note of a record's place. */
    void record(long at) {
        if (spacing > 0 && count % spacing == 0) {
            positions.addLong(at);
        }
        count++;
        beforeLast = last;
        last = at;
    }

    /** How many documents there were can no longer be told. */
    void lostCount() {
        complete = false;
    }

    long problemPosition() {
        return problemPosition;
    }

    /** Whether Chronicle has noted a document at this position or behind it: it does once the document is finished. */
    boolean hasNoted(long at) {
        return header != null && header.writePosition() >= at;
    }

    /**
     * What does not match, null where all does.
     *
     * @param mayGrow whether a writer may be appending meanwhile: then whole records behind the last one are no problem
     */
    String problem(TailWalk walk, boolean mayGrow) {
        this.mayGrow = mayGrow;
        if (!complete || header == null || spacing == 0 || last < 0) {
            return null;
        }
        final long noted = header.writePosition();
        if (noted != last && noted != beforeLast && !grows(walk)) {
            return "Chronicle noted the last document at " + noted + ", it is at " + last;
        }
        for (int i = 0; i < pages.size(); i++) {
            final String problem = pageProblem(walk, i);
            if (problem != null) {
                return problem;
            }
        }
        return indexOfIndexProblem(walk);
    }

    /** Whether the writer has appended more since. */
    private boolean grows(TailWalk walk) {
        // Asked for once: each time the window slides back to the header.
        final long noted = mayGrow ? header.writePosition() : 0;
        return mayGrow && noted > last && walk.isWhole(cycle, noted);
    }

    private String pageProblem(TailWalk walk, int page) {
        final long body = pages.getLong(page) + Documents.HEADER_LENGTH;
        cycle.ensure(body, 64);
        final long values = values(body, INDEX.length);
        final int capacity = header.indexCount();
        return compare(walk, values, capacity, positions, page * (long) capacity, "an index page");
    }

    private String indexOfIndexProblem(TailWalk walk) {
        if (indexOfIndex < 0) {
            return "there is no index of indexes";
        }
        final long body = indexOfIndex + Documents.HEADER_LENGTH;
        cycle.ensure(body, 64);
        return compare(walk, values(body, INDEX_OF_INDEX.length), header.indexCount(), pages, 0,
            "the index of indexes");
    }

    private String compare(TailWalk walk, long values, int capacity, LongArrayList expected, long first, String what) {
        final String problem = mismatch(values, capacity, expected, first, what);
        return problem != null && grows(walk) ? null : problem;
    }

    private String mismatch(long values, int capacity, LongArrayList expected, long first, String what) {
        if (!cycle.ensure(values - 16, 16 + capacity * Long.BYTES)) {
            problemPosition = values;
            return what + " runs past the end of the file";
        }
        long used = 0;
        for (int i = 0; i < capacity; i++) {
            final int at = cycle.offset(values + i * 8L);
            final long value = cycle.buffer().getLong(at, ByteOrder.LITTLE_ENDIAN);
            final long right = first + i < expected.size() ? expected.getLong((int) (first + i)) : 0;
            used = value != 0 ? i + 1 : used;
            // An entry that was never written, because the writer died before it came to that, is no damage.
            if (value != right && value != 0) {
                problemPosition = values + i * 8L;
                return "entry " + i + " of " + what + " is " + value + ", the document is at " + right;
            }
        }
        final long noted = cycle.buffer().getLong(cycle.offset(values - 8), ByteOrder.LITTLE_ENDIAN);
        // Chronicle writes an entry before it counts it.
        if (noted != used && noted != used - 1) {
            problemPosition = values - 8;
            return what + " says that " + noted + " entries are used, it has " + used;
        }
        return null;
    }
}
