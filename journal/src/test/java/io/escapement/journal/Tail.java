package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.StoreHeader;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The last records of a journal that has been closed, made to look as a run that died may leave them. */
final class Tail implements AutoCloseable {
    /** What Chronicle's word says while a document is being written. */
    static final int NOT_COMPLETE = 0x80000000;

    private final Path directory;
    private final MappedCycle cycle;
    private final byte[] record;
    private final byte[] before;
    /** Position of the word before the last record, and of the one before that. */
    final long last;
    final long beforeLast;

    private Tail(Path directory, MappedCycle cycle, long beforeLast, long last) {
        this.directory = directory;
        this.cycle = cycle;
        this.beforeLast = beforeLast;
        this.last = last;
        record = bytes(last);
        before = bytes(beforeLast);
    }

    /** Opens the last records of the journal's last file. */
    static Tail of(Path directory) throws IOException {
        final List<Path> files = CycleFiles.list(directory);
        final MappedCycle cycle = MappedCycle.repair(files.get(files.size() - 1));
        final TailWalk walk = new TailWalk();
        long at = 0;
        long beforeLast = -1;
        long last = -1;
        while (cycle.ensure(at, Documents.HEADER_LENGTH) && cycle.header(at) != Documents.NONE) {
            if (walk.isWhole(cycle, at)) {
                beforeLast = last;
                last = at;
            }
            at = Documents.next(at, Documents.length(cycle.header(at)));
        }
        return new Tail(directory, cycle, beforeLast, last);
    }

    private byte[] bytes(long at) {
        cycle.ensure(at, Documents.HEADER_LENGTH);
        final int length = cycle.header(at);
        cycle.ensure(at, Documents.HEADER_LENGTH + length);
        final byte[] bytes = new byte[length];
        cycle.buffer().getBytes(cycle.offset(at + Documents.HEADER_LENGTH), bytes);
        return bytes;
    }

    /** The memory of the file, and where in it a position lies. */
    UnsafeBuffer at(long position) {
        cycle.ensure(position, (int) (cycle.size() - position));
        return new UnsafeBuffer(cycle.buffer(), cycle.offset(position), (int) (cycle.size() - position));
    }

    /** Bytes of the last record. */
    int length() {
        return record.length;
    }

    /** As if the process had died, or the machine had lost its power, before it came to close the journal. */
    void endUncleanly(boolean lostPower) throws IOException {
        try (JournalState state = JournalState.open(directory)) {
            state.status = JournalState.OPEN;
            state.bootIdLow += lostPower ? 1 : 0;
            state.lastSequence = 0;
            state.hash = 0;
            state.forcedSequence = 0;
            state.forcedPosition = 0;
            state.forcedFile = "";
            state.write();
        }
    }

    /** As if Chronicle had not come to note the last record. */
    void forgetLast() {
        StoreHeader.of(cycle).writePosition(beforeLast);
        IndexCheck.forget(cycle, last);
    }

    /**
     * Leaves the last record as it is while it is being written.
     *
     * @param word    before it
     * @param written bytes of the record that are there; the others are zeros
     */
    void tear(int word, int written) {
        final UnsafeBuffer bytes = at(last);
        bytes.putIntVolatile(0, word);
        bytes.putBytes(Documents.HEADER_LENGTH, record, 0, written);
        bytes.setMemory(Documents.HEADER_LENGTH + written, record.length - written, (byte) 0);
    }

    /** Flips one bit of the record before the last, or of the word before it where the offset is negative. */
    void flipBeforeLast(int offset) {
        final UnsafeBuffer bytes = at(beforeLast + Documents.HEADER_LENGTH + offset);
        bytes.putByte(0, (byte) (bytes.getByte(0) ^ 0x10));
    }

    /** Puts the last two records back, whole and finished. */
    void mend() {
        at(beforeLast).putInt(0, before.length);
        at(beforeLast).putBytes(Documents.HEADER_LENGTH, before);
        tear(record.length, record.length);
    }

    @Override
    public void close() {
        cycle.close();
    }
}
