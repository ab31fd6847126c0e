package io.escapement.engine.venue.loopback;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The books of a venue other than Binance, and its frames with what faults make of them. */
final class SpokenMarket implements Market {
    private final Speech speech;
    private final VenueSource source;
    private final Faults faults;
    private final BookListener listener;
    /** Null where no orders are taken. */
    private final PlayedMarket played;
    private final Map<String, SpokenBook> books = new TreeMap<>();
    /** How far faults have moved the numbers of a symbol. */
    private final Map<String, Long> shifts = new HashMap<>();
    private final UpdateFaults updateFaults;

    SpokenMarket(final Speech speech, final VenueSource source, final Faults faults, final BookListener listener,
        final PlayedMarket played) {
        this.played = played;
        this.speech = speech;
        this.source = source;
        this.faults = faults;
        this.listener = listener;
        this.updateFaults = new UpdateFaults(speech, faults, this);
        clear();
    }

    @Override
    public String bookOf(final String key) {
        return key.startsWith(Speech.BOOK) ? key.substring(Speech.BOOK.length()) : null;
    }

    @Override
    public String symbol(final SourceItem frame) {
        final Update update = ((SourceItem.Spoken) frame).update();
        return update == null ? null : update.symbol();
    }

    @Override
    public boolean isAskedForBooks() {
        return speech.isAskedForBooks();
    }

    @Override
    public Set<String> symbols() {
        return books.keySet();
    }

    @Override
    public boolean has(final String symbol) {
        return books.containsKey(symbol);
    }

    @Override
    public boolean isKnown(final String symbol) {
        return of(symbol).isKnown();
    }

    @Override
    public Truth truth(final String symbol) {
        return of(symbol).truth();
    }

    @Override
    public void clear() {
        books.clear();
        if (played != null) {
            played.lost();
        }
        source.symbols().forEach(this::of);
    }

    private SpokenBook of(final String symbol) {
        return books.computeIfAbsent(symbol, name -> new SpokenBook(name, speech.depth()));
    }

    /** A whole book that is known, with its checksum. */
    Update whole(final String symbol, final int limit) {
        final SpokenBook book = of(symbol);
        return book.whole(limit).withChecksum(speech.checksum(book));
    }

    /** With a bid in it that crosses the book. */
    Update crossed(final Update update) {
        final Update.Level bid = of(update.symbol()).crossingBid();
        return bid == null ? update : update.withBid(bid);
    }

    /** Faults have moved the numbers of a book that much on. */
    void shift(final String symbol, final long by) {
        shifts.merge(symbol, by, Long::sum);
        of(symbol).renumber(by);
        tell(symbol);
    }

    private void tell(final String symbol) {
        if (listener != null && isKnown(symbol)) {
            listener.onBook(of(symbol).truth(BookListener.LEVELS));
        }
    }

    @Override
    public String onWhole(final SourceItem item) {
        final Update update = ((SourceItem.Whole) item).update();
        final boolean known = isKnown(update.symbol());
        of(update.symbol()).onSnapshot(update.numbered(shifts.getOrDefault(update.symbol(), 0L)));
        if (played != null && !known) {
            played.whole(truth(update.symbol()), update.timeNs());
        }
        tell(update.symbol());
        return update.symbol();
    }

    @Override
    public boolean play(final SourceItem item, final StreamHub hub) {
        final SourceItem.Spoken recorded = (SourceItem.Spoken) item;
        if (recorded.update() == null) {
            if (played != null) {
                speech.trades(recorded).forEach(played::trade);
            }
            hub.send(recorded);
            return false;
        }
        final long shift = shifts.getOrDefault(recorded.update().symbol(), 0L);
        final SourceItem.Spoken numbered = shift == 0 ? recorded : new SourceItem.Spoken(recorded.timeNs(),
            recorded.key(), recorded.update().numbered(shift), null, null);
        final SpokenBook book = of(numbered.update().symbol());
        onUpdate(book, numbered.update());
        final SourceItem.Spoken frame = signed(numbered, book);
        tell(book.symbol());
        if (!hub.hasSubscriber(frame.key()) || !book.isKnown() && !speech.isAskedForBooks()) {
            return false;
        }
        return updateFaults.send(frame, book, hub);
    }

    private void onUpdate(final SpokenBook book, final Update update) {
        final boolean known = book.isKnown();
        book.onUpdate(update);
        if (played == null || !book.isKnown()) {
            return;
        }
        if (update.whole() || !known) {
            played.whole(book.truth(), update.timeNs());
        } else {
            played.change(update);
        }
    }

    /** With a checksum where the venue writes one and none has been recorded. */
    private SourceItem.Spoken signed(final SourceItem.Spoken frame, final SpokenBook book) {
        if (!speech.signsUpdates() || frame.text() != null || frame.update().checksum() != null || !book.isKnown()) {
            return frame;
        }
        return new SourceItem.Spoken(frame.timeNs(), frame.key(), frame.update().withChecksum(speech.checksum(book)),
            null, null);
    }

    @Override
    public SnapshotRequest.Answer answer(final SnapshotRequest request) {
        final SpokenBook book = of(request.symbol());
        Update whole = whole(request.symbol(), request.limit());
        final boolean old = faults.happens(FaultKind.SNAPSHOT_OLD);
        final boolean crossed = faults.happens(FaultKind.SNAPSHOT_CROSSED);
        final boolean cut = faults.happens(FaultKind.SNAPSHOT_TRUNCATED);
        if (old) {
            whole = whole.numbered((book.firstId() < 0 ? book.id() : book.firstId()) - 1_000 - book.id());
        }
        whole = crossed ? crossed(whole) : whole;
        final String body = speech.writeWhole(whole, request.query());
        return new SnapshotRequest.Answer(RestReply.ok(cut ? body.substring(0, body.length() / 2) : body),
            !old && !crossed && !cut);
    }

    @Override
    public String topic(final SourceItem frame) {
        return frame.key();
    }
}
