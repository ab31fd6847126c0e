package io.escapement.engine.book;

import io.escapement.codecs.sbe.BestLevelsDecoder;
import io.escapement.codecs.sbe.BestLevelsEncoder;
import io.escapement.codecs.sbe.LevelsBeforeDecoder;
import io.escapement.codecs.sbe.LevelsBeforeEncoder;
import io.escapement.codecs.sbe.LevelsDroppedDecoder;
import io.escapement.codecs.sbe.LevelsDroppedEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * Tells stages that follow levels what these were before, so that nobody else need keep the book: a
 * {@code LevelsBefore} for each message with levels, a {@code LevelsDropped} where a book is cut to its depth, and each
 * second the {@code BestLevels}. Checked effects; allocates nothing.
 */
final class LevelsTeller {
    /** Levels a side that {@code BestLevels} holds. */
    static final int BEST_LEVELS = 20;
    /** Bytes that it takes, and a few more. */
    static final int BEST_ROOM = 768;

    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int BEFORE_GROUP = BODY + LevelsBeforeDecoder.BLOCK_LENGTH;
    private static final int BEFORE_LEVELS = BEFORE_GROUP + LevelGroups.GROUP_HEADER_LENGTH;
    private static final int DROPPED_GROUPS = BODY + LevelsDroppedDecoder.BLOCK_LENGTH;
    private static final int BEST_GROUPS = BODY + BestLevelsDecoder.BLOCK_LENGTH;
    private static final int BEST_LENGTH = BEST_GROUPS
        + 2 * (LevelGroups.GROUP_HEADER_LENGTH + BEST_LEVELS * LevelGroups.LEVEL_LENGTH);
    private static final long SECOND_NS = 1_000_000_000L;

    private final int laterRoom;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LevelsBeforeEncoder before = new LevelsBeforeEncoder();
    private final LevelsDroppedEncoder dropped = new LevelsDroppedEncoder();
    private final BestLevelsEncoder best = new BestLevelsEncoder();
    private final DepthCursor cursor = new DepthCursor();
    private final LevelListener writeDropped = this::writeDropped;
    private MutableDirectBuffer buffer;
    private int at;

    /** @param laterRoom bytes of checked effects that are left over, however many levels a book has lost */
    LevelsTeller(int laterRoom) {
        this.laterRoom = laterRoom;
    }

    /** As {@link RecordLevels#applyTo}, and tells what each level replaced. */
    boolean apply(Slot slot, RecordLevels levels, OrderBook book) {
        final LevelGroups groups = levels.levels();
        final int bids = groups.bidCount();
        final int asks = groups.askCount();
        final int message = beginBefore(slot, levels.instrumentId(), bids + asks);
        if (levels.clearsBook()) {
            book.clear();
        }
        int applied = apply(groups.bids(), groups.bidLength(), bids, book.bids);
        if (applied == bids) {
            applied += apply(groups.asks(), groups.askLength(), asks, book.asks);
        }
        endBefore(slot, message, applied);
        return applied == bids + asks;
    }

    /** Tells of a message that nothing of it is in the book. */
    void skip(Slot slot, RecordLevels levels) {
        endBefore(slot, beginBefore(slot, levels.instrumentId(), 0), 0);
    }

    private int beginBefore(Slot slot, int instrumentId, int most) {
        final int message = slot.claimChecked(BEFORE_LEVELS + most * Long.BYTES);
        buffer = slot.buffer();
        before.wrapAndApplyHeader(buffer, message, header).instrumentId(instrumentId);
        at = message + BEFORE_LEVELS;
        return message;
    }

    private void endBefore(Slot slot, int message, int count) {
        buffer.putShort(message + BEFORE_GROUP, (short) Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(message + BEFORE_GROUP + Short.BYTES, (short) count, ByteOrder.LITTLE_ENDIAN);
        slot.commitChecked(BEFORE_LEVELS + count * Long.BYTES);
    }

    /** @param levels offset of the first one's price @return how many could be applied */
    private int apply(int levels, int levelLength, int count, BookSide side) {
        int level = levels;
        for (int i = 0; i < count; i++) {
            final long price = buffer.getLong(level, ByteOrder.LITTLE_ENDIAN);
            final long quantity = buffer.getLong(level + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
            if (price <= 0 || quantity < 0) {
                return i;
            }
            buffer.putLong(at, side.set(price, quantity), ByteOrder.LITTLE_ENDIAN);
            at += Long.BYTES;
            level += levelLength;
        }
        return count;
    }

    /** Cuts a book to a depth and tells what it loses. */
    void truncate(Slot slot, int instrumentId, OrderBook book, int depth) {
        final int bids = Math.max(0, book.bidCount() - depth);
        final int asks = Math.max(0, book.askCount() - depth);
        if (bids + asks == 0) {
            return;
        }
        final int length = droppedLength(bids, asks);
        if (slot.checkedRoom() < length + laterRoom) {
            book.truncate(depth);
            beginDropped(slot, instrumentId, 0, true);
            LevelGroups.putHeader(buffer, at, 0);
            LevelGroups.putHeader(buffer, at + LevelGroups.GROUP_HEADER_LENGTH, 0);
            slot.commitChecked(droppedLength(0, 0));
            return;
        }
        beginDropped(slot, instrumentId, length, false);
        beginSide(bids);
        book.bids.truncate(depth, writeDropped);
        beginSide(asks);
        book.asks.truncate(depth, writeDropped);
        slot.commitChecked(length);
    }

    private static int droppedLength(int bids, int asks) {
        return DROPPED_GROUPS + 2 * LevelGroups.GROUP_HEADER_LENGTH + (bids + asks) * LevelGroups.LEVEL_LENGTH;
    }

    private void beginDropped(Slot slot, int instrumentId, int length, boolean untold) {
        final int message = slot.claimChecked(Math.max(length, droppedLength(0, 0)));
        buffer = slot.buffer();
        dropped.wrapAndApplyHeader(buffer, message, header).instrumentId(instrumentId)
            .untold((short) (untold ? 1 : 0));
        at = message + DROPPED_GROUPS;
    }

    private void beginSide(int count) {
        LevelGroups.putHeader(buffer, at, count);
        at += LevelGroups.GROUP_HEADER_LENGTH;
    }

    private void writeDropped(boolean bid, long price, long quantity) {
        buffer.putLong(at, price, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + Long.BYTES, quantity, ByteOrder.LITTLE_ENDIAN);
        at += LevelGroups.LEVEL_LENGTH;
    }

    /** Before an event about a book: tells the best levels as of the last second, if it has not yet been told. */
    void tellBest(Slot slot, InstrumentBook book) {
        final long second = slot.eventTimeNs() / SECOND_NS;
        if (second <= book.bestToldSecond) {
            return;
        }
        book.bestToldSecond = second;
        if (!book.isReadable()) {
            return;
        }
        final int message = slot.claimChecked(BEST_LENGTH);
        buffer = slot.buffer();
        best.wrapAndApplyHeader(buffer, message, header).timeNs(second * SECOND_NS).instrumentId(book.id);
        at = message + BEST_GROUPS;
        writeBest(book.book.bids, cursor.bids(book.book));
        writeBest(book.book.asks, cursor.asks(book.book));
        slot.commitChecked(at - message);
    }

    private void writeBest(BookSide side, DepthCursor fromBest) {
        final int levels = at + LevelGroups.GROUP_HEADER_LENGTH;
        final int count = side.writeBest(buffer, levels, BEST_LEVELS, fromBest);
        LevelGroups.putHeader(buffer, at, count);
        at = levels + count * LevelGroups.LEVEL_LENGTH;
    }
}
