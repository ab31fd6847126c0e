package io.escapement.engine.book;

import io.escapement.codecs.sbe.LevelsBeforeDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * The levels that a record changes, with what they were before, message by message: what {@link RecordLevels} has,
 * beside the book stage's {@code LevelsBefore}. Sums over a book are kept up by this alone, together with
 * {@code LevelsDropped}. A flyweight over the slot; allocates nothing.
 *
 * <pre>{@code
 * final int count = changes.bids();
 * for (int i = 0; i < count; i++) {
 *     use(changes.price(i), changes.before(i), changes.after(i));
 * }
 * }</pre>
 */
public final class RecordChanges {
    private static final int COUNT = MessageHeaderDecoder.ENCODED_LENGTH + LevelsBeforeDecoder.BLOCK_LENGTH
        + Short.BYTES;
    private static final int LEVELS = COUNT + Short.BYTES;

    private final RecordLevels levels = new RecordLevels();
    private Slot slot;
    private DirectBuffer buffer;
    private boolean first;
    private int effect;
    private int applied;
    private int count;
    // Of bids or asks
    private int start;
    private int length;
    private int befores;

    /** Begins before the first levels of a record. */
    public RecordChanges wrap(Slot newSlot) {
        slot = newSlot;
        buffer = newSlot.buffer();
        levels.wrap(newSlot);
        effect = newSlot.firstChecked();
        first = true;
        return this;
    }

    /**
     * Goes to the next message with levels.
     *
     * @return false if there is none
     * @throws IllegalStateException if the book stage was not asked to tell levels
     */
    public boolean next() {
        while (effect != Slot.NONE && slot.templateId(effect) != LevelsBeforeDecoder.TEMPLATE_ID) {
            effect = slot.nextChecked(effect);
        }
        if (effect == Slot.NONE && !first) {
            return false;
        }
        first = false;
        if (!levels.next()) {
            return false;
        }
        if (effect == Slot.NONE) {
            throw new IllegalStateException("record " + slot.sequence()
                + " has levels but no LevelsBefore; expected a book stage that tells levels");
        }
        count = buffer.getShort(effect + COUNT, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        applied = effect + LEVELS;
        effect = slot.nextChecked(effect);
        return true;
    }

    public int instrumentId() {
        return levels.instrumentId();
    }

    /** Whether the book is emptied before these levels. */
    public boolean clearsBook() {
        return levels.clearsBook();
    }

    /** Whether the message ends with these levels; if not, further fragments follow in later records. */
    public boolean isComplete() {
        return levels.isComplete();
    }

    /** Goes to the bids of the message. @return how many were applied: the first ones */
    public int bids() {
        final LevelGroups groups = levels.levels();
        start = groups.bids();
        length = groups.bidLength();
        befores = applied;
        return Math.min(count, groups.bidCount());
    }

    /** Goes to the asks of the message. @return how many were applied: the first ones */
    public int asks() {
        final LevelGroups groups = levels.levels();
        start = groups.asks();
        length = groups.askLength();
        befores = applied + groups.bidCount() * Long.BYTES;
        return Math.max(0, count - groups.bidCount());
    }

    /** Price mantissa of a bid or ask. */
    public long price(int index) {
        return buffer.getLong(start + index * length, ByteOrder.LITTLE_ENDIAN);
    }

    /** Its quantity now, 0: it is gone. */
    public long after(int index) {
        return buffer.getLong(start + index * length + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    /** The quantity that there was at this price before, 0: none. */
    public long before(int index) {
        return buffer.getLong(befores + index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }
}
