package io.escapement.journal;

import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Finds out whether a journal is what was written: every record's form, CRC and place in the order, the chain over
 * all records, event time that never goes back, the words before and zeros behind the records in each file,
 * Chronicle's index against the records, and the journal's end against what its writer noted.
 *
 * <p>It reads the files' bytes itself, so that damage to Chronicle's structures gives a finding, not an exception;
 * behind damage it looks for the next record that is whole and goes on. Any flipped byte of a record or of the word
 * before one is found, and any record lost, added or moved. Not covered, since nothing here reads them: a few dozen
 * bytes of fixed names in each file's first document, {@code metadata.cq4t}, and where the journal's last run did not
 * end cleanly, the loss of its very last record together with Chronicle's note of it.
 *
 * <p>The end of a run that did not end cleanly may hold a record that was being written. That is no damage but a note,
 * as long as no whole record follows, and nothing says that this one was finished: the word before it does not, and
 * Chronicle, which notes a record once it is finished, has not noted it. After a loss of power neither says much, since
 * any page of the file may have reached the disk; then a record that lacks a page is one that did not get there.
 */
public final class JournalVerifier {
    /** Findings that a result holds at most. */
    public static final int MAX_FINDINGS = 1000;
    private static final long PROGRESS_EVERY = 16_384;
    private static final int PAGE = 4096;

    private final Path directory;
    private final RecordChain chain = new RecordChain(0);
    private final TailWalk walk = new TailWalk();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private MappedCycle cycle;
    private IndexCheck index;
    /** Whether the system has been started anew since the journal was written, as far as can be told. */
    private boolean lostPower;
    private long damaged;
    private long records;
    private long bytes;
    private long firstSequence;
    private long firstEventTimeNs;
    private long sequence;
    private long eventTimeNs;
    private long hash;
    private boolean hashKnown;

    private final LongConsumer progress;

    private JournalVerifier(Path directory, LongConsumer progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Verifies a journal; it may be one that is being written, up to where the writer is now.
     *
     * @throws JournalException if there is no journal to verify
     */
    public static Verification verify(Path directory) {
        return verify(directory, records -> { });
    }

    /**
     * As {@link #verify(Path)}.
     *
     * @param progress hears now and then how many whole records there have been so far; may throw to give up
     */
    public static Verification verify(Path directory, LongConsumer progress) {
        try {
            return new JournalVerifier(directory, progress).run();
        } catch (final IOException e) {
            throw new JournalException(directory + ": cannot read the journal: " + e, e);
        }
    }

    private Verification run() throws IOException {
        final List<Path> files = JournalReader.existing(directory);
        final JournalState state = JournalState.read(directory);
        final boolean mayBeTorn = state == null || state.status != JournalState.CLOSED;
        lostPower = state == null || !BootId.isThis(state.bootIdHigh, state.bootIdLow);
        for (int i = 0; i < files.size(); i++) {
            final boolean last = i == files.size() - 1;
            cycle = MappedCycle.read(files.get(i));
            try {
                if (i == 0) {
                    FormatCheck.require(directory, cycle);
                }
                verifyFile(last, last && mayBeTorn);
            } finally {
                cycle.close();
            }
        }
        compareWithState(state, files.isEmpty() ? directory.resolve(JournalState.FILE) : files.get(files.size() - 1));
        return new Verification(records, firstSequence, sequence, firstEventTimeNs, eventTimeNs, hash, files.size(),
            bytes, List.copyOf(findings), damaged, List.copyOf(notes));
    }

    /** @param mayBeTorn whether this is the last file, of a run that did not end cleanly or is not over */
    private void verifyFile(boolean last, boolean mayBeTorn) throws IOException {
        index = new IndexCheck(cycle);
        long at = 0;
        while (at >= 0) {
            if (!cycle.ensure(at, Documents.HEADER_LENGTH)) {
                if (!(mayBeTorn && at == cycle.size())) {
                    found(Finding.Kind.STRUCTURE, sequence + 1, at,
                        "the file ends here, without the word that says so");
                }
                break;
            }
            final int word = cycle.header(at);
            if (word == Documents.END_OF_FILE || word == Documents.NONE) {
                at = afterEnd(at, word, last, mayBeTorn);
            } else if (Documents.isMetaData(word)) {
                at = metaData(at, word);
            } else if (Documents.isData(word)) {
                at = data(at, word, mayBeTorn);
            } else {
                at = resume(at, word, "a document's word is " + Integer.toHexString(word)
                    + ", which no whole document has", mayBeTorn);
            }
        }
        final String problem = index.problem(walk, mayBeTorn);
        if (problem != null) {
            found(Finding.Kind.INDEX, 0, index.problemPosition(), problem);
        }
    }

    /** Behind the end there must be nothing. */
    private long afterEnd(long at, int word, boolean last, boolean mayBeTorn) {
        if (word == Documents.NONE && !last) {
            notes.add(cycle.file().getFileName() + ": no word says that it ends; a later file goes on");
        }
        final long from = word == Documents.NONE ? at : Documents.afterEndOfFile(cycle, at);
        final long stray = cycle.firstNonZero(from);
        if (stray < 0) {
            return -1;
        }
        return resume(at, word, "bytes that are not zero follow the end, the first at " + stray,
            word == Documents.NONE && mayBeTorn);
    }

    private long metaData(long at, int word) {
        final int length = Documents.length(word);
        if (!cycle.ensure(at, Documents.HEADER_LENGTH + length) || !index.take(at, length)) {
            return resume(at, word, "a document of " + length
                + " bytes that is neither a record nor one of Chronicle's own", false);
        }
        return Documents.next(at, length);
    }

    private long data(long at, int length, boolean mayBeTorn) {
        if (!cycle.ensure(at, Documents.HEADER_LENGTH + Math.max(length, RecordCheck.MIN_LENGTH))) {
            return resume(at, length, "a document of " + length + " bytes runs past the end of the file",
                mayBeTorn && lostPower);
        }
        final int record = cycle.offset(at + Documents.HEADER_LENGTH);
        final String problem = RecordCheck.problem(cycle.buffer(), record, length);
        final boolean ownLength = RecordLayout.length(cycle.buffer(), record) == length;
        if (!RecordCheck.isLength(length) || problem != null && !ownLength && !crcHolds(record, length)) {
            return resume(at, length, problem, mayBeTorn && lacksPage(at, length));
        }
        if (problem != null || !crcHolds(record, length)) {
            if (mayBeTorn && lacksPage(at, length) && nextWhole(Documents.next(at, length)) < 0) {
                return torn(at);
            }
            changed(at, record, problem != null ? problem : "CRC32C over the record is "
                + Integer.toHexString(chain.crc(cycle.bytes(), record, length)) + ", it carries "
                + Integer.toHexString(RecordLayout.crc(cycle.buffer(), record)));
        } else {
            whole(at, record, length);
        }
        index.record(at);
        return Documents.next(at, length);
    }

    private boolean crcHolds(int record, int length) {
        return chain.crc(cycle.bytes(), record, length) == RecordLayout.crc(cycle.buffer(), record);
    }

    /** A record in its place whose bytes cannot be trusted: it counts as the expected one. */
    private void changed(long at, int record, String what) {
        final long expected = sequence + 1;
        final long claimed = RecordLayout.sequence(cycle.buffer(), record);
        sequence = sequence == 0 ? claimed : expected;
        found(Finding.Kind.CHANGED, sequence, at, what);
        if (firstSequence == 0) {
            firstSequence = sequence;
        }
        hashKnown = false;
    }

    private void whole(long at, int record, int length) {
        final long own = RecordLayout.sequence(cycle.buffer(), record);
        final long time = RecordLayout.eventTimeNs(cycle.buffer(), record);
        final long previous = RecordLayout.previousHash(cycle.buffer(), record);
        if (sequence != 0 && own != sequence + 1) {
            found(own > sequence + 1 ? Finding.Kind.LOST : Finding.Kind.MISPLACED, sequence + 1, at,
                "expected sequence " + (sequence + 1) + ", found " + own);
        } else if (hashKnown && previous != hash) {
            found(Finding.Kind.CHAIN, own, at, "expected the previous hash " + Long.toHexString(hash)
                + ", it carries " + Long.toHexString(previous));
        } else if (sequence == 0 && own == 1 && previous != RecordChain.GENESIS) {
            found(Finding.Kind.CHAIN, own, at, "the first record does not begin the chain");
        }
        if (records > 0 && time < eventTimeNs) {
            found(Finding.Kind.TIME, own, at, "event time " + time + " after " + eventTimeNs);
        }
        if (records == 0) {
            firstEventTimeNs = time;
        }
        if (firstSequence == 0) {
            firstSequence = own;
        }
        if (++records % PROGRESS_EVERY == 0) {
            progress.accept(records);
        }
        bytes += length;
        sequence = own;
        eventTimeNs = time;
        hash = RecordChain.after(previous, RecordLayout.crc(cycle.buffer(), record));
        hashKnown = true;
    }

    /**
     * Whether a record lacks a page because of a loss of power: what lies on one of the file's pages is all zeros.
     * The word before the record says that it is finished, so the death of the process alone is no reason.
     */
    private boolean lacksPage(long at, int length) {
        final long end = at + Documents.HEADER_LENGTH + length;
        long from = at;
        while (lostPower && from < end) {
            final long to = Math.min(end, (from & -PAGE) + PAGE);
            if (isZero(from, to)) {
                return true;
            }
            from = to;
        }
        return false;
    }

    private boolean isZero(long from, long to) {
        for (long i = from; i < to; i++) {
            if (cycle.buffer().getByte(cycle.offset(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    private long nextWhole(long from) {
        return RecordSearch.nextWhole(cycle, walk, from, cycle.size());
    }

    /** Notes that the journal's end is a record that was being written. */
    private long torn(long at) {
        notes.add(cycle.file().getFileName() + ", position " + at + ": a record was being written when the writer "
            + "died; opening the journal to write cuts it");
        if (lostPower) {
            index.lostCount();
        }
        return -1;
    }

    /**
     * Looks for the next whole record behind damage.
     *
     * @param word      what was read here
     * @param mayBeTorn whether a record that was being written may lie here
     * @return where to go on, -1 where there is nothing more; the same position where a writer has gone on meanwhile
     */
    private long resume(long at, int word, String what, boolean mayBeTorn) {
        if (mayBeTorn) {
            final boolean nothingFollows = nextWhole(at + Documents.HEADER_LENGTH) < 0;
            final boolean finished = !lostPower && index.hasNoted(at);
            if (cycle.ensure(at, Documents.HEADER_LENGTH) && cycle.header(at) != word) {
                return at;
            }
            if (nothingFollows && !finished) {
                return torn(at);
            }
        }
        found(Finding.Kind.STRUCTURE, sequence + 1, at, what);
        index.lostCount();
        if (hidesRecord(at, cycle.size())) {
            final int record = cycle.offset(at + Documents.HEADER_LENGTH);
            final int length = RecordLayout.length(cycle.buffer(), record);
            whole(at, record, length);
            return Documents.next(at, length);
        }
        final long next = nextWhole(at + Documents.HEADER_LENGTH);
        if (next < 0) {
            sequence += sequence == 0 ? 0 : 1;
        }
        hashKnown = hashKnown && next >= 0;
        return next;
    }

    /** Whether a whole record lies behind a damaged word. */
    private boolean hidesRecord(long at, long size) {
        if (!cycle.ensure(at, Documents.HEADER_LENGTH + RecordCheck.MIN_LENGTH)) {
            return false;
        }
        final int length = RecordLayout.length(cycle.buffer(), cycle.offset(at + Documents.HEADER_LENGTH));
        if (!RecordCheck.isLength(length) || length > size
            || !cycle.ensure(at, Documents.HEADER_LENGTH + length)) {
            return false;
        }
        final int record = cycle.offset(at + Documents.HEADER_LENGTH);
        return RecordCheck.problem(cycle.buffer(), record, length) == null && crcHolds(record, length);
    }

    private void compareWithState(JournalState state, Path lastFile) throws IOException {
        final long end = Files.size(lastFile);
        if (state == null) {
            notes.add("no " + JournalState.FILE + ": whether records are missing at the end cannot be told");
            return;
        }
        state.close();
        if (firstSequence > Math.max(1, state.firstSequence)) {
            report(Finding.Kind.LOST, Math.max(1, state.firstSequence), lastFile, 0, "the journal begins with sequence "
                + firstSequence + ", its writer noted " + Math.max(1, state.firstSequence));
        }
        final long least = Math.max(state.lastSequence, state.forcedSequence);
        final boolean closed = state.status == JournalState.CLOSED;
        if (sequence < least || closed && sequence != state.lastSequence) {
            report(Finding.Kind.LOST, Math.min(sequence, least) + 1, lastFile, end, "the journal ends with sequence "
                + sequence + ", its writer noted " + least);
        } else if (closed && hashKnown && hash != state.hash) {
            report(Finding.Kind.CHAIN, sequence, lastFile, end, "the chain's hash at the end is "
                + Long.toHexString(hash) + ", its writer noted " + Long.toHexString(state.hash));
        }
        if (!closed) {
            notes.add("the last run did not end cleanly, or is not over");
        }
    }

    private void found(Finding.Kind kind, long at, long position, String detail) {
        report(kind, at, cycle.file(), position, detail);
    }

    private void report(Finding.Kind kind, long at, Path file, long position, String detail) {
        damaged++;
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(kind, at, file.getFileName().toString(), position, detail));
        }
    }
}
