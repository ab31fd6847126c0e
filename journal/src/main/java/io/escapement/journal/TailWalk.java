package io.escapement.journal;

import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;

/** Walks forward over a file's documents, checking each record fully, up to the first that is not whole. */
final class TailWalk {
    /** The file says that it ends here, or nothing more is written. */
    static final int ENDED = 0;
    /** A record is not whole, not the next, or does not follow from the one before. */
    static final int BROKEN = 1;

    private final RecordChain chain = new RecordChain(0);

    /** The last whole record, 0 while there is none. */
    long sequence;
    long eventTimeNs;
    /** Of the chain after it. */
    long hash;
    /** Position of its document's word, -1 where the file walked last holds none. */
    long position;
    /** Position after it. */
    long end;

    /** Whether the bytes at a position are a whole record in themselves. */
    boolean isWhole(MappedCycle cycle, long at) {
        if (at <= 0 || (at & 3) != 0 || !cycle.ensure(at, Documents.HEADER_LENGTH)) {
            return false;
        }
        final int word = cycle.header(at);
        if (!Documents.isData(word) || !cycle.ensure(at, Documents.HEADER_LENGTH + word)) {
            return false;
        }
        final int record = cycle.offset(at + Documents.HEADER_LENGTH);
        return RecordCheck.problem(cycle.buffer(), record, word) == null
            && chain.crc(cycle.bytes(), record, word) == RecordLayout.crc(cycle.buffer(), record);
    }

    /** Takes a record that is whole as the last one. */
    void take(MappedCycle cycle, long at) {
        final int record = cycle.offset(at + Documents.HEADER_LENGTH);
        sequence = RecordLayout.sequence(cycle.buffer(), record);
        eventTimeNs = RecordLayout.eventTimeNs(cycle.buffer(), record);
        hash = RecordChain.after(RecordLayout.previousHash(cycle.buffer(), record),
            RecordLayout.crc(cycle.buffer(), record));
        position = at;
        end = Documents.next(at, cycle.header(at));
    }

    private boolean follows(MappedCycle cycle, long at) {
        final int record = cycle.offset(at + Documents.HEADER_LENGTH);
        return sequence == 0 || RecordLayout.sequence(cycle.buffer(), record) == sequence + 1
            && RecordLayout.previousHash(cycle.buffer(), record) == hash
            && RecordLayout.eventTimeNs(cycle.buffer(), record) >= eventTimeNs;
    }

    /** Walks from a position; {@link #end} is where it stopped. */
    int walk(MappedCycle cycle, long from) {
        end = from;
        while (cycle.ensure(end, Documents.HEADER_LENGTH)) {
            final int word = cycle.header(end);
            if (Documents.isData(word)) {
                if (!isWhole(cycle, end) || !follows(cycle, end)) {
                    return BROKEN;
                }
                take(cycle, end);
            } else if (Documents.isMetaData(word)) {
                end = Documents.next(end, Documents.length(word));
            } else {
                return word == Documents.NONE || word == Documents.END_OF_FILE ? ENDED : BROKEN;
            }
        }
        return ENDED;
    }
}
