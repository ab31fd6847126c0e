package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.market.InstrumentEvents;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the books. Applies what the feed stage let through and says of each book that a record touched, once and with
 * everything applied, what it looks like now: a {@code BookChange} with the best levels. A message in fragments is
 * told of with its last fragment alone. A change of state without new levels is told too, without levels unless the
 * book is LIVE.
 *
 * <p>What the venue keeps up to a depth alone is cut to it after each message. Where the venue sends checksums, each or
 * each nth that comes with a message of a LIVE book is compared with the book's own.
 *
 * <p>A book that is crossed, of a venue whose checksum is to say whether that is right, is SUSPECT for CROSSED as long
 * as it is: nobody can trade on it. But nothing is thrown away for it: deltas go on into the book, and with the one
 * that uncrosses it, it is LIVE again. Only a checksum that differs, or none within
 * {@link FeedLimits#crossedNs}, leads to the quarantine.
 *
 * <p>Quarantine: a book that the feed stage calls LIVE but that is crossed, has another checksum than the venue's,
 * holds a level that cannot be, has lost a level for want of room, or stands still while its market moves (see
 * {@link io.escapement.engine.feed.FrozenLimits}), becomes SUSPECT in that same record and a snapshot is asked for.
 * Nothing is applied to it until the snapshot comes; the feed stage learns of it when the fetch begins.
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

    private static final int TRADE_INSTRUMENT =
        MessageHeaderDecoder.ENCODED_LENGTH + TradeDecoder.instrumentIdEncodingOffset();
    private static final int TRADE_TIME =
        MessageHeaderDecoder.ENCODED_LENGTH + TradeDecoder.venueTimeNsEncodingOffset();
    private static final int TRADE_PRICE = MessageHeaderDecoder.ENCODED_LENGTH + TradeDecoder.priceEncodingOffset();

    private final FeedLimits limits;
    private final int windowTicks;
    private final int maxFarLevels;
    private final InstrumentBook[] books;
    /** The books that the present record concerns, in the order in which it does. */
    private final InstrumentBook[] listed;
    private int listedCount;
    private final List<PeerGroup> groups = new ArrayList<>();
    /** What the flaw that was found last is told with. */
    private long expected;
    private long observed;

    private final RecordLevels levels = new RecordLevels();
    private final DepthCursor cursor = new DepthCursor();
    private final FeedEffects effects = new FeedEffects();
    private final BookChangeWriter changes = new BookChangeWriter(TOP_LEVELS);
    /** Null where nobody follows levels. */
    private LevelsTeller teller;
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

    /**
     * Has the stage tell what levels were before each message, what is cut off beyond a depth, and the 20 best levels
     * each second, for stages that follow levels. To be called before the first event.
     *
     * @param levelBytes of all messages with levels that a record can have
     * @param laterRoom  bytes of checked effects that it leaves to later stages
     * @return this
     */
    public BookStage tellLevels(int levelBytes, int laterRoom) {
        teller = new LevelsTeller(levelBytes + laterRoom);
        return this;
    }

    /**
     * Bytes of checked effects that {@link #tellLevels} takes at most: for what its levels replaced no more than a
     * message has itself, as much again for levels that are pushed beyond a depth, and the best levels.
     *
     * @param levelBytes of all messages with levels that a record can have
     */
    public static int roomToTellLevels(int levelBytes) {
        return 2 * levelBytes + LevelsTeller.BEST_ROOM;
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

    /** How many checksums that the venue sent have been compared with the instrument's book. */
    public long checksumsMade(int instrumentId) {
        final InstrumentBook book = bookOf(instrumentId);
        return book == null ? 0 : book.checksumsMade;
    }

    /** How many of them were others than the book's. */
    public long checksumsFailed(int instrumentId) {
        final InstrumentBook book = bookOf(instrumentId);
        return book == null ? 0 : book.checksumsFailed;
    }

    private InstrumentBook bookOf(int instrumentId) {
        return instrumentId > 0 && instrumentId < books.length ? books[instrumentId] : null;
    }

    @Override
    public void onEvent(Slot slot) {
        final int template = slot.eventTemplateId();
        if (teller != null) {
            tellBest(slot, template);
        }
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
        } else if (template == TradeDecoder.TEMPLATE_ID) {
            onTrade(slot);
        }
    }

    /** The first event behind a second that is about a book itself. */
    private void tellBest(Slot slot, int template) {
        final InstrumentBook book = bookOf(InstrumentEvents.instrumentId(slot, template));
        if (book != null) {
            teller.tellBest(slot, book);
        }
    }

    private void onDefinition(Slot slot) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        final InstrumentBook.Shape shape = new InstrumentBook.Shape(definition.tickSize(), definition.priceExponent(),
            definition.quantityExponent(), definition.bookDepth(), definition.checksum());
        InstrumentBook book = books[id];
        if (book == null || !book.shape.equals(shape)) {
            book = new InstrumentBook(id, shape, new OrderBook(shape.tickSize(), windowTicks, maxFarLevels), limits);
            if (books[id] != null) {
                book.keep(books[id]);
            }
            books[id] = book;
        }
        final int every = definition.checksumEvery();
        book.checksumEvery = every == InstrumentDefinitionDecoder.checksumEveryNullValue() ? 1 : Math.max(1, every);
        book.mayBeCrossed = definition.crossed() == CrossedRule.CHECKSUM && book.checksum != null;
        definition.skipSymbol();
        definition.skipBaseAsset();
        definition.skipQuoteAsset();
        join(book, definition.canonical());
    }

    /** Puts the book among those of the same thing; schema version 1 has no names for that. */
    private void join(InstrumentBook book, String canonical) {
        if (book.peers != null && !book.peers.canonical.equals(canonical)) {
            book.peers.remove(book.id);
            book.peers = null;
        }
        for (int i = 0; i < groups.size() && book.peers == null; i++) {
            book.peers = groups.get(i).canonical.equals(canonical) ? groups.get(i) : null;
        }
        if (book.peers == null && !canonical.isEmpty()) {
            book.peers = new PeerGroup(canonical);
            groups.add(book.peers);
        }
        if (book.peers != null) {
            book.peers.add(book.id);
        }
    }

    private void readStates(Slot slot) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                final InstrumentBook book = books[slot.buffer().getInt(effect + STATUS_INSTRUMENT,
                    ByteOrder.LITTLE_ENDIAN)];
                book.feedState = BookState.get(slot.buffer().getByte(effect + STATUS_STATE));
                book.told = true;
                book.recovered = false;
                list(book);
            }
        }
    }

    private void applyLevels(Slot slot) {
        levels.wrap(slot);
        while (levels.next()) {
            final InstrumentBook book = books[levels.instrumentId()];
            if (levels.clearsBook()) {
                clear(book);
            }
            if (!book.quarantined) {
                apply(slot, book);
                list(book);
            } else if (teller != null) {
                teller.skip(slot, levels);
            }
        }
    }

    private static void clear(InstrumentBook book) {
        book.recovered |= book.quarantined;
        book.quarantined = false;
        book.invalid = false;
        book.untrimmed = false;
        book.unprovenNs = FeedEffects.NO_NUMBER;
        book.need.cancel();
    }

    private void apply(Slot slot, InstrumentBook book) {
        if (levels.updateId() != book.updateId) {
            trim(slot, book);
        }
        book.invalid |= !(teller == null ? levels.applyTo(book.book) : teller.apply(slot, levels, book.book));
        book.untrimmed = book.shape.isLimited();
        book.partial = !levels.isComplete();
        book.updateId = levels.updateId();
        book.venueTimeNs = levels.venueTimeNs();
        book.sentChecksum = levels.checksum();
        book.changed |= levels.hasLevels() || levels.clearsBook();
        book.applied = true;
    }

    /** Drops what the venue no longer keeps up, once a message is complete. */
    private void trim(Slot slot, InstrumentBook book) {
        if (!book.untrimmed) {
            return;
        }
        book.untrimmed = false;
        if (teller == null) {
            book.book.truncate(book.shape.depth());
        } else {
            teller.truncate(slot, book.id, book.book, book.shape.depth());
        }
    }

    private void list(InstrumentBook book) {
        if (!book.listed) {
            book.listed = true;
            listed[listedCount++] = book;
        }
    }

    private void conclude(Slot slot, InstrumentBook book) {
        if (book.changed) {
            book.watch.changed(slot.eventTimeNs(), book.venueTimeNs);
        }
        if (book.feedState != BookState.LIVE) {
            book.endDoubt();
            if (!book.applied || !book.partial) {
                tell(slot, book, book.applied);
            }
        } else if (book.quarantined) {
            tell(slot, book, false);
        } else {
            concludeLive(slot, book);
        }
        book.endRecord();
    }

    private void concludeLive(Slot slot, InstrumentBook book) {
        if (!book.partial) {
            trim(slot, book);
        }
        final Reason flaw = flaw(book, slot.eventTimeNs());
        if (flaw != null) {
            quarantine(slot, book, flaw);
        } else if (book.partial) {
            return;
        } else if (book.isCrossedInOrder()) {
            doubt(slot, book);
        } else {
            if (book.isSuspectToConsumers()) {
                effects.status(slot, book.id, BookState.LIVE, BookState.SUSPECT, Reason.SYNCHRONISED,
                    FeedEffects.NO_NUMBER, book.updateId);
            }
            book.recovered = false;
            book.endDoubt();
            tell(slot, book, true);
        }
    }

    /** A book that is crossed and may be right: consumers are told once that they cannot go by it, and why. */
    private void doubt(Slot slot, InstrumentBook book) {
        if (!book.doubted || book.told) {
            effects.status(slot, book.id, BookState.SUSPECT, book.isSuspectToConsumers() ? BookState.SUSPECT
                : BookState.LIVE, Reason.CROSSED, book.book.askPrice(), book.book.bidPrice());
            book.recovered = false;
            book.doubted = true;
            tell(slot, book, false);
        }
    }

    /** What is wrong with a book that the feed stage calls LIVE; sets what the flaw is told with. */
    private Reason flaw(InstrumentBook book, long nowNs) {
        expected = FeedEffects.NO_NUMBER;
        observed = FeedEffects.NO_NUMBER;
        if (book.invalid) {
            return Reason.MALFORMED;
        }
        if (book.book.hasOverflowed()) {
            return Reason.FAULT;
        }
        if (book.partial) {
            return null;
        }
        return isOtherThanSent(book) ? Reason.CHECKSUM : crossed(book, nowNs);
    }

    /** Of a book that is crossed each checksum is verified. */
    private boolean isOtherThanSent(InstrumentBook book) {
        if (book.checksum == null || book.sentChecksum == InstrumentBook.NO_CHECKSUM
            || ++book.checksumsSent % book.checksumEvery != 0 && !book.isCrossedInOrder()) {
            return false;
        }
        expected = book.sentChecksum;
        observed = book.computedChecksum();
        book.checksumsMade++;
        if ((int) expected == (int) observed) {
            return false;
        }
        book.checksumsFailed++;
        return true;
    }

    /**
     * Where the checksum is to say whether a crossed book is right, it has {@link FeedLimits#crossedNs} to do so from
     * the first change on that none bears out yet; once one has, the book may stay as it is. Elsewhere it is wrong.
     * The checksum that may have come with this record has been found to be the book's.
     */
    private Reason crossed(InstrumentBook book, long nowNs) {
        if (!book.book.isCrossed()) {
            return null;
        }
        if (book.mayBeCrossed) {
            if (book.sentChecksum != InstrumentBook.NO_CHECKSUM) {
                book.unprovenNs = FeedEffects.NO_NUMBER;
            } else if (book.unprovenNs == FeedEffects.NO_NUMBER && (book.changed || !book.doubted)) {
                book.unprovenNs = nowNs;
            }
            if (book.unprovenNs == FeedEffects.NO_NUMBER || nowNs - book.unprovenNs <= limits.crossedNs()) {
                return null;
            }
        }
        expected = book.book.askPrice();
        observed = book.book.bidPrice();
        return Reason.CROSSED;
    }

    private void tell(Slot slot, InstrumentBook book, boolean withLevels) {
        changes.write(slot, book.id, book.state(), book.updateId, book.venueTimeNs, withLevels ? book.book : null);
    }

    private void quarantine(Slot slot, InstrumentBook book, Reason reason) {
        book.quarantined = true;
        book.partial = false;
        final BookState previous = book.isSuspectToConsumers() ? BookState.SUSPECT : BookState.LIVE;
        book.endDoubt();
        effects.status(slot, book.id, BookState.SUSPECT, previous, reason, expected, observed);
        book.recovered = false;
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

    private void onTrade(Slot slot) {
        final DirectBuffer buffer = slot.buffer();
        final int message = slot.event();
        final InstrumentBook book = bookOf(buffer.getInt(message + TRADE_INSTRUMENT, ByteOrder.LITTLE_ENDIAN));
        if (book == null || !book.isReadable()) {
            return;
        }
        if (book.watch.onTrade(slot.eventTimeNs(), buffer.getLong(message + TRADE_TIME, ByteOrder.LITTLE_ENDIAN),
            buffer.getLong(message + TRADE_PRICE, ByteOrder.LITTLE_ENDIAN), book)) {
            freeze(slot, book);
        }
    }

    private void freeze(Slot slot, InstrumentBook book) {
        expected = book.watch.expected();
        observed = book.watch.observed();
        quarantine(slot, book, Reason.FROZEN);
    }

    private void onTimer(Slot slot) {
        final InstrumentBook book = bookOf(slot.buffer().getInt(slot.event() + TIMER_INSTRUMENT,
            ByteOrder.LITTLE_ENDIAN));
        if (book == null) {
            return;
        }
        if (book.quarantined) {
            askAgain(slot, book);
        } else if (book.doubted) {
            final Reason flaw = book.partial ? null : crossed(book, slot.eventTimeNs());
            if (flaw != null) {
                quarantine(slot, book, flaw);
            }
        } else if (book.isReadable()) {
            watch(slot, book);
        }
    }

    private void watch(Slot slot, InstrumentBook book) {
        if (book.watch.onTime(slot.eventTimeNs())) {
            freeze(slot, book);
        } else if (book.peers != null && book.peerWatch.onTime(slot.eventTimeNs(), book, book.peers, books)) {
            expected = limits.frozen().venues();
            observed = book.peerWatch.moved();
            quarantine(slot, book, Reason.FROZEN);
        }
    }

    /** A request whose fetch never began is made again; once it has begun, the feed stage sees to it. */
    private void askAgain(Slot slot, InstrumentBook book) {
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
