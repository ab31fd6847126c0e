package io.escapement.engine.recovery;

import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordChain;
import io.escapement.journal.RecordLayout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds what the runs in a journal have left: the newest snapshot that is sound and belongs to this very journal, and
 * the records behind it; where there is no such snapshot, all records.
 */
public final class Restoration {
    private final Path journal;
    private final RunConfigs configs;
    private final Consumer<String> warn;

    /**
     * @param warn hears of each snapshot that cannot be used, and why
     */
    public Restoration(Path journal, RunConfigs configs, Consumer<String> warn) {
        this.journal = journal;
        this.configs = configs;
        this.warn = warn;
    }

    /**
     * Does it. Snapshots that cannot be used are taken out of the way.
     *
     * @param store where the snapshots are; null: the records alone count
     * @param end   the journal's, after its own recovery
     * @throws FoldException                            if the records cannot be folded
     * @throws io.escapement.journal.JournalException   if they cannot be read
     */
    public Restored run(SnapshotStore store, JournalPlace end) throws IOException {
        final long startNs = System.nanoTime();
        final JournalReader reader = JournalReader.open(journal);
        boolean done = false;
        try {
            final TradingFold fold = new TradingFold(configs);
            final long snapshot = begin(store, end, reader, fold);
            if (snapshot == 0) {
                reader.toStart();
            }
            long tail = 0;
            while (reader.next()) {
                if (tail++ == 0 && snapshot == 0 && reader.sequence() > 1) {
                    warn.accept(journal + ": its first " + (reader.sequence() - 1) + " records are gone, and no"
                        + " snapshot stands for them; what they left is known only from runs that took it over");
                }
                fold.take(reader.buffer(), reader.offset());
            }
            if (end.sequence() != 0 && fold.place().sequence() != end.sequence()) {
                throw new FoldException(journal + ": read up to record " + fold.place().sequence()
                    + ", but the journal ends with " + end.sequence());
            }
            final Restored restored = new Restored(fold, fold.state(), fold.place(), snapshot, tail,
                System.nanoTime() - startNs, reader);
            done = true;
            return restored;
        } finally {
            if (!done) {
                reader.close();
            }
        }
    }

    /** The sequence of the snapshot that the fold begins with, the reader behind it; 0: there is none. */
    private long begin(SnapshotStore store, JournalPlace end, JournalReader reader, TradingFold fold)
        throws IOException {
        if (store == null) {
            return 0;
        }
        for (final Path file : store.newestFirst()) {
            try {
                final Snapshot snapshot = SnapshotStore.read(file);
                agree(file, snapshot.at(), end, reader);
                fold.begin(snapshot);
                return snapshot.at().sequence();
            } catch (final SnapshotException | FoldException e) {
                warn.accept("snapshot refused, the next older is taken: " + e.getMessage());
                store.setAside(file);
            }
        }
        return 0;
    }

    /** Brings the reader behind the snapshot's record, which must be the same as in this journal. */
    private void agree(Path file, JournalPlace at, JournalPlace end, JournalReader reader) {
        if (at.sequence() > end.sequence()) {
            throw new SnapshotException(file + ": stands for record " + at.sequence() + ", but the journal ends with "
                + end.sequence() + ": it has lost records, or is another");
        }
        if (at.sequence() == end.sequence()) {
            requireSame(file, at, end.hash());
            reader.toEnd();
            return;
        }
        reader.seekSequence(at.sequence());
        if (!reader.next()) {
            throw new SnapshotException(file + ": the journal has no record " + at.sequence());
        }
        final long found = reader.sequence();
        final long previous = RecordLayout.previousHash(reader.buffer(), reader.offset());
        if (found == at.sequence()) {
            requireSame(file, at, RecordChain.after(previous, RecordLayout.crc(reader.buffer(), reader.offset())));
        } else if (found == at.sequence() + 1) {
            requireSame(file, at, previous);
            reader.seekSequence(found);
        } else {
            throw new SnapshotException(file + ": stands for record " + at.sequence()
                + ", but the journal's oldest record is " + found + ": those between are gone");
        }
    }

    private static void requireSame(Path file, JournalPlace at, long hash) {
        if (at.hash() != hash) {
            throw new SnapshotException(file + ": its record " + at.sequence() + " is not the one in this journal: the"
                + " chain's hash is " + Long.toHexString(hash) + ", the snapshot has " + Long.toHexString(at.hash()));
        }
    }
}
