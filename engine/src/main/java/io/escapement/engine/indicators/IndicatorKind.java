package io.escapement.engine.indicators;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongFunction;

/** The indicators that there are, in the order of their columns. */
public enum IndicatorKind {
    RETURNS(Returns.COLUMNS, durationNs -> new Returns()),
    SHAPE(Shape.COLUMNS, durationNs -> new Shape()),
    ACTIVITY(Activity.COLUMNS, durationNs -> new Activity()),
    MOVING_AVERAGES(MovingAverages.COLUMNS, durationNs -> new MovingAverages()),
    RSI(Rsi.COLUMNS, durationNs -> new Rsi()),
    MACD(Macd.COLUMNS, durationNs -> new Macd()),
    BOLLINGER(Bollinger.COLUMNS, durationNs -> new Bollinger()),
    ATR(Atr.COLUMNS, durationNs -> new Atr()),
    ADX(DirectionalMovement.COLUMNS, durationNs -> new DirectionalMovement()),
    STOCHASTIC(Stochastic.COLUMNS, durationNs -> new Stochastic()),
    STOCHASTIC_RSI(StochasticRsi.COLUMNS, durationNs -> new StochasticRsi()),
    WILLIAMS_R(WilliamsR.COLUMNS, durationNs -> new WilliamsR()),
    CCI(CommodityChannel.COLUMNS, durationNs -> new CommodityChannel()),
    MFI(MoneyFlow.COLUMNS, durationNs -> new MoneyFlow()),
    ROC(RateOfChange.COLUMNS, durationNs -> new RateOfChange()),
    AROON(Aroon.COLUMNS, durationNs -> new Aroon()),
    SLOPE(LinearSlope.COLUMNS, durationNs -> new LinearSlope()),
    OBV(OnBalanceVolume.COLUMNS, durationNs -> new OnBalanceVolume()),
    VWAP(MeanPrice.COLUMNS, MeanPrice::new),
    AMIHUD(Amihud.COLUMNS, durationNs -> new Amihud()),
    HIGH_LOW_SPREAD(HighLowSpread.COLUMNS, durationNs -> new HighLowSpread()),
    TIME_OF_DAY(TimeOfDay.COLUMNS, durationNs -> new TimeOfDay());

    private final List<Column> columns;
    private final LongFunction<Indicator> maker;

    IndicatorKind(List<Column> columns, LongFunction<Indicator> maker) {
        this.columns = columns;
        this.maker = maker;
    }

    /** What it tells, in its order. */
    public List<Column> columns() {
        return columns;
    }

    /** @param durationNs of the bars */
    Indicator make(long durationNs) {
        return maker.apply(durationNs);
    }

    /** The columns of some, always in the order in which they stand here. */
    public static ColumnSet columns(Collection<IndicatorKind> kinds) {
        final List<Column> columns = new ArrayList<>();
        for (final IndicatorKind kind : EnumSet.copyOf(kinds)) {
            columns.addAll(kind.columns);
        }
        return new ColumnSet(ColumnBlock.INDICATORS, columns);
    }

    /** All columns: what a config that says nothing asks for. */
    public static ColumnSet allColumns() {
        return columns(EnumSet.allOf(IndicatorKind.class));
    }
}
