package io.escapement.engine;

import io.escapement.engine.book.BookStage;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;

import java.util.List;
import java.util.function.Supplier;

/**
 * The stages of the market view, between bars and decision. What the config does not ask for is not in the core, and
 * costs nothing.
 *
 * @param parts all that there are, in the order in which they see an event
 */
record ViewSettings(List<Part> parts) {
    /** What a record needs in which every block of columns is told, several times where bars close together. */
    private static final int CHECKED_ROOM = 48 * 1024;
    /** What of a record's kept part may be an event. */
    private static final int EVENT_PART = 2;

    /**
     * One stage.
     *
     * @param asked         whether the config has a section for it
     * @param followsLevels whether the book stage is to tell what levels were
     * @param maker         makes it anew, as the config says, or as usual where that says nothing
     */
    record Part(boolean asked, boolean followsLevels, Supplier<Stage> maker) {
        private Part everywhere() {
            return new Part(true, followsLevels, maker);
        }
    }

    /** As if all were asked for. */
    ViewSettings every() {
        return new ViewSettings(parts.stream().map(Part::everywhere).toList());
    }

    /** Those that the config asks for, fresh. */
    List<Stage> stages() {
        return parts.stream().filter(Part::asked).map(part -> part.maker().get()).toList();
    }

    /** Whether the book stage is to tell what levels were. */
    boolean followsLevels() {
        return parts.stream().anyMatch(part -> part.asked && part.followsLevels);
    }

    /** Bytes of checked effects that a record gets for what these stages tell; 0 where none is asked for. */
    int checkedRoom() {
        return asked() == 0 ? 0 : CHECKED_ROOM;
    }

    /** Slots with room for these stages. @param market as they are without them */
    SlotSizes slots(SlotSizes market) {
        final int levels = followsLevels() ? BookStage.roomToTellLevels(levelBytes(market)) : 0;
        return new SlotSizes(market.recordCapacity(), market.checkedCapacity() + checkedRoom() + levels);
    }

    /** Bytes of all messages with levels that a record can have: its event, and deltas released in it. */
    static int levelBytes(SlotSizes market) {
        return market.recordCapacity() / EVENT_PART + market.checkedCapacity();
    }

    /** How many the config asks for. */
    int asked() {
        return (int) parts.stream().filter(Part::asked).count();
    }
}
