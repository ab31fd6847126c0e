package io.escapement.engine.market;

import io.escapement.codecs.sbe.Venue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a book stands still while the same thing moves at other venues: the half of the silent-stale detector that
 * needs more than one book. Says so and does nothing: the owner of the books' states asks, and quarantines.
 *
 * <p>A book that has changed last at time {@code t} is frozen at time {@code now} if {@code now - t} is as long as
 * the limit says; and since {@code t} the mids of so many other venues as the limit says have moved by so many basis
 * points or more, all the same way; and those are more than half of the other venues whose mids are known. A mid that
 * became known later than {@code t} is measured from where it was then.
 *
 * <p>The owner tells each change of each LIVE book, and each end of LIVE. Mids are compared with nothing but themselves,
 * so instruments keep their own exponents. Allocates in {@link #define} alone.
 */
public final class MidWatch {
    private static final long WHOLE = 10_000;

    private final int bps;
    private final long silentNs;
    private final int venues;
    private final InstrumentTable<Book> books = new InstrumentTable<>();
    private final List<Group> groups = new ArrayList<>();

    private long expected;
    private long observed;

    /** All that trades under one name. */
    private static final class Group {
        private final String name;
        private final boolean derivatives;
        private Book[] members = new Book[0];

        private Group(String name, boolean derivatives) {
            this.name = name;
            this.derivatives = derivatives;
        }
    }

    /** One instrument's mid, twice: best bid and best ask added, in mantissas; 0: not known. */
    private static final class Book {
        private final int place;
        private final long venueBit;
        private final Group group;
        private long mid;
        private long changedNs;
        private boolean live;
        /** The mids of the group's books when this one changed last, or when they became known after it. */
        private long[] others = new long[0];

        private Book(int place, Venue venue, Group group) {
            this.place = place;
            this.venueBit = 1L << venue.value();
            this.group = group;
        }
    }

    /**
     * @param bps      that the others' mids have to move
     * @param silentNs that the book has to have been without a change
     * @param venues   that have to move, all the same way
     */
    public MidWatch(int bps, long silentNs, int venues) {
        if (bps < 1 || silentNs <= 0 || venues < 1) {
            throw new IllegalArgumentException(bps + " basis points of " + venues + " venues after " + silentNs
                + " ns: expected all greater than 0");
        }
        this.bps = bps;
        this.silentNs = silentNs;
        this.venues = venues;
    }

    /** Makes an instrument known, under the name that joins it with others; a second time changes nothing. */
    public void define(int id, Venue venue, String canonical, boolean derivative) {
        if (books.get(id) != null) {
            return;
        }
        final Group group = group(canonical, derivative);
        final int size = group.members.length + 1;
        final Book book = new Book(size - 1, venue, group);
        group.members = Arrays.copyOf(group.members, size);
        group.members[book.place] = book;
        for (final Book member : group.members) {
            member.others = Arrays.copyOf(member.others, size);
        }
        books.put(id, book);
    }

    private Group group(String name, boolean derivatives) {
        for (final Group group : groups) {
            if (group.derivatives == derivatives && group.name.equals(name)) {
                return group;
            }
        }
        final Group made = new Group(name, derivatives);
        groups.add(made);
        return made;
    }

    /**
     * A LIVE book has changed.
     *
     * @param bid best price in the instrument's mantissas; 0 if there is none
     * @param ask likewise
     */
    public void changed(int id, long bid, long ask, long nowNs) {
        final Book book = books.get(id);
        if (book == null) {
            return;
        }
        final Book[] members = book.group.members;
        book.live = true;
        book.changedNs = nowNs;
        for (int i = 0; i < members.length; i++) {
            book.others[i] = members[i].mid;
        }
        final long mid = bid > 0 && ask > 0 ? Math.max(0, bid + ask) : 0;
        if (mid == book.mid) {
            return;
        }
        final boolean begins = book.mid == 0;
        book.mid = mid;
        for (int i = 0; i < members.length; i++) {
            if (mid == 0 || begins) {
                members[i].others[book.place] = mid;
            }
        }
    }

    /** A book is not LIVE any more. */
    public void lost(int id) {
        final Book book = books.get(id);
        if (book != null && book.live) {
            book.live = false;
            book.mid = 0;
            for (final Book member : book.group.members) {
                member.others[book.place] = 0;
            }
        }
    }

    /** Whether a LIVE book is frozen. */
    public boolean isFrozen(int id, long nowNs) {
        final Book book = books.get(id);
        if (book == null || !book.live || nowNs - book.changedNs < silentNs) {
            return false;
        }
        long up = 0;
        long down = 0;
        long known = 0;
        for (final Book other : book.group.members) {
            final long from = book.others[other.place];
            if (other.venueBit == book.venueBit || other.mid == 0 || from == 0) {
                continue;
            }
            known |= other.venueBit;
            if (Wide.compareProducts(Math.abs(other.mid - from), WHOLE, from, bps) >= 0) {
                up |= other.mid > from ? other.venueBit : 0;
                down |= other.mid < from ? other.venueBit : 0;
            }
        }
        // A venue that moved both ways, with two instruments, says nothing.
        final int same = Math.max(Long.bitCount(up & ~down), Long.bitCount(down & ~up));
        if (same < venues || 2 * same <= Long.bitCount(known)) {
            return false;
        }
        expected = silentNs;
        observed = nowNs - book.changedNs;
        return true;
    }

    /** The silence that is borne, nanoseconds: of what {@link #isFrozen} found last. */
    public long expected() {
        return expected;
    }

    /** The silence that was, nanoseconds. */
    public long observed() {
        return observed;
    }

    /** A hash of everything that decides. */
    public long stateHash() {
        long hash = 1;
        for (int id = 1; id < books.end(); id++) {
            final Book book = books.get(id);
            if (book != null) {
                hash = Hashing.fold(Hashing.fold(hash, id), book.mid);
                hash = Hashing.fold(Hashing.fold(hash, book.live), book.changedNs);
                for (final long other : book.others) {
                    hash = Hashing.fold(hash, other);
                }
            }
        }
        return hash;
    }
}
