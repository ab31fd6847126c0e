package io.escapement.engine;

import io.escapement.engine.columns.ColumnRegistry;
import io.escapement.engine.features.FeatureColumns;

import java.util.List;

/** All columns that the stages of the market view tell, whatever a config asks for. */
public final class ViewColumns {
    /** The registry; {@code COLUMNS.md} is its page. */
    public static final ColumnRegistry REGISTRY = new ColumnRegistry(List.of(
        FeatureColumns.SET));

    private ViewColumns() {
    }
}
