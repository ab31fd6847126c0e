package io.escapement.journal;

import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.StoreHeader;
import org.agrona.DirectBuffer;

/**
 * Finds records in a file without reading all of it, and without Chronicle's index: records can be recognised by
 * their form and CRC, so any position leads to the next record, and halving finds the wanted one.
 */
final class RecordSearch {
    /** Bytes mapped at a time while jumping about. */
    static final int WINDOW = 4 << 20;
    private static final long NEAR = 256 << 10;

    /** What records are ordered by. */
    enum Key {
        SEQUENCE {
            @Override
            long of(DirectBuffer buffer, int record) {
                return RecordLayout.sequence(buffer, record);
            }
        },
        EVENT_TIME {
            @Override
            long of(DirectBuffer buffer, int record) {
                return RecordLayout.eventTimeNs(buffer, record);
            }
        };

        abstract long of(DirectBuffer buffer, int record);
    }

    private RecordSearch() {
    }

    /**
     * A position from which reading forward soon comes to the first record whose key is no less than wanted.
     *
     * @return position of a document's word, 0 where the file's beginning is the nearest
     */
    static long nearBefore(MappedCycle file, Key key, long wanted) {
        final StoreHeader header = StoreHeader.of(file);
        final TailWalk walk = new TailWalk();
        // Asked for once: each time the window slides back to the header.
        long high = header == null ? 0 : header.writePosition();
        if (header == null || !walk.isWhole(file, high)) {
            return 0;
        }
        if (key.of(file.buffer(), file.offset(high + Documents.HEADER_LENGTH)) < wanted) {
            return high;
        }
        long low = 0;
        while (high - low > NEAR) {
            final long middle = (low + high >>> 1) & ~3L;
            final long found = nextWhole(file, walk, middle, high);
            if (found < 0) {
                high = middle;
            } else if (key.of(file.buffer(), file.offset(found + Documents.HEADER_LENGTH)) < wanted) {
                low = found;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Position of the first whole record at or after a position, -1 where there is none before the limit. */
    static long nextWhole(MappedCycle file, TailWalk walk, long from, long limit) {
        for (long at = from; at < limit; at += 4) {
            if (!file.ensure(at, Documents.HEADER_LENGTH + 4)) {
                return -1;
            }
            final int offset = file.offset(at);
            final int word = file.buffer().getInt(offset);
            // A record says its length again; look closer only where the two agree.
            if (word == file.buffer().getInt(offset + 4) && RecordCheck.isLength(word) && walk.isWhole(file, at)) {
                return at;
            }
        }
        return -1;
    }
}
