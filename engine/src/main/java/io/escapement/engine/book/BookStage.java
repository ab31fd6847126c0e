package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.SnapshotNeed;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

import java.nio.ByteOrder;

/**
 * Keeps the books. Applies what the feed stage let through and says of each book that a record touched, once and with
 * everything applied, what it looks like now: a {@code BookChange} with the best levels. A message in fragments is
 * told of with its last fragment alone. A change of state without new levels is told too, without levels unless the
 * book is LIVE.
 *
 * <p>Quarantine: a book that the feed stage calls LIVE but that is crossed, holds a level that cannot be, or has lost a
 * level for want of room, becomes SUSPECT in that same record and a snapshot is asked for. Nothing is applied to it
 * until the snapshot comes; the feed stage learns of it when the fetch begins.
 */
public final class BookStage implements Stage {
    /** Levels a side that a {@code BookChange} holds. */
    public static final int TOP_LEVELS = 5;

    private static final int STATUS_INSTRUMENT =
        MessageHeaderDecoder.ENCODED_LENGTH + BookStatusDecoder.instrumentIdEncodingOffset();
    private static final int STATUS_STATE =
        MessageHeaderDecoder.ENCODED_LENGTH + BookStatusDecoder.stateEncodingOffset();
    private static final int TIMER_INSTRUMENT =
        MessageHeaderDecoder.ENCODED_LENGTH + TimerDecoder.instrumentIdEncodingOffset();

    private final FeedLimits limits;
    private final int windowTicks;
    private final int maxFarLevels;
    private final InstrumentBook[] books;
    /** The books that the present record concerns, in the order in which it does. */
    private final InstrumentBook[] listed;
    private int listedCount;

    private final RecordLevels levels = new RecordLevels();
    private final DepthCursor cursor = new DepthCursor();
    private final FeedEffects effects = new FeedEffects();
    private final BookChangeWriter changes = new BookChangeWriter(TOP_LEVELS);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();

    public BookStage(FeedLimits limits) {
        this(limits, OrderBook.DEFAULT_WINDOW_TICKS, OrderBook.DEFAULT_MAX_FAR_LEVELS);
    }

    /** For the last two see {@link OrderBook#OrderBook(long, int, int)}. */
    public BookStage(FeedLimits limits, int windowTicks, int maxFarLevels) {
        this.limits = limits;
        this.windowTicks = windowTicks;
        this.maxFarLevels = maxFarLevels;
        books = new InstrumentBook[limits.maxInstruments() + 1];
        listed = new InstrumentBook[limits.maxInstruments() + 1];
    }

    @Override
    public String name() {
        return "book";
    }

    /** An instrument's book, for reading between events; null if the instrument is not defined. */
    public OrderBook book(int instrumentId) {
        final InstrumentBook book = bookOf(instrumentId);
        return book == null ? null : book.book;
    }

    /** The state that consumers see of an instrument's book; null if the instrument is not defined. */
    public BookState state(int instrumentId) {
        final InstrumentBook book = bookOf(instrumentId);
        return book == null ? null : book.state();
    }

    private InstrumentBook bookOf(int instrumentId) {
        return instrumentId > 0 && instrumentId < books.length ? books[instrumentId] : null;
    }

    @Override
    public void onEvent(Slot slot) {
        final int template = slot.eventTemplateId();
        if (template == InstrumentDefinitionDecoder.TEMPLATE_ID && slot.verdict() == Verdict.APPLIED) {
            onDefinition(slot);
        }
        listedCount = 0;
        readStates(slot);
        applyLevels(slot);
        for (int i = 0; i < listedCount; i++) {
            conclude(slot, listed[i]);
        }
        if (template == TimerDecoder.TEMPLATE_ID) {
            onTimer(slot);
        }
    }

    private void onDefinition(Slot slot) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        final InstrumentBook old = books[id];
        if (old != null && old.tickSize == definition.tickSize()
            && old.priceExponent == definition.priceExponent()
            && old.quantityExponent == definition.quantityExponent()) {
            return;
        }
        final InstrumentBook book = new InstrumentBook(id, definition.tickSize(), definition.priceExponent(),
            definition.quantityExponent(), new OrderBook(definition.tickSize(), windowTicks, maxFarLevels),
            new SnapshotNeed(limits.backoffNs(), limits.maxBackoffNs()));
        if (old != null) {
            book.feedState = old.feedState;
        }
        books[id] = book;
    }

    private void readStates(Slot slot) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                final InstrumentBook book = books[slot.buffer().getInt(effect + STATUS_INSTRUMENT,
                    ByteOrder.LITTLE_ENDIAN)];
                book.feedState = BookState.get(slot.buffer().getByte(effect + STATUS_STATE));
                list(book);
            }
        }
    }

    private void applyLevels(Slot slot) {
        levels.wrap(slot);
        while (levels.next()) {
            final InstrumentBook book = books[levels.instrumentId()];
            if (levels.clearsBook()) {
                book.quarantined = false;
                book.invalid = false;
                book.need.cancel();
            }
            if (!book.quarantined) {
                book.invalid |= !levels.applyTo(book.book);
                book.partial = !levels.isComplete();
                book.updateId = levels.updateId();
                book.venueTimeNs = levels.venueTimeNs();
                book.applied = true;
                list(book);
            }
        }
    }

    private void list(InstrumentBook book) {
        if (!book.listed) {
            book.listed = true;
            listed[listedCount++] = book;
        }
    }

    private void conclude(Slot slot, InstrumentBook book) {
        final boolean applied = book.applied;
        book.listed = false;
        book.applied = false;
        if (book.feedState != BookState.LIVE) {
            if (!applied || !book.partial) {
                tell(slot, book, applied);
            }
            return;
        }
        final Reason flaw = book.quarantined ? null : flaw(book);
        if (flaw != null) {
            quarantine(slot, book, flaw);
        } else if (!book.partial) {
            tell(slot, book, !book.quarantined);
        }
    }

    private static Reason flaw(InstrumentBook book) {
        if (book.invalid) {
            return Reason.MALFORMED;
        }
        if (book.book.hasOverflowed()) {
            return Reason.FAULT;
        }
        return !book.partial && book.book.isCrossed() ? Reason.CROSSED : null;
    }

    private void tell(Slot slot, InstrumentBook book, boolean withLevels) {
        changes.write(slot, book.id, book.state(), book.updateId, book.venueTimeNs, withLevels ? book.book : null);
    }

    private void quarantine(Slot slot, InstrumentBook book, Reason reason) {
        book.quarantined = true;
        book.partial = false;
        final boolean crossed = reason == Reason.CROSSED;
        effects.status(slot, book.id, BookState.SUSPECT, BookState.LIVE, reason,
            crossed ? book.book.askPrice() : FeedEffects.NO_NUMBER,
            crossed ? book.book.bidPrice() : FeedEffects.NO_NUMBER);
        if (slot.eventTimeNs() - book.quarantinedNs > limits.maxBackoffNs()) {
            book.need.settled();
        }
        book.quarantinedNs = slot.eventTimeNs();
        book.need.want(reason);
        request(slot, book);
        tell(slot, book, false);
    }

    private void request(Slot slot, InstrumentBook book) {
        final long notBeforeNs = book.need.earliestNs(slot.eventTimeNs());
        book.need.requested(notBeforeNs);
        effects.request(slot, book.id, notBeforeNs, book.need.attempt(), book.need.reason());
    }

    /** A request whose fetch never began is made again; once it has begun, the feed stage sees to it. */
    private void onTimer(Slot slot) {
        final InstrumentBook book = bookOf(slot.buffer().getInt(slot.event() + TIMER_INSTRUMENT,
            ByteOrder.LITTLE_ENDIAN));
        if (book == null || !book.quarantined) {
            return;
        }
        if (book.feedState != BookState.LIVE) {
            book.need.cancel();
        } else if (book.need.isOverdue(slot.eventTimeNs(), limits.requestTimeoutNs())) {
            book.need.failed();
            book.need.want(book.need.reason());
            request(slot, book);
        }
    }

    @Override
    public long stateHash() {
        long hash = 0;
        for (int id = 1; id < books.length; id++) {
            if (books[id] != null) {
                hash = (hash * 31 + id) * 31 + books[id].hash(cursor);
            }
        }
        return hash;
    }
}
