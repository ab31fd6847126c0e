package io.escapement.codecs.instrument;

import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
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
 * @param crossed       what a crossed book means: NEVER right, or right where the venue's CHECKSUM says so, which it
 *                      has to send for every batch of updates; consumers never see it LIVE either way
 */
public record BookRules(SyncKind sync, ChecksumKind checksum, int checksumEvery, int depth, CrossedRule crossed) {
    public BookRules {
        if (crossed == CrossedRule.CHECKSUM && checksum == ChecksumKind.NONE) {
            throw new IllegalArgumentException("a crossed book is to be judged by a checksum that is not sent");
        }
    }

    /** Everything kept, no checksum, a crossed book is wrong. */
    public static BookRules of(SyncKind sync) {
        return new BookRules(sync, ChecksumKind.NONE, 1, 0, CrossedRule.NEVER);
    }

    public BookRules withDepth(int levels) {
        return new BookRules(sync, checksum, checksumEvery, levels, crossed);
    }

    public BookRules withChecksum(ChecksumKind kind, int every) {
        return new BookRules(sync, kind, every, depth, crossed);
    }

    /** A crossed book is wrong only if the checksum says so. */
    public BookRules crossedByChecksum() {
        return new BookRules(sync, checksum, checksumEvery, depth, CrossedRule.CHECKSUM);
    }
}
