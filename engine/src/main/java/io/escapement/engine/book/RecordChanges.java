package io.escapement.engine.book;

import io.escapement.codecs.sbe.LevelsBeforeDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;

import java.nio.ByteOrder;

/**
 * The levels that a record changes, with what they were before, message by message: what {@link RecordLevels} has,
 * beside the book stage's {@code LevelsBefore}. Sums over a book are kept up by this alone, together with
 * {@code LevelsDropped}. A flyweight over the slot; allocates nothing.
 */
public final class RecordChanges {
    private static final int COUNT = MessageHeaderDecoder.ENCODED_LENGTH + LevelsBeforeDecoder.BLOCK_LENGTH
        + Short.BYTES;
    private static final int LEVELS = COUNT + Short.BYTES;

    private final RecordLevels levels = new RecordLevels();
    private Slot slot;
    private int effect;
    private int befores;
    private int count;

    /** Begins before the first levels of a record. */
    public RecordChanges wrap(Slot newSlot) {
        slot = newSlot;
        levels.wrap(newSlot);
        effect = newSlot.firstChecked();
        return this;
    }

    /**
     * Goes to the next message with levels.
     *
     * @return false if there is none
     * @throws IllegalStateException if the book stage was not asked to tell levels
     */
    public boolean next() {
        if (!levels.next()) {
            return false;
        }
        while (effect != Slot.NONE && slot.templateId(effect) != LevelsBeforeDecoder.TEMPLATE_ID) {
            effect = slot.nextChecked(effect);
        }
        if (effect == Slot.NONE) {
            throw new IllegalStateException("record " + slot.sequence()
                + " has levels but no LevelsBefore; expected a book stage that tells levels");
        }
        count = slot.buffer().getShort(effect + COUNT, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        befores = effect + LEVELS;
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

    /** Bids and asks as they came. */
    public LevelGroups levels() {
        return levels.levels();
    }

    /** How many bids were applied: the first ones. */
    public int bidCount() {
        return Math.min(count, levels.levels().bidCount());
    }

    /** How many asks were applied: the first ones. */
    public int askCount() {
        return count - bidCount();
    }

    /** What a bid replaced; 0: there was none at this price. */
    public long bidBefore(int index) {
        return slot.buffer().getLong(befores + index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    /** What an ask replaced likewise. */
    public long askBefore(int index) {
        return bidBefore(levels.levels().bidCount() + index);
    }
}
