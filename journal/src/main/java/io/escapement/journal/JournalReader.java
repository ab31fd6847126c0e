package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a journal's records in their order, each in place, without garbage. Reads a journal that another process is
 * writing too: {@link #next()} that has returned false returns true later, when there is more. Needs no right to
 * write. Not thread-safe: one reader a thread, each at its own place.
 *
 * <pre>
 *   try (JournalReader reader = JournalReader.open(directory)) {
 *       while (reader.next()) {
 *           use(reader.buffer(), reader.offset());   // RecordLayout tells what is where
 *       }
 *   }
 * </pre>
 */
public final class JournalReader implements AutoCloseable {
    private static final int POLLS_BETWEEN_LISTINGS = 256;
    /** Any sequence is accepted: nothing has been read since a jump. */
    private static final long ANY = -1;

    private final Path directory;
    private final boolean checking;
    private final RecordChain chain = new RecordChain(0);
    private List<Path> files;
    private int fileIndex;
    private MappedCycle cycle;
    private UnsafeBuffer window;
    private long cursor;
    private long expected = ANY;
    private boolean hashKnown;
    private long hash;
    private int emptyPolls;
    private int offset;
    private int length;

    private JournalReader(Path directory, List<Path> files, boolean checking) throws IOException {
        this.directory = directory;
        this.files = files;
        this.checking = checking;
        if (files.isEmpty()) {
            fileIndex = -1;
            return;
        }
        openFile(0, 0);
        try {
            FormatCheck.require(directory, cycle);
        } catch (final RuntimeException e) {
            cycle.close();
            throw e;
        }
    }

    /**
     * Opens a journal at its first record. Every record's place in the order is checked while reading; its CRC and
     * the chain are not.
     *
     * @throws JournalException if the directory is missing, holds no journal, or one of a newer format
     */
    public static JournalReader open(Path directory) {
        return open(directory, false);
    }

    /** As {@link #open(Path)}, checking every record's CRC and the chain too, at some cost in speed. */
    public static JournalReader openChecking(Path directory) {
        return open(directory, true);
    }

    private static JournalReader open(Path directory, boolean checking) {
        try {
            return new JournalReader(directory, existing(directory), checking);
        } catch (final IOException e) {
            throw new JournalException(directory + ": cannot open the journal to read: " + e, e);
        }
    }

    /** The files of a journal that must be there; none where its writer has not appended yet. */
    static List<Path> existing(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new JournalException(directory + ": no such directory; expected one that holds a journal");
        }
        final List<Path> files = CycleFiles.list(directory);
        if (files.isEmpty() && !Files.exists(directory.resolve(JournalState.FILE))) {
            throw new JournalException(directory + ": not a journal: it holds no file *" + CycleFiles.SUFFIX);
        }
        final JournalState state = JournalState.read(directory);
        if (state != null) {
            state.close();
        }
        return files;
    }

    private void openFile(int index, long position) throws IOException {
        final MappedCycle opened = MappedCycle.read(files.get(index));
        if (cycle != null) {
            cycle.close();
        }
        cycle = opened;
        window = opened.buffer();
        fileIndex = index;
        cursor = position;
    }

    /**
     * Steps to the next record.
     *
     * @return false where there is none, yet
     * @throws JournalDamagedException if what follows is not the next record
     */
    public boolean next() {
        while (true) {
            if (cycle == null || !cycle.ensure(cursor, Documents.HEADER_LENGTH)) {
                if (!toLaterFile()) {
                    return false;
                }
                continue;
            }
            final int word = window.getIntVolatile(cycle.offset(cursor));
            if (Documents.isData(word)) {
                take(word);
                return true;
            }
            if (Documents.isMetaData(word)) {
                cursor = Documents.next(cursor, Documents.length(word));
            } else if (!toLaterFile()) {
                return false;
            }
        }
    }

    private void take(int word) {
        final long at = cursor;
        if (!cycle.ensure(at, Documents.HEADER_LENGTH + word) || word < RecordCheck.MIN_LENGTH) {
            throw damaged(at, "a document of " + word + " bytes cannot be a whole record here");
        }
        offset = cycle.offset(at + Documents.HEADER_LENGTH);
        length = word;
        final long sequence = RecordLayout.sequence(window, offset);
        if (RecordLayout.length(window, offset) != word || sequence != expected && expected != ANY) {
            throw damaged(at, "found sequence " + sequence + " in a record of "
                + RecordLayout.length(window, offset) + " bytes, its document has " + word);
        }
        if (checking) {
            check(at);
        }
        expected = sequence + 1;
        cursor = Documents.next(at, word);
        emptyPolls = 0;
    }

    private void check(long at) {
        final int crc = RecordLayout.crc(window, offset);
        if (chain.crc(cycle.bytes(), offset, length) != crc) {
            throw damaged(at, "the record's CRC does not match its bytes");
        }
        final long previous = RecordLayout.previousHash(window, offset);
        if (hashKnown && previous != hash) {
            throw damaged(at, "it does not follow from the record before it: the chain's hash differs");
        }
        hashKnown = true;
        hash = RecordChain.after(previous, crc);
    }

    private JournalDamagedException damaged(long at, String what) {
        final long sequence = expected != ANY ? expected : RecordLayout.sequence(window, cycle.offset(at) + 4);
        return new JournalDamagedException(sequence, cycle.file(), at, what);
    }

    /** Goes on with the file after this one, where there is one and this one has nothing more. */
    private boolean toLaterFile() {
        try {
            if (fileIndex + 1 >= files.size()) {
                if (emptyPolls++ % POLLS_BETWEEN_LISTINGS != 0) {
                    return false;
                }
                relist();
                // Look at this file once more before leaving it: the writer may have appended before it rolled.
                return fileIndex + 1 < files.size();
            }
            openFile(fileIndex + 1, 0);
            return true;
        } catch (final NoSuchFileException e) {
            throw new JournalException(directory + ": the records after sequence " + (expected - 1)
                + " have been deleted by retention; read faster or keep more", e);
        } catch (final IOException e) {
            throw new JournalException(directory + ": cannot read on: " + e, e);
        }
    }

    private void relist() throws IOException {
        final Path current = cycle == null ? null : files.get(fileIndex);
        files = CycleFiles.list(directory);
        if (current == null) {
            return;
        }
        fileIndex = files.indexOf(current);
        if (fileIndex < 0) {
            files.add(0, current);
            fileIndex = 0;
        }
    }

    /** Memory that holds the record; contents change with the next step. */
    public DirectBuffer buffer() {
        return window;
    }

    /** The same memory; position and limit belong to whoever uses it last. */
    public ByteBuffer bytes() {
        return cycle.bytes();
    }

    /** Where the record begins in {@link #buffer()}. */
    public int offset() {
        return offset;
    }

    /** Bytes of the record. */
    public int length() {
        return length;
    }

    public long sequence() {
        return RecordLayout.sequence(window, offset);
    }

    public long eventTimeNs() {
        return RecordLayout.eventTimeNs(window, offset);
    }

    /** Jumps to before the first record. */
    public void toStart() {
        if (!files.isEmpty()) {
            jump(0, 0);
        }
    }

    /**
     * Jumps so that the next record is the first with this sequence or a later one.
     *
     * @return whether there is such a record now
     */
    public boolean seekSequence(long sequence) {
        return seek(RecordSearch.Key.SEQUENCE, sequence);
    }

    /**
     * Jumps so that the next record is the first at this event time or later.
     *
     * @param eventTimeNs epoch nanoseconds
     * @return whether there is such a record now
     */
    public boolean seekTime(long eventTimeNs) {
        return seek(RecordSearch.Key.EVENT_TIME, eventTimeNs);
    }

    /** Jumps to behind the last record: the next one will be one that is written later. */
    public void toEnd() {
        seek(RecordSearch.Key.SEQUENCE, Long.MAX_VALUE);
    }

    /**
     * Jumps so that this many records are left to read, or all where there are fewer.
     */
    public void seekFromEnd(long records) {
        toEnd();
        final long last = expected - 1;
        if (records > 0) {
            seekSequence(Math.max(1, last - records + 1));
        }
    }

    private boolean seek(RecordSearch.Key key, long wanted) {
        try {
            relist();
            if (files.isEmpty()) {
                return false;
            }
            int index = files.size() - 1;
            while (index > 0 && !beginsAtOrBefore(files.get(index), key, wanted)) {
                index--;
            }
            jump(index, 0);
            cursor = RecordSearch.nearBefore(cycle, key, wanted);
            while (true) {
                final int fileBefore = fileIndex;
                final long before = cursor;
                final long expectedBefore = expected;
                if (!next()) {
                    return false;
                }
                if (key.of(window, offset) >= wanted) {
                    backTo(fileBefore, before, expectedBefore);
                    return true;
                }
            }
        } catch (final IOException e) {
            throw new JournalException(directory + ": cannot seek: " + e, e);
        }
    }

    /** Undoes the last step. */
    private void backTo(int file, long position, long expectedThere) {
        if (file != fileIndex) {
            jump(fileIndex, 0);
        } else {
            cursor = position;
        }
        expected = expectedThere;
        hashKnown = false;
    }

    private static boolean beginsAtOrBefore(Path file, RecordSearch.Key key, long wanted) throws IOException {
        try (MappedCycle cycle = MappedCycle.read(file, RecordSearch.WINDOW)) {
            final long at = FirstRecord.position(cycle);
            return at >= 0 && key.of(cycle.buffer(), cycle.offset(at + Documents.HEADER_LENGTH)) <= wanted;
        }
    }

    private void jump(int index, long position) {
        try {
            openFile(index, position);
            expected = ANY;
            hashKnown = false;
            emptyPolls = 0;
        } catch (final IOException e) {
            throw new JournalException(directory + ": cannot read " + files.get(index) + ": " + e, e);
        }
    }

    @Override
    public void close() {
        if (cycle != null) {
            cycle.close();
        }
    }
}
