package io.escapement.engine.recovery;

import io.escapement.journal.JournalReader;

/**
 * What the runs in a journal have left.
 *
 * @param fold             all of it, up to the journal's end
 * @param state            what is carried, null where no run has ever begun; not changed any more once a new run has
 *                         begun in the journal
 * @param place            the journal's end
 * @param snapshotSequence of the snapshot that it began with; 0: none
 * @param tail             records that were read behind it
 * @param elapsedNs        what it took
 * @param reader           behind the last record; whoever goes on with it closes it
 */
public record Restored(TradingFold fold, FoldedRun state, JournalPlace place, long snapshotSequence, long tail,
                       long elapsedNs, JournalReader reader) {
    /** Where it comes from, for people and for the journal. */
    public String from() {
        return snapshotSequence == 0 ? tail + " records"
            : "the snapshot of record " + snapshotSequence + " and " + tail + " records behind it";
    }
}
