package io.escapement.engine;

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
    /** Of {@link #CHECKED_ROOM} for indicators, which are told with every bar that an event closes. */
    static final int INDICATORS_ROOM = 36 * 1024;
    /**
     * What a record needs in which every block of columns is told. Besides indicators: buckets at two cadences, of the
     * instrument and its view, 11 kB; pivots of 12 durations of both, 10 kB; 32 pairs, 5 kB; all else 2 kB.
     */
    static final int CHECKED_ROOM = INDICATORS_ROOM + 28 * 1024;

    /**
     * One stage.
     *
     * @param asked whether the config has a section for it
     * @param maker makes it anew, as the config says, or as usual where that says nothing
     */
    record Part(boolean asked, Supplier<Stage> maker) {
    }

    /** Those that the config asks for, fresh. */
    List<Stage> stages() {
        return parts.stream().filter(Part::asked).map(part -> part.maker().get()).toList();
    }

    /** All, fresh. */
    List<Stage> everyStage() {
        return parts.stream().map(part -> part.maker().get()).toList();
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
