package io.escapement.journal;

import io.escapement.journal.chronicle.ChronicleAppender;
import io.escapement.journal.chronicle.PreToucher;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Appends records to a journal. Opening recovers what a dead run left. One thread appends, without locks and without
 * garbage; it may be another than the one that opened. After any failure no further append is accepted.
 */
public final class JournalWriter implements AutoCloseable {
    private static final long NS_PER_MS = 1_000_000;

    private final JournalConfig config;
    private final WriterLock lock;
    private final JournalState state;
    private final ChronicleAppender appender;
    private final JournalKeeper keeper;
    private final Recovery recovery;
    private final RecordChain chain;
    private final int maxLength;
    private final ByteBuffer joinedBytes;
    private final UnsafeBuffer joined;
    private long lastSequence;
    private long lastEventTimeNs;
    private JournalException failure;
    private boolean closed;

    private JournalWriter(JournalConfig config, WriterLock lock, JournalState state) throws IOException {
        this.config = config;
        this.lock = lock;
        this.state = state;
        final JournalRecovery run = new JournalRecovery(config, state);
        recovery = run.run();
        chain = new RecordChain(recovery.hash());
        lastSequence = recovery.lastSequence();
        lastEventTimeNs = recovery.lastEventTimeNs();
        maxLength = config.maxRecordLength();
        joinedBytes = ByteBuffer.allocateDirect(config.keepChecked() ? Math.min(maxLength, 1 << 20) : 0);
        joined = new UnsafeBuffer(joinedBytes);
        noteOpen();
        appender = new ChronicleAppender(config.directory(), config.roll(), config.blockBytes(), run.notBeforeMs());
        final PreToucher preToucher =
            config.preTouchBytes() == 0 ? null : appender.preToucher(config.preTouchBytes());
        keeper = new JournalKeeper(config, state, preToucher);
    }

    /**
     * Opens a journal, making it if there is none, and repairing it if its last writer died.
     *
     * @throws JournalException if that cannot be done; the message says why
     */
    public static JournalWriter open(JournalConfig config) {
        final Path directory = config.directory();
        WriterLock lock = null;
        JournalState state = null;
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new JournalException(directory + ": not writable; give this user the right to write there or "
                    + "set journal.directory to another place");
            }
            final String noRoom = FreeSpace.problem(config);
            if (noRoom != null) {
                throw new JournalException(noRoom);
            }
            lock = WriterLock.take(directory);
            state = JournalState.open(directory);
            return new JournalWriter(config, lock, state);
        } catch (final IOException e) {
            release(state, lock);
            throw new JournalException(directory + ": cannot open the journal to write: " + e, e);
        } catch (final RuntimeException e) {
            release(state, lock);
            throw e;
        }
    }

    private static void release(JournalState state, WriterLock lock) {
        try (lock) {
            if (state != null) {
                state.close();
            }
        } catch (final IOException e) {
            throw new JournalException("cannot release the journal's lock: " + e, e);
        }
    }

    private void noteOpen() {
        state.status = JournalState.OPEN;
        state.pid = (int) ProcessHandle.current().pid();
        state.bootIdHigh = BootId.high();
        state.bootIdLow = BootId.low();
        state.firstSequence = recovery.firstSequence();
        state.lastSequence = recovery.lastSequence();
        state.hash = recovery.hash();
        if (state.forcedSequence > recovery.lastSequence()) {
            state.forcedFile = "";
            state.forcedPosition = 0;
            state.forcedSequence = 0;
        }
        state.write();
    }

    /** What opening found and did. */
    public Recovery recovery() {
        return recovery;
    }

    public JournalConfig config() {
        return config;
    }

    /** Sequence of the last record; the next one must have one more. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Event time of the last record, epoch nanoseconds; the next one's must not be less. */
    public long lastEventTimeNs() {
        return lastEventTimeNs;
    }

    /** The chain's hash over all records so far. */
    public long hash() {
        return chain.hash();
    }

    /** How often the journal has been forced to the disk; 0 unless it survives a loss of power. */
    public long forcings() {
        return keeper.forcings();
    }

    /** The longest that one forcing took, nanoseconds. */
    public long longestForceNs() {
        return keeper.longestForceNs();
    }

    /** What went wrong without endangering records, null where nothing did. */
    public String warning() {
        return keeper.warning();
    }

    /**
     * Seals a record in place and appends it. The caller has set everything but the previous hash and the CRC.
     *
     * @param buffer off-heap memory
     * @param bytes  the same memory; its position and limit are changed
     * @param record offset of the record in both
     * @throws JournalException if the record is not the next one, is too long, or the journal has failed
     */
    public void append(UnsafeBuffer buffer, ByteBuffer bytes, int record) {
        final int length = RecordLayout.length(buffer, record);
        final long eventTimeNs = checked(buffer, record, length);
        chain.seal(buffer, bytes, record);
        try {
            appender.append(buffer.addressOffset() + record, length, eventTimeNs / NS_PER_MS);
        } catch (final RuntimeException | InternalError e) {
            throw failed(e);
        }
        lastSequence++;
        lastEventTimeNs = eventTimeNs;
    }

    /**
     * As {@link #append(UnsafeBuffer, ByteBuffer, int)}; a journal that keeps checked effects takes them into the
     * record, behind the kept ones, at the cost of a second copy. The slot's own record is then not sealed.
     *
     * @param checked       offset of the frames of the checked effects
     * @param checkedLength their bytes, a multiple of 8
     */
    public void append(UnsafeBuffer buffer, ByteBuffer bytes, int record, int checked, int checkedLength) {
        if (!config.keepChecked() || checkedLength == 0) {
            append(buffer, bytes, record);
            return;
        }
        final int length = RecordLayout.length(buffer, record);
        if (length + checkedLength > joined.capacity()) {
            throw fail("a record of " + length + " bytes with " + checkedLength + " bytes of checked effects: at most "
                + joined.capacity() + " together");
        }
        joined.putBytes(0, buffer, record, length);
        joined.putBytes(length, buffer, checked, checkedLength);
        joined.putInt(RecordLayout.LENGTH_OFFSET, length + checkedLength, ByteOrder.LITTLE_ENDIAN);
        joined.putInt(RecordLayout.CHECKED_LENGTH_OFFSET, checkedLength, ByteOrder.LITTLE_ENDIAN);
        append(joined, joinedBytes, 0);
    }

    private long checked(UnsafeBuffer buffer, int record, int length) {
        if (failure != null || keeper.failure() != null) {
            throw failure != null ? failure : keeper.failure();
        }
        final long sequence = RecordLayout.sequence(buffer, record);
        if (sequence != lastSequence + 1) {
            throw fail("record with sequence " + sequence + " after " + lastSequence + ": expected "
                + (lastSequence + 1));
        }
        if (!RecordCheck.isLength(length) || length > maxLength) {
            throw fail("record " + sequence + " of " + length + " bytes: expected a multiple of 8 from "
                + RecordCheck.MIN_LENGTH + " to " + maxLength + " (a quarter of journal.blockBytes)");
        }
        final long eventTimeNs = RecordLayout.eventTimeNs(buffer, record);
        if (eventTimeNs < lastEventTimeNs) {
            throw fail("record " + sequence + " with event time " + eventTimeNs + " after " + lastEventTimeNs
                + ": event time never goes back");
        }
        return eventTimeNs;
    }

    private JournalException fail(String what) {
        return new JournalException(config.directory() + ": " + what);
    }

    private JournalException failed(Throwable cause) {
        final String why = cause instanceof InternalError ? "the disk is full or failed" : cause.toString();
        failure = new JournalException(config.directory() + ": cannot append record " + (lastSequence + 1) + ": " + why
            + "; nothing more is appended", cause);
        return failure;
    }

    /** Forces all records to the disk and notes that the run ended cleanly. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            keeper.close();
            appender.close();
            if (failure == null) {
                keeper.force();
                state.status = JournalState.CLOSED;
                state.lastSequence = lastSequence;
                state.hash = chain.hash();
                state.write();
                state.force();
            }
            release(state, lock);
        } catch (final IOException e) {
            throw new JournalException(config.directory() + ": cannot close the journal: " + e, e);
        }
    }
}
