package io.escapement.engine.venue.loopback;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Binance's books and frames. */
final class BinanceMarket implements Market {
    private final Books books;
    private final FrameFaults frameFaults;
    private final RecordedSnapshots snapshots;
    private final BookListener listener;
    /** Null where no orders are taken. */
    private final PlayedMarket played;
    /** How far faults have moved the numbers of a symbol. */
    private final Map<String, Long> shifts = new HashMap<>();

    BinanceMarket(final VenueSource source, final Faults faults, final BookListener listener,
        final PlayedMarket played) {
        this.played = played;
        this.books = new Books(source);
        this.listener = listener;
        this.frameFaults = new FrameFaults(faults, this::renumber);
        this.snapshots = new RecordedSnapshots(books, faults, source.isFutures());
    }

    @Override
    public String bookOf(final String key) {
        return StreamName.isDepth(key) ? StreamName.symbol(key) : null;
    }

    @Override
    public String symbol(final SourceItem frame) {
        return ((SourceItem.Frame) frame).symbol();
    }

    @Override
    public boolean isAskedForBooks() {
        return true;
    }

    @Override
    public Set<String> symbols() {
        return books.symbols();
    }

    @Override
    public boolean has(final String symbol) {
        return books.has(symbol);
    }

    @Override
    public boolean isKnown(final String symbol) {
        return books.of(symbol).isKnown();
    }

    @Override
    public Truth truth(final String symbol) {
        return books.of(symbol).truth();
    }

    @Override
    public void clear() {
        books.clear();
        if (played != null) {
            played.lost();
        }
    }

    @Override
    public String onWhole(final SourceItem item) {
        final SourceItem.Snapshot snapshot = (SourceItem.Snapshot) item;
        final boolean known = books.of(snapshot.symbol()).isKnown();
        books.of(snapshot.symbol()).onSnapshot(snapshot.body());
        if (played != null && !known) {
            played.whole(books.of(snapshot.symbol()).truth(), Long.MIN_VALUE);
        }
        tell(books.of(snapshot.symbol()));
        return snapshot.symbol();
    }

    @Override
    public boolean play(final SourceItem item, final StreamHub hub) {
        final SourceItem.Frame frame = (SourceItem.Frame) item;
        if (!frame.isDepth()) {
            if (played != null) {
                played.other(frame);
            }
            hub.send(frame);
            return false;
        }
        final SourceItem.Frame numbered = NumberedFrame.moved(frame, shifts.getOrDefault(frame.symbol(), 0L));
        final VenueBook book = onFrame(numbered);
        tell(book);
        return hub.hasSubscriber(frame.key()) && frameFaults.send(numbered, book, hub::send);
    }

    private VenueBook onFrame(final SourceItem.Frame frame) {
        if (played == null) {
            return books.onFrame(frame);
        }
        final boolean known = books.of(frame.symbol()).isKnown();
        final long before = books.of(frame.symbol()).lastUpdateId();
        final VenueBook book = books.onFrame(frame);
        if (book.isKnown() && !known) {
            played.whole(book.truth(), Long.MIN_VALUE);
        } else if (book.isKnown() && book.lastUpdateId() > before) {
            played.change(frame.symbol(), DepthMessage.parse(frame.wrapped(), frame.dataOffset(),
                frame.dataLength()));
        }
        return book;
    }

    /** Faults have moved the numbers of a book that much on. */
    private void renumber(final VenueBook book, final long by) {
        shifts.merge(book.symbol(), by, Long::sum);
        book.renumber(by);
        tell(book);
    }

    private void tell(final VenueBook book) {
        if (listener != null && book.isKnown()) {
            listener.onBook(book.truth(BookListener.LEVELS));
        }
    }

    @Override
    public SnapshotRequest.Answer answer(final SnapshotRequest request) {
        return snapshots.answer(request);
    }

    @Override
    public String topic(final SourceItem frame) {
        return ((SourceItem.Frame) frame).stream();
    }
}
