package io.escapement.engine.venue.binance;

import io.escapement.codecs.Messages;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.engine.pipeline.Slot;

/**
 * {@code depthUpdate} as the venue spells it: spot {@code e E s U u b a}, USD-M {@code e E T s U u pu b a}, no spaces.
 */
final class DepthTemplate {
    private static final long BEGIN_1 = FrameView.word("{\"e\":\"de");
    private static final long BEGIN_2 = FrameView.word("pthUpdat");
    private static final long BEGIN_3 = FrameView.word("te\",\"E\":");
    private static final int BEGIN_LENGTH = 23;
    private static final long FIRST_ID = FrameView.word("\",\"U\":");
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
    private final DeltaHead head = new DeltaHead();

    DepthTemplate(FrameView view, SymbolTemplate symbol, EventOutlet outlet, LevelStore store, VenueTime venueTime) {
        this.view = view;
        this.symbol = symbol;
        this.reader = new LevelReader(view);
        this.outlet = outlet;
        this.store = store;
        this.venueTime = venueTime;
    }

    static boolean begins(FrameView view, long object) {
        return view.load(object) == BEGIN_1;
    }

    /**
     * Publishes the event object's update.
     *
     * @param end where the object's closing brace has to be
     * @return false where anything is not as usual; then nothing has been published
     */
    boolean decode(long object, long end, long receiveTimeNs) {
        final long bids = readHead(object);
        if (bids == 0) {
            return false;
        }
        head.receiveTimeNs = receiveTimeNs;
        final Slot slot = outlet.slot();
        final int most = (view.length() / LevelReader.SHORTEST_LEVEL + 2) * LevelReader.LEVEL_LENGTH;
        final boolean fits = most + DeltaHead.LENGTH + 2 * BookHead.GROUP_HEADER_LENGTH <= slot.eventCapacity();
        return fits ? decodeInto(slot, bids, end) : decodeInPieces(bids, end);
    }

    private boolean decodeInto(Slot slot, long from, long end) {
        final Instrument instrument = symbol.instrument();
        final int priceDecimals = -instrument.priceExponent();
        final int quantityDecimals = -instrument.quantityExponent();
        final long message = slot.buffer().addressOffset() + slot.event();
        final long bids = message + DeltaHead.LENGTH + BookHead.GROUP_HEADER_LENGTH;

        long at = reader.read(from, bids, priceDecimals, quantityDecimals);
        if (at == 0 || !view.has(at, ASKS, MASK_6)) {
            return false;
        }
        final long asks = reader.written() + BookHead.GROUP_HEADER_LENGTH;
        at = reader.read(at + 6, asks, priceDecimals, quantityDecimals);
        if (at != end) {
            return false;
        }
        head.write(message, Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT);
        BookHead.group(bids - BookHead.GROUP_HEADER_LENGTH, count(bids, asks - BookHead.GROUP_HEADER_LENGTH));
        BookHead.group(asks - BookHead.GROUP_HEADER_LENGTH, count(asks, reader.written()));
        outlet.publish((int) (reader.written() - message));
        return true;
    }

    private boolean decodeInPieces(long from, long end) {
        final Instrument instrument = symbol.instrument();
        store.clear(view.length());
        final long bids = store.next();
        long at = reader.read(from, bids, -instrument.priceExponent(), -instrument.quantityExponent());
        if (at == 0 || !view.has(at, ASKS, MASK_6)) {
            return false;
        }
        final long asks = reader.written();
        at = reader.read(at + 6, asks, -instrument.priceExponent(), -instrument.quantityExponent());
        if (at != end) {
            return false;
        }
        store.count(true, count(bids, asks));
        store.count(false, count(asks, reader.written()));
        Fragments.publish(outlet, head, store);
        return true;
    }

    private static int count(long from, long to) {
        return (int) (to - from) / LevelReader.LEVEL_LENGTH;
    }

    /** Reads all up to the bids; the address of the first one's bracket, or 0. */
    private long readHead(long object) {
        if (view.load(object + 8) != BEGIN_2 || view.load(object + 15) != BEGIN_3) {
            return 0;
        }
        long at = object + BEGIN_LENGTH;
        int digits = view.digits(at);
        head.venueTimeNs = venueTime.toNanos(view.integer(at, digits));
        at = digits == 0 || head.venueTimeNs < 0 ? 0 : symbol.read(at + digits);
        if (at == 0 || !view.has(at, FIRST_ID, MASK_6)) {
            return 0;
        }
        head.instrumentId = symbol.instrument().id();

        at += 6;
        digits = view.digits(at);
        head.firstUpdateId = view.integer(at, digits);
        at += digits;
        if (digits == 0 || !view.has(at, LAST_ID, MASK_5)) {
            return 0;
        }
        at += 5;
        digits = view.digits(at);
        head.lastUpdateId = view.integer(at, digits);
        return digits == 0 ? 0 : readPrevious(at + digits);
    }

    private long readPrevious(long from) {
        if (view.has(from, BIDS, MASK_6)) {
            head.previousUpdateId = BookDeltaEncoder.previousUpdateIdNullValue();
            return from + 6;
        }
        final int digits = view.digits(from + 6);
        head.previousUpdateId = view.integer(from + 6, digits);
        final long behind = from + 6 + digits;
        final boolean usual = digits > 0 && view.has(from, PREVIOUS_ID, MASK_6) && view.has(behind, BIDS, MASK_6);
        return usual ? behind + 6 : 0;
    }
}
