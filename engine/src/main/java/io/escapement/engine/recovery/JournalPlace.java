package io.escapement.engine.recovery;

import io.escapement.journal.RecordChain;

/**
 * A record of a journal, and all before it.
 *
 * @param sequence    of the record; 0: before the first
 * @param hash        the journal's chain after it
 * @param eventTimeNs of the record
 */
public record JournalPlace(long sequence, long hash, long eventTimeNs) {
    /** Before the first record of a journal. */
    public static final JournalPlace BEGINNING = new JournalPlace(0, RecordChain.GENESIS, 0);
}
