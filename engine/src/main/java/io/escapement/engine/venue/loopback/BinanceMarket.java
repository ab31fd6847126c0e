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
    /** How far faults have moved the numbers of a symbol. */
    private final Map<String, Long> shifts = new HashMap<>();

    BinanceMarket(final VenueSource source, final Faults faults, final BookListener listener) {
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
    }

    @Override
    public String onWhole(final SourceItem item) {
        final SourceItem.Snapshot snapshot = (SourceItem.Snapshot) item;
        books.of(snapshot.symbol()).onSnapshot(snapshot.body());
        tell(books.of(snapshot.symbol()));
        return snapshot.symbol();
    }

    @Override
    public boolean play(final SourceItem item, final StreamHub hub) {
        final SourceItem.Frame frame = (SourceItem.Frame) item;
        if (!frame.isDepth()) {
            hub.send(frame);
            return false;
        }
        final SourceItem.Frame numbered = NumberedFrame.moved(frame, shifts.getOrDefault(frame.symbol(), 0L));
        final VenueBook book = books.onFrame(numbered);
        tell(book);
        return hub.hasSubscriber(frame.key()) && frameFaults.send(numbered, book, hub::send);
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
