package io.escapement.engine.book;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.ReleasedDeltaDecoder;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * The levels that a record puts into books: those of its event, if it is a delta or snapshot with the verdict APPLIED,
 * then those of each {@code ReleasedDelta} among its effects, in this order. Whoever follows these, from the first
 * fragment of a snapshot on, has the same book as the book stage; of an instrument with a limited depth, whoever also
 * drops what is beyond it, see {@link OrderBook#truncate}, after each complete message. A flyweight over the slot;
 * allocates nothing.
 *
 * <pre>{@code
 * levels.wrap(slot);
 * while (levels.next()) {
 *     levels.applyTo(books[levels.instrumentId()]);
 * }
 * }</pre>
 */
public final class RecordLevels {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int DELTA_FLAGS = BODY + BookDeltaDecoder.flagsEncodingOffset();
    private static final int DELTA_ID = BODY + BookDeltaDecoder.lastUpdateIdEncodingOffset();
    private static final int DELTA_TIME = BODY + BookDeltaDecoder.venueTimeNsEncodingOffset();
    private static final int DELTA_INSTRUMENT = BODY + BookDeltaDecoder.instrumentIdEncodingOffset();
    private static final int SNAPSHOT_FLAGS = BODY + BookSnapshotDecoder.flagsEncodingOffset();
    private static final int SNAPSHOT_ID = BODY + BookSnapshotDecoder.lastUpdateIdEncodingOffset();
    private static final int SNAPSHOT_TIME = BODY + BookSnapshotDecoder.venueTimeNsEncodingOffset();
    private static final int SNAPSHOT_INSTRUMENT = BODY + BookSnapshotDecoder.instrumentIdEncodingOffset();
    private static final int DELTA_CHECKSUM = BODY + BookDeltaDecoder.checksumEncodingOffset();
    private static final int SNAPSHOT_CHECKSUM = BODY + BookSnapshotDecoder.checksumEncodingOffset();
    private static final int RELEASED_ID = BODY + ReleasedDeltaDecoder.lastUpdateIdEncodingOffset();
    private static final int RELEASED_TIME = BODY + ReleasedDeltaDecoder.venueTimeNsEncodingOffset();
    private static final int RELEASED_INSTRUMENT = BODY + ReleasedDeltaDecoder.instrumentIdEncodingOffset();

    private final LevelGroups groups = new LevelGroups();
    private Slot slot;
    private int effect;
    private boolean eventPassed;
    private int instrumentId;
    private long updateId;
    private long venueTimeNs;
    private boolean clearsBook;
    private boolean complete;
    private long checksum;

    /** Begins before the first levels of a record. */
    public RecordLevels wrap(Slot newSlot) {
        slot = newSlot;
        eventPassed = false;
        effect = Slot.NONE;
        return this;
    }

    /** Goes to the next message with levels. @return false if there is none */
    public boolean next() {
        if (!eventPassed) {
            eventPassed = true;
            effect = slot.firstChecked();
            if (slot.verdict() == Verdict.APPLIED && event()) {
                return true;
            }
        }
        while (effect != Slot.NONE) {
            final int message = effect;
            effect = slot.nextChecked(message);
            if (slot.templateId(message) == ReleasedDeltaDecoder.TEMPLATE_ID) {
                released(message);
                return true;
            }
        }
        return false;
    }

    private boolean event() {
        final int message = slot.event();
        final DirectBuffer buffer = slot.buffer();
        final int flags;
        switch (slot.templateId(message)) {
            case BookDeltaDecoder.TEMPLATE_ID -> {
                flags = buffer.getByte(message + DELTA_FLAGS);
                read(message, DELTA_INSTRUMENT, DELTA_ID, DELTA_TIME);
                checksum = checksum(message, DELTA_CHECKSUM);
                clearsBook = false;
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                flags = buffer.getByte(message + SNAPSHOT_FLAGS);
                read(message, SNAPSHOT_INSTRUMENT, SNAPSHOT_ID, SNAPSHOT_TIME);
                checksum = checksum(message, SNAPSHOT_CHECKSUM);
                clearsBook = (flags & Messages.FIRST_FRAGMENT) != 0;
            }
            default -> {
                return false;
            }
        }
        complete = (flags & Messages.LAST_FRAGMENT) != 0;
        return true;
    }

    private void released(int message) {
        read(message, RELEASED_INSTRUMENT, RELEASED_ID, RELEASED_TIME);
        checksum = InstrumentBook.NO_CHECKSUM;
        clearsBook = false;
        complete = true;
    }

    /** Blocks of schema version 1 end before the checksum. */
    private long checksum(int message, int offset) {
        final DirectBuffer buffer = slot.buffer();
        final int blockLength = buffer.getShort(message, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return blockLength < offset - BODY + Long.BYTES
            ? InstrumentBook.NO_CHECKSUM : buffer.getLong(message + offset, ByteOrder.LITTLE_ENDIAN);
    }

    private void read(int message, int instrumentOffset, int idOffset, int timeOffset) {
        final DirectBuffer buffer = slot.buffer();
        instrumentId = buffer.getInt(message + instrumentOffset, ByteOrder.LITTLE_ENDIAN);
        updateId = buffer.getLong(message + idOffset, ByteOrder.LITTLE_ENDIAN);
        venueTimeNs = buffer.getLong(message + timeOffset, ByteOrder.LITTLE_ENDIAN);
        groups.wrap(buffer, message);
    }

    public int instrumentId() {
        return instrumentId;
    }

    /** The venue's id of the book's contents after these levels. */
    public long updateId() {
        return updateId;
    }

    /** Null value of the schema where the venue sent none. */
    public long venueTimeNs() {
        return venueTimeNs;
    }

    /** Whether the book is to be emptied before these levels. */
    public boolean clearsBook() {
        return clearsBook;
    }

    /** Whether the message ends with these levels; if not, further fragments follow in later records. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * What the venue says of the book behind this message; the least {@code long} where it says nothing, and in the
     * fragments before the last. Held deltas have lost theirs.
     */
    public long checksum() {
        return complete ? checksum : InstrumentBook.NO_CHECKSUM;
    }

    /** Whether there is any level. */
    public boolean hasLevels() {
        return groups.bidCount() + groups.askCount() > 0;
    }

    /** The levels, bids and asks; a quantity of 0 removes a level. */
    public LevelGroups levels() {
        return groups;
    }

    /**
     * Puts the levels into a book.
     *
     * @return false if a price is not greater than 0 or a quantity less than 0: the rest has not been applied then
     */
    public boolean applyTo(OrderBook book) {
        if (clearsBook) {
            book.clear();
        }
        return applyBids(book) && applyAsks(book);
    }

    private boolean applyBids(OrderBook book) {
        final int count = groups.bidCount();
        for (int i = 0; i < count; i++) {
            final long price = groups.bidPrice(i);
            final long quantity = groups.bidQuantity(i);
            if (price <= 0 || quantity < 0) {
                return false;
            }
            book.bids.set(price, quantity);
        }
        return true;
    }

    private boolean applyAsks(OrderBook book) {
        final int count = groups.askCount();
        for (int i = 0; i < count; i++) {
            final long price = groups.askPrice(i);
            final long quantity = groups.askQuantity(i);
            if (price <= 0 || quantity < 0) {
                return false;
            }
            book.asks.set(price, quantity);
        }
        return true;
    }
}
