package io.escapement.codecs.instrument;

import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.SyncKind;

/**
 * What a depth stream promises of the book that is built from it, so that the core needs to know no venue.
 *
 * @param sync          how deltas continue a book: RANGES numbers every change without holes ({@code first <= book + 1
 *                      <= last}), CHAIN names the delta before ({@code previous == book}) and bridges a snapshot by
 *                      overlap, STRICT_CHAIN bridges by equality alone; these three fetch a snapshot and hold deltas
 *                      meanwhile. STREAM is a strict chain whose snapshots come in the stream itself; SNAPSHOTS sends
 *                      whole books only
 * @param checksum      which checksum the venue sends with its depth
 * @param checksumEvery 1: each checksum is verified; n: each nth
 * @param depth         levels a side that the stream keeps up: what is pushed out beyond is dropped without a word;
 *                      0: all
 */
public record BookRules(SyncKind sync, ChecksumKind checksum, int checksumEvery, int depth) {
    /** Everything kept, no checksum. */
    public static BookRules of(SyncKind sync) {
        return new BookRules(sync, ChecksumKind.NONE, 1, 0);
    }

    public BookRules withDepth(int levels) {
        return new BookRules(sync, checksum, checksumEvery, levels);
    }

    public BookRules withChecksum(ChecksumKind kind, int every) {
        return new BookRules(sync, kind, every, depth);
    }
}
