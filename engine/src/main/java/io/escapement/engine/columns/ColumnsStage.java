package io.escapement.engine.columns;

import io.escapement.engine.pipeline.Stage;

/** A stage that tells columns. */
public interface ColumnsStage extends Stage {
    /** Which, by its config; the same from its first event to its last. */
    ToldColumns told();
}
