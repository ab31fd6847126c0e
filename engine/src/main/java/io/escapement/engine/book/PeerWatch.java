package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookState;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.feed.FrozenLimits;

/**
 * Whether one book stands still while the same thing moves at other venues. At the first timer after the book's last
 * change it notes the others' mids; at later ones, if nothing has changed, it counts those that have gone far from
 * there. Prices of one venue are compared with that venue's own, so exponents and premiums do not matter.
 */
final class PeerWatch {
    private static final long NO_MID = 0;
    private static final long BASIS_POINTS = 10_000;

    private final FrozenLimits limits;
    private long[] mids = new long[0];
    private int[] ids = new int[0];
    private long notedNs = FeedEffects.NO_NUMBER;
    /** The change of the book that the notes were taken after. */
    private long change = FeedEffects.NO_NUMBER;
    private int moved;

    PeerWatch(FrozenLimits limits) {
        this.limits = limits;
    }

    /** @return whether so many others have moved that the book is frozen */
    boolean onTime(long nowNs, InstrumentBook book, PeerGroup peers, InstrumentBook[] books) {
        if (change != book.watch.changes() || !isOf(peers)) {
            note(nowNs, book, peers, books);
            return false;
        }
        return nowNs - notedNs >= limits.movedNs() && haveMoved(books);
    }

    /** How many others had moved, when it was last found that they have. */
    int moved() {
        return moved;
    }

    private boolean isOf(PeerGroup peers) {
        boolean same = ids.length == peers.size();
        for (int i = 0; same && i < ids.length; i++) {
            same = ids[i] == peers.id(i);
        }
        return same;
    }

    private void note(long nowNs, InstrumentBook book, PeerGroup peers, InstrumentBook[] books) {
        if (!isOf(peers)) {
            mids = new long[peers.size()];
            ids = new int[peers.size()];
        }
        for (int i = 0; i < ids.length; i++) {
            ids[i] = peers.id(i);
            mids[i] = ids[i] == book.id ? NO_MID : mid(books[ids[i]]);
        }
        notedNs = nowNs;
        change = book.watch.changes();
    }

    private boolean haveMoved(InstrumentBook[] books) {
        int compared = 0;
        int up = 0;
        int down = 0;
        for (int i = 0; i < ids.length; i++) {
            final long mid = mids[i] == NO_MID ? NO_MID : mid(books[ids[i]]);
            if (mid != NO_MID) {
                compared++;
                final long least = mids[i] / BASIS_POINTS * limits.bps()
                    + mids[i] % BASIS_POINTS * limits.bps() / BASIS_POINTS;
                up += mid - mids[i] > least ? 1 : 0;
                down += mids[i] - mid > least ? 1 : 0;
            }
        }
        moved = Math.max(up, down);
        return moved >= limits.venues() && moved > compared / 2;
    }

    /** Twice the mid price; none of a book that is not to be trusted, has one side only or prices beyond reason. */
    private static long mid(InstrumentBook book) {
        if (book == null || book.state() != BookState.LIVE || book.partial) {
            return NO_MID;
        }
        final long bid = book.book.bidPrice();
        final long ask = book.book.askPrice();
        return bid == 0 || ask == 0 ? NO_MID : Math.max(NO_MID, bid + ask);
    }

    long hash() {
        long hash = notedNs * 31 + change;
        for (int i = 0; i < ids.length; i++) {
            hash = (hash * 31 + ids[i]) * 31 + mids[i];
        }
        return hash;
    }
}
