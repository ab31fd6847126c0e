package io.escapement.engine.indicators;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.AverageTrueRange;

import java.util.EnumSet;
import java.util.List;

/**
 * The indicators of one series of bars. Bars of the past count until the first live one has come; none counts that
 * begins before the last one's end, or whose prices make no bar.
 */
final class IndicatorSeries {
    private final long durationNs;
    private final BarValues bar;
    private final AverageTrueRange atr = new AverageTrueRange(BarValues.ATR_BARS);
    private final Indicator[] indicators;
    private final int[] starts;
    private final double[] values;
    private boolean live;
    private boolean begun;
    private long endTimeNs;

    /** @param bar to be filled; it knows what the numbers of the bars mean */
    IndicatorSeries(BarValues bar, long durationNs, List<IndicatorKind> kinds) {
        this.durationNs = durationNs;
        this.bar = bar;
        this.indicators = new Indicator[kinds.size()];
        this.starts = new int[kinds.size()];
        int index = 0;
        int column = 0;
        for (final IndicatorKind kind : EnumSet.copyOf(kinds)) {
            indicators[index] = kind.make(durationNs);
            starts[index++] = column;
            column += kind.columns().size();
        }
        this.values = new double[column];
    }

    long durationNs() {
        return durationNs;
    }

    /** Whether numbers still mean what they did when the series was made. */
    boolean fits(Instrument other) {
        return bar.fits(other);
    }

    /** Whether a bar that begins then is the next one or a later one; says so if bars are missing before it. */
    boolean accepts(long openTimeNs, boolean isLive) {
        if (!isLive && live || begun && openTimeNs < endTimeNs) {
            return false;
        }
        live |= isLive;
        if (begun && openTimeNs > endTimeNs) {
            clear();
        }
        return true;
    }

    /** To be filled, for a bar that is accepted, before {@link #close}. */
    BarValues bar() {
        return bar;
    }

    /** The bar has been filled: the columns as of its end, good until the next bar. */
    double[] close() {
        begun = true;
        endTimeNs = bar.endTimeNs;
        atr.add(bar.high, bar.low, bar.close);
        bar.atr = atr.value();
        for (int i = 0; i < indicators.length; i++) {
            indicators[i].onBar(bar, values, starts[i]);
        }
        return values;
    }

    /**
     * Bars up to a time are missing, or were told otherwise before: everything begins anew, unless what is missing lies
     * before the last bar taken, and so is of no more concern.
     */
    void onGap(long toNs) {
        if (toNs > endTimeNs - durationNs) {
            clear();
        }
    }

    private void clear() {
        atr.clear();
        for (final Indicator indicator : indicators) {
            indicator.clear();
        }
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(Hashing.fold(seed, live), begun), endTimeNs);
        hash = atr.hash(hash);
        for (final Indicator indicator : indicators) {
            hash = indicator.hash(hash);
        }
        return hash;
    }
}
