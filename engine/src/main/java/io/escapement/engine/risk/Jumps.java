package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.Wide;

/**
 * Whether the mid of one market can be believed: against its own past, one to two windows ago, and against the mids of
 * the same thing at other venues. A jump that the other venues make too is believed; one that nobody makes too is
 * believed after a while.
 */
final class Jumps {
    /** There is nothing to compare with. */
    static final long NONE = -1;
    private static final long BPS = 10_000;

    private final long windowNs;
    private final long holdNs;
    private long believed;
    private long anchor;
    private long anchorTimeNs;
    private long nextAnchor;
    private long nextAnchorTimeNs;
    private long doubtedSinceNs;
    private boolean doubted;
    private long jumpBps;

    Jumps(long windowNs, long holdNs) {
        this.windowNs = windowNs;
        this.holdNs = holdNs;
    }

    /**
     * Takes in a live mid.
     *
     * @param twiceMid      positive
     * @param limitBps      a move by more is a jump
     * @param agreeing      whether another venue is within its limit of this mid
     */
    void onMid(long timeNs, long twiceMid, long limitBps, boolean agreeing) {
        if (believed == 0) {
            believe(timeNs, twiceMid);
            return;
        }
        if (timeNs - nextAnchorTimeNs >= windowNs) {
            anchor = nextAnchor;
            anchorTimeNs = nextAnchorTimeNs;
            nextAnchor = believed;
            nextAnchorTimeNs = timeNs;
        }
        jumpBps = Math.max(distanceBps(twiceMid, anchor), distanceBps(twiceMid, believed));
        if (jumpBps <= limitBps || agreeing) {
            doubted = false;
            believed = twiceMid;
            return;
        }
        if (!doubted) {
            doubted = true;
            doubtedSinceNs = timeNs;
        } else if (timeNs - doubtedSinceNs >= holdNs) {
            believe(timeNs, twiceMid);
        }
    }

    private void believe(long timeNs, long twiceMid) {
        doubted = false;
        believed = twiceMid;
        anchor = twiceMid;
        anchorTimeNs = timeNs;
        nextAnchor = twiceMid;
        nextAnchorTimeNs = timeNs;
    }

    boolean isDoubted() {
        return doubted;
    }

    /** How far the last mid was from the past. */
    long jumpBps() {
        return jumpBps;
    }

    /** Distance from {@code reference} in hundredths of a percent, rounded up; huge where it fits no long. */
    static long distanceBps(long value, long reference) {
        if (reference <= 0) {
            return Long.MAX_VALUE;
        }
        final long distance = Math.abs(value - reference);
        final long bps = Wide.multiplyDivide(distance, BPS, reference);
        if (bps == Money.OVERFLOW) {
            return Long.MAX_VALUE;
        }
        return Wide.compareProducts(distance, BPS, reference, bps) > 0 ? bps + 1 : bps;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, believed);
        hash = Hashing.fold(hash, anchor);
        hash = Hashing.fold(hash, anchorTimeNs);
        hash = Hashing.fold(hash, nextAnchor);
        hash = Hashing.fold(hash, nextAnchorTimeNs);
        hash = Hashing.fold(hash, doubtedSinceNs);
        hash = Hashing.fold(hash, doubted);
        return Hashing.fold(hash, jumpBps);
    }
}
