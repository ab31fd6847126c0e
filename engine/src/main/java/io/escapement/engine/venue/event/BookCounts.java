package io.escapement.engine.venue.event;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.InstrumentLookup;

/**
 * Numbers for the book messages of venues that give them none of their own: each instrument's messages on one
 * connection, from 1, snapshots included.
 */
public final class BookCounts {
    private final long[] counts;

    public BookCounts(InstrumentLookup instruments) {
        int greatest = 0;
        for (int i = 0; i < instruments.count(); i++) {
            greatest = Math.max(greatest, instruments.instrument(i).id());
        }
        counts = new long[greatest + 1];
    }

    /** Counts one more message of this instrument. */
    public long next(Instrument instrument) {
        return ++counts[instrument.id()];
    }

    /** Numbers a delta that follows the message before. */
    public void number(DeltaHead delta, Instrument instrument) {
        final long count = next(instrument);
        delta.firstUpdateId = count;
        delta.lastUpdateId = count;
        delta.previousUpdateId = count - 1;
    }

    /** Leaves a hole, so that what comes next cannot be taken for what follows what came last. */
    public void breakChain(Instrument instrument) {
        counts[instrument.id()]++;
    }
}
