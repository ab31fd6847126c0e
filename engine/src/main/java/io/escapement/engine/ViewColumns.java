package io.escapement.engine;

import io.escapement.engine.buckets.DepthColumns;
import io.escapement.engine.columns.ColumnRegistry;
import io.escapement.engine.features.FeatureColumns;
import io.escapement.engine.indicators.IndicatorKind;
import io.escapement.engine.pairs.PairColumns;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.engine.pivots.PivotColumns;
import io.escapement.engine.quality.QualityColumns;

import java.util.List;

/** All columns that the stages of the market view tell, whatever a config asks for. */
public final class ViewColumns {
    /** The registry; {@code COLUMNS.md} is its page. */
    public static final ColumnRegistry REGISTRY = new ColumnRegistry(List.of(
        DepthColumns.SET, IndicatorKind.allColumns(), PivotColumns.SET, FeatureColumns.SET,
        PairColumns.set(PairsConfig.USUAL.window()), QualityColumns.SET));

    private ViewColumns() {
    }
}
