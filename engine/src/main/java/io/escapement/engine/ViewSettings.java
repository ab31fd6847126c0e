package io.escapement.engine;

import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ToldColumns;
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
    static final int CHECKED_ROOM = 48 * 1024;

    /**
     * One stage.
     *
     * @param asked whether the config has a section for it
     * @param maker makes it anew, as the config says, or as usual where that says nothing
     */
    record Part(boolean asked, Supplier<ColumnsStage> maker) {
    }

    /** Those that the config asks for, fresh. */
    List<Stage> stages() {
        return parts.stream().filter(Part::asked).<Stage>map(part -> part.maker().get()).toList();
    }

    /** All, fresh. */
    List<Stage> everyStage() {
        return parts.stream().<Stage>map(part -> part.maker().get()).toList();
    }

    /** What each tells. @param every whether those are there too that the config does not ask for */
    List<ToldColumns> told(boolean every) {
        return parts.stream().map(part -> {
            final ToldColumns told = part.maker().get().told();
            return every || part.asked() ? told : told.leftOut();
        }).toList();
    }

    /** Bytes of checked effects that a record gets for what these stages tell; 0 where none is asked for. */
    int checkedRoom() {
        return asked() == 0 ? 0 : CHECKED_ROOM;
    }

    /** How many the config asks for. */
    int asked() {
        return (int) parts.stream().filter(Part::asked).count();
    }
}
