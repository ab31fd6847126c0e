package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.StoreHeader;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Makes a journal fit to append to, whatever the run before died of.
 *
 * <p>After a clean end or the death of the process every byte that was written is there: the last file's own note
 * leads to its end in a moment, and at most a record that was being written is cut. After a loss of power pages may
 * be missing anywhere behind the last forcing: everything from there on is checked, the first record that is not
 * whole and all behind it are set aside in a file {@code *.torn}, and the next record goes into a new file.
 */
final class JournalRecovery {
    private static final String TORN_SUFFIX = ".torn";
    private static final long LONGEST_TORN_BYTES = 4 << 20;

    private final JournalConfig config;
    private final JournalState state;
    private final TailWalk walk = new TailWalk();
    private final StringBuilder told = new StringBuilder();
    private List<Path> files;
    private long tornBytes;
    private long notBeforeMs;

    JournalRecovery(JournalConfig config, JournalState state) {
        this.config = config;
        this.state = state;
    }

    /** Milliseconds since the epoch before which the next record's file must not begin. */
    long notBeforeMs() {
        return notBeforeMs;
    }

    Recovery run() throws IOException {
        final long startNs = System.nanoTime();
        final boolean hadState = state.status != 0;
        final boolean clean = state.status == JournalState.CLOSED;
        files = CycleFiles.list(config.directory());
        for (final Path file : files) {
            if (!config.roll().isNameOf(file)) {
                throw new JournalException(file + ": not a file of a journal that rolls " + config.roll()
                    + "; set journal.roll as it was when the journal began, or use another directory");
            }
        }
        requireKnownFormat();
        dropFilesWithoutRecords();
        final boolean rebooted = hadState && !BootId.isThis(state.bootIdHigh, state.bootIdLow);
        final boolean checkAll = !clean && (rebooted || !hadState);
        if (!files.isEmpty() && (checkAll || !findEnd())) {
            if (clean) {
                throw new JournalDamagedException(state.lastSequence, last(), 0,
                    "it was closed cleanly, but its end cannot be found");
            }
            checkFromLastForced();
        }
        if (clean && walk.sequence != state.lastSequence) {
            throw new JournalDamagedException(Math.min(walk.sequence, state.lastSequence) + 1, config.directory(), 0,
                "it was closed cleanly after sequence " + state.lastSequence + ", but it ends with " + walk.sequence);
        }
        if (!clean) {
            Files.deleteIfExists(config.directory().resolve(CycleFiles.TABLE));
        }
        return report(!hadState && walk.sequence == 0 || clean, (System.nanoTime() - startNs) / 1_000_000);
    }

    /** Before anything is changed: what a newer program wrote is not ours to go on with. */
    private void requireKnownFormat() throws IOException {
        if (!files.isEmpty()) {
            try (MappedCycle cycle = MappedCycle.read(files.get(0))) {
                FormatCheck.require(config.directory(), cycle);
            }
        }
    }

    private Path last() {
        return files.get(files.size() - 1);
    }

    private void dropFilesWithoutRecords() throws IOException {
        while (!files.isEmpty() && !holdsRecords(last())) {
            final Path file = files.remove(files.size() - 1);
            Files.delete(file);
            told.append(" Removed ").append(file.getFileName()).append(", which held no record.");
        }
    }

    private static boolean holdsRecords(Path file) throws IOException {
        try (MappedCycle cycle = MappedCycle.read(file)) {
            return FirstRecord.position(cycle) >= 0;
        }
    }

    /** The quick way: from where Chronicle noted the last document. False where that leads nowhere. */
    private boolean findEnd() throws IOException {
        try (MappedCycle cycle = MappedCycle.repair(last())) {
            final StoreHeader header = StoreHeader.of(cycle);
            // Asked for once: each time the window slides back to the header.
            final long noted = header == null ? 0 : header.writePosition();
            if (header == null || !walk.isWhole(cycle, noted)) {
                return false;
            }
            walk.take(cycle, noted);
            if (walk.walk(cycle, walk.end) == TailWalk.BROKEN && Documents.isData(cycle.header(walk.end))) {
                return false;
            }
            final boolean ended = cycle.ensure(walk.end, Documents.HEADER_LENGTH)
                && cycle.header(walk.end) == Documents.END_OF_FILE;
            if (!ended) {
                // One thread was writing one record: nothing of it lies further off than a record is long.
                tornBytes = cycle.clearFrom(walk.end, Math.max(config.maxRecordLength(), LONGEST_TORN_BYTES));
            }
            notBeforeMs = config.roll().startMs(last()) + (ended ? config.roll().lengthMs() : 0);
            return true;
        }
    }

    /** The thorough way: every record behind the last forced one. */
    private void checkFromLastForced() throws IOException {
        int index = files.size() - 1;
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).getFileName().toString().equals(state.forcedFile)) {
                index = i;
            }
        }
        long from = 0;
        try (MappedCycle cycle = MappedCycle.read(files.get(index))) {
            if (files.get(index).getFileName().toString().equals(state.forcedFile)
                && walk.isWhole(cycle, state.forcedPosition)) {
                walk.take(cycle, state.forcedPosition);
                from = walk.end;
            } else {
                index = stepBack(index);
            }
        }
        walkFiles(index, from);
    }

    /** The nearest file, from this one backwards, that follows whole from the one before it. */
    private int stepBack(int index) throws IOException {
        for (int i = index; i > 0; i--) {
            if (follows(files.get(i - 1), files.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean follows(Path before, Path after) throws IOException {
        final TailWalk one = new TailWalk();
        try (MappedCycle first = MappedCycle.read(before); MappedCycle second = MappedCycle.read(after)) {
            final StoreHeader header = StoreHeader.of(first);
            final long begin = FirstRecord.position(second);
            // Asked for once: each time the window slides back to the header.
            final long noted = header == null ? 0 : header.writePosition();
            if (begin < 0 || !one.isWhole(first, noted)) {
                return false;
            }
            one.take(first, noted);
            one.walk(first, one.end);
            second.ensure(begin, Documents.HEADER_LENGTH + RecordCheck.MIN_LENGTH);
            final int record = second.offset(begin + Documents.HEADER_LENGTH);
            return RecordLayout.previousHash(second.buffer(), record) == one.hash
                && RecordLayout.sequence(second.buffer(), record) == one.sequence + 1;
        }
    }

    private void walkFiles(int first, long from) throws IOException {
        long position = from;
        for (int i = first; i < files.size(); i++) {
            try (MappedCycle cycle = MappedCycle.repair(files.get(i))) {
                final long before = walk.sequence;
                final int outcome = walk.walk(cycle, position);
                final boolean any = walk.sequence > before || position > 0;
                final boolean broken = outcome == TailWalk.BROKEN;
                if (broken || i == files.size() - 1) {
                    endHere(i, cycle, any);
                    return;
                }
            }
            position = 0;
        }
    }

    /** Makes a file the last one, ending where the walk stopped. */
    private void endHere(int index, MappedCycle cycle, boolean holdsRecords) throws IOException {
        for (int i = files.size() - 1; i > index; i--) {
            setAside(files.remove(i));
        }
        if (!holdsRecords) {
            setAside(files.remove(index));
            notBeforeMs = files.isEmpty() ? 0
                : config.roll().startMs(last()) + config.roll().lengthMs();
            return;
        }
        final boolean ended = cycle.ensure(walk.end, Documents.HEADER_LENGTH)
            && cycle.header(walk.end) == Documents.END_OF_FILE;
        if (!ended) {
            cutBehind(cycle);
        }
        notBeforeMs = config.roll().startMs(last()) + config.roll().lengthMs();
    }

    private void cutBehind(MappedCycle cycle) throws IOException {
        final Path aside = cycle.file().resolveSibling(cycle.file().getFileName() + TORN_SUFFIX);
        if (cycle.firstNonZero(walk.end) >= 0) {
            try (FileChannel from = FileChannel.open(cycle.file(), StandardOpenOption.READ);
                FileChannel to = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                from.transferTo(walk.end, from.size() - walk.end, to);
            }
            told.append(" What followed is set aside in ").append(aside.getFileName()).append('.');
        }
        tornBytes += cycle.clearFrom(walk.end, Long.MAX_VALUE);
        final StoreHeader header = StoreHeader.of(cycle);
        if (header != null) {
            header.writePosition(walk.position);
            IndexCheck.forget(cycle, walk.end);
        }
        if (cycle.ensure(walk.end, Documents.HEADER_LENGTH)) {
            cycle.buffer().putIntVolatile(cycle.offset(walk.end), Documents.END_OF_FILE);
        }
        cycle.force();
    }

    private void setAside(Path file) throws IOException {
        tornBytes += Files.size(file);
        final Path aside = file.resolveSibling(file.getFileName() + TORN_SUFFIX);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        told.append(" Set aside ").append(aside.getFileName()).append(", which does not follow.");
    }

    private Recovery report(boolean clean, long elapsedMs) throws IOException {
        if (files.isEmpty()) {
            return new Recovery(0, 1, 0, 0, RecordChain.GENESIS, tornBytes, clean, elapsedMs,
                config.directory() + ": new journal." + told);
        }
        final long first;
        try (MappedCycle cycle = MappedCycle.read(files.get(0))) {
            first = FirstRecord.sequence(cycle);
        }
        final long records = walk.sequence - first + 1;
        final String message = config.directory() + ": " + records + " records, sequences " + first + " to "
            + walk.sequence + "; the run before " + (clean ? "ended cleanly." : "did not end cleanly.")
            + (tornBytes > 0 ? " Cut a torn tail of " + tornBytes + " bytes behind sequence " + walk.sequence + "."
                : "") + told;
        return new Recovery(records, first, walk.sequence, walk.eventTimeNs, walk.hash, tornBytes, clean, elapsedMs,
            message);
    }
}
