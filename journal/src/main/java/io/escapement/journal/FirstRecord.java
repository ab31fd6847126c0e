package io.escapement.journal;

import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;

/** The first record of a file. */
final class FirstRecord {
    private FirstRecord() {
    }

    /** Position of its document's word; -1 where the file holds none, or damage hides it. */
    static long position(MappedCycle cycle) {
        long at = 0;
        while (cycle.ensure(at, Documents.HEADER_LENGTH)) {
            final int word = cycle.header(at);
            if (Documents.isData(word)) {
                return cycle.ensure(at, Documents.HEADER_LENGTH + Math.max(word, RecordCheck.MIN_LENGTH)) ? at : -1;
            }
            if (!Documents.isMetaData(word)) {
                return -1;
            }
            at = Documents.next(at, Documents.length(word));
        }
        return -1;
    }

    /** Its sequence; -1 where there is none. */
    static long sequence(MappedCycle cycle) {
        final long at = position(cycle);
        return at < 0 ? -1 : RecordLayout.sequence(cycle.buffer(), cycle.offset(at + Documents.HEADER_LENGTH));
    }

    /** Its event time; -1 where there is none. */
    static long eventTimeNs(MappedCycle cycle) {
        final long at = position(cycle);
        return at < 0 ? -1 : RecordLayout.eventTimeNs(cycle.buffer(), cycle.offset(at + Documents.HEADER_LENGTH));
    }
}
