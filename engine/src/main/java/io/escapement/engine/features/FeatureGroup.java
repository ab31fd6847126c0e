package io.escapement.engine.features;

import io.escapement.engine.columns.Column;

import java.util.List;
import java.util.Locale;

/** What can be asked for: columns that are made together. The order is that of the columns. */
public enum FeatureGroup {
    /** Mid, spread, imbalance, weighted mid. */
    QUOTE(QuoteFeature.COLUMNS),
    /** Microprice by a frozen table. */
    MICROPRICE(MicropriceFeature.COLUMNS),
    /** Order flow imbalance at the best prices. */
    OFI(OrderFlowFeature.COLUMNS),
    /** Order flow imbalance by level, and integrated. */
    MLOFI(LevelFlowFeature.COLUMNS),
    /** Trade flow imbalance. */
    TFI(TradeFlowFeature.COLUMNS),
    /** Signed volume of the day. */
    CVD(DayVolumeFeature.COLUMNS),
    /** Volume-synchronised probability of informed trading. */
    VPIN(VpinFeature.COLUMNS),
    /** Price impact regressions after Kyle and Hasbrouck. */
    IMPACT(ImpactFeature.COLUMNS),
    /** Roll's implied spread. */
    ROLL(RollFeature.COLUMNS),
    /** Effective and realised spread, and price impact of trades. */
    SPREAD(SpreadFeature.COLUMNS),
    /** Trades per second, by decay. */
    INTENSITY(IntensityFeature.COLUMNS),
    /** Trades per second, self-exciting. */
    HAWKES(HawkesFeature.COLUMNS),
    /** Realised variance, bipower variation, jumps. */
    VARIANCE(VarianceFeature.COLUMNS),
    /** Volatility by decay. */
    VOLATILITY(VolatilityFeature.COLUMNS),
    /** Autocorrelation and variance ratio. */
    SERIAL(SerialFeature.COLUMNS),
    /** Time of the day and to the next funding. */
    CLOCK(ClockFeature.COLUMNS);

    private final List<Column> columns;

    FeatureGroup(List<Column> columns) {
        this.columns = columns;
    }

    /** What the group tells, in its order. */
    public List<Column> columns() {
        return columns;
    }

    /** As configs spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
