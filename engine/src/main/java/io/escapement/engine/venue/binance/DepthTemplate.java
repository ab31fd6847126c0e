package io.escapement.engine.venue.binance;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.event.BookHead;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.Fragments;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.VenueTime;

/**
 * {@code depthUpdate} as the venue spells it: spot {@code e E s U u b a}, USD-M {@code e E T s U u pu b a}, no spaces.
 */
final class DepthTemplate {
    private static final long BEGIN_1 = FrameView.word("{\"e\":\"de");
    private static final long BEGIN_2 = FrameView.word("pthUpdat");
    private static final long BEGIN_3 = FrameView.word("te\",\"E\":");
    private static final int BEGIN_LENGTH = 23;
    /** Eight numbers of up to 16 digits, a symbol, a pair, keys; and what the last load of eight reads beyond. */
    private static final int REACH = 288;
    private static final long FIRST_ID = FrameView.word(",\"U\":");
    private static final long LAST_ID = FrameView.word(",\"u\":");
    private static final long PREVIOUS_ID = FrameView.word(",\"pu\":");
    private static final long BIDS = FrameView.word(",\"b\":[");
    private static final long ASKS = FrameView.word(",\"a\":[");
    private static final long MASK_5 = FrameView.mask(5);
    private static final long MASK_6 = FrameView.mask(6);

    private final FrameView view;
    private final SymbolTemplate symbol;
    private final LevelReader reader;
    private final EventOutlet outlet;
    private final LevelStore store;
    private final VenueTime venueTime;
    private final IntegerColumn time = new IntegerColumn();
    private final DeltaHead head = new DeltaHead();

    DepthTemplate(FrameView view, SymbolTemplate symbol, EventOutlet outlet, LevelStore store, VenueTime venueTime) {
        this.view = view;
        this.symbol = symbol;
        this.reader = new LevelReader(view);
        this.outlet = outlet;
        this.store = store;
        this.venueTime = venueTime;
    }

    static boolean begins(long object) {
        return FrameView.load(object) == BEGIN_1;
    }

    /**
     * Publishes the event object's update.
     *
     * @param closers braces that have to follow the asks, and nothing else
     * @return false where anything is not as usual; then nothing has been published
     */
    boolean decode(long object, int closers, long receiveTimeNs) {
        final long bids = readHead(view.reach(object, REACH));
        if (bids == 0) {
            return false;
        }
        head.receiveTimeNs = receiveTimeNs;
        final Slot slot = outlet.slot();
        final int most = (view.length() / LevelReader.SHORTEST_LEVEL + 2) * LevelReader.LEVEL_LENGTH;
        final boolean fits = most + DeltaHead.LENGTH + 2 * BookHead.GROUP_HEADER_LENGTH <= slot.eventCapacity();
        return fits ? decodeInto(slot, bids, closers) : decodeInPieces(bids, closers);
    }

    private boolean decodeInto(Slot slot, long from, int closers) {
        final SymbolColumns columns = symbol.found();
        final long message = slot.buffer().addressOffset() + slot.event();
        final long bids = message + DeltaHead.LENGTH + BookHead.GROUP_HEADER_LENGTH;

        long at = reader.read(from, bids, columns.price, columns.quantity);
        if (at == 0 || !FrameView.has(at, ASKS, MASK_6)) {
            return false;
        }
        final long asks = reader.written() + BookHead.GROUP_HEADER_LENGTH;
        at = reader.read(at + 6, asks, columns.price, columns.quantity);
        if (at == 0 || at + closers != view.end()) {
            return false;
        }
        head.write(message, Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT);
        BookHead.group(bids - BookHead.GROUP_HEADER_LENGTH, count(bids, asks - BookHead.GROUP_HEADER_LENGTH));
        BookHead.group(asks - BookHead.GROUP_HEADER_LENGTH, count(asks, reader.written()));
        outlet.publish((int) (reader.written() - message));
        return true;
    }

    private boolean decodeInPieces(long from, int closers) {
        final SymbolColumns columns = symbol.found();
        store.clear(view.length());
        final long bids = store.next(true);
        long at = reader.read(from, bids, columns.price, columns.quantity);
        if (at == 0 || !FrameView.has(at, ASKS, MASK_6)) {
            return false;
        }
        store.count(true, count(bids, reader.written()));
        final long asks = store.next(false);
        at = reader.read(at + 6, asks, columns.price, columns.quantity);
        if (at == 0 || at + closers != view.end()) {
            return false;
        }
        store.count(false, count(asks, reader.written()));
        Fragments.publish(outlet, head, store);
        return true;
    }

    private static int count(long from, long to) {
        return (int) (to - from) / LevelReader.LEVEL_LENGTH;
    }

    /** Reads all up to the bids; the address of the first one's bracket, or 0. */
    private long readHead(long object) {
        if (FrameView.load(object + 8) != BEGIN_2 || FrameView.load(object + 15) != BEGIN_3) {
            return 0;
        }
        long at = object + BEGIN_LENGTH;
        head.venueTimeNs = venueTime.toNanos(time.read(at));
        at = symbol.read(at + time.digits());
        if (head.venueTimeNs < 0 || at == 0 || !FrameView.has(at, FIRST_ID, MASK_5)) {
            return 0;
        }
        final SymbolColumns columns = symbol.found();
        head.instrumentId = columns.instrumentId;
        at += 5;
        head.firstUpdateId = columns.updateId.read(at);
        at += columns.updateId.digits();
        if (!FrameView.has(at, LAST_ID, MASK_5)) {
            return 0;
        }
        at += 5;
        head.lastUpdateId = columns.updateId.read(at);
        at += columns.updateId.digits();
        return (head.firstUpdateId | head.lastUpdateId) < 0 ? 0 : readPrevious(at, columns);
    }

    private long readPrevious(long from, SymbolColumns columns) {
        if (FrameView.has(from, BIDS, MASK_6)) {
            head.previousUpdateId = BookDeltaEncoder.previousUpdateIdNullValue();
            return columns.chained ? 0 : from + 6;
        }
        final IntegerColumn updateId = columns.updateId;
        head.previousUpdateId = updateId.read(from + 6);
        final long behind = from + 6 + updateId.digits();
        final boolean usual = head.previousUpdateId >= 0 && FrameView.has(from, PREVIOUS_ID, MASK_6)
            && FrameView.has(behind, BIDS, MASK_6);
        return usual ? behind + 6 : 0;
    }
}
