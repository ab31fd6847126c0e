package io.escapement.engine.replay;

import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.SlotSizes;

/** Builds the core that a run had, from what its journal says of it. */
@FunctionalInterface
public interface RunCores {
    /**
     * A fresh core.
     *
     * @param manifest        the text of the run's RunStarted event
     * @param lastSequence    of the record before the first one that the core will see
     * @param lastEventTimeNs of that record
     * @throws IllegalArgumentException if this program cannot build such a core; the message says why
     */
    Core core(String manifest, long lastSequence, long lastEventTimeNs);

    /** The sizes of the run's slots. @throws IllegalArgumentException as {@link #core} */
    default SlotSizes slotSizes(String manifest) {
        return SlotSizes.USUAL;
    }
}
