package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.PivotKind;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.AverageTrueRange;

/**
 * The pivots of one series of bars. Takes bars forward in time alone: one that ends no later than the last is skipped,
 * so that where the past and live bars overlap each time counts once. A gap in the bars makes it forget nothing: what
 * was confirmed stays so, and bars are counted as they come.
 */
final class PivotSeries {
    /** Bars of the average true range that the least move is measured in. */
    static final int RANGE_BARS = 14;

    private final int id;
    private final boolean ofView;
    private final long durationNs;
    private final double minMoveAtr;
    private final PivotSide highs;
    private final PivotSide lows;
    private final AverageTrueRange range = new AverageTrueRange(RANGE_BARS);
    private long index = -1;
    private long lastEndNs;
    private long close;

    /** @param id of the instrument, or of the view */
    PivotSeries(int id, boolean ofView, long durationNs, PivotsConfig config) {
        this.id = id;
        this.ofView = ofView;
        this.durationNs = durationNs;
        this.minMoveAtr = config.minMoveAtr();
        this.highs = new PivotSide(PivotKind.HIGH, config);
        this.lows = new PivotSide(PivotKind.LOW, config);
    }

    /**
     * Takes a closed bar.
     *
     * @return false if it was skipped
     */
    boolean onBar(long openTimeNs, long high, long low, long closePrice, PivotListener listener) {
        if (openTimeNs + durationNs <= lastEndNs) {
            return false;
        }
        lastEndNs = openTimeNs + durationNs;
        close = closePrice;
        index++;
        range.add(high, low, closePrice);
        final double leastMove = minMoveAtr == 0 ? 0 : minMoveAtr * range.value();
        tell(highs, highs.add(high, index, openTimeNs, leastMove), listener);
        tell(lows, lows.add(low, index, openTimeNs, leastMove), listener);
        return true;
    }

    private void tell(PivotSide side, int levels, PivotListener listener) {
        for (int i = 0; i < levels; i++) {
            listener.onPivot(side.kind(), i + 1, side.price(i), side.timeNs(i), side.confirmBars(i), trend(i));
        }
    }

    /** Of a level, from 0: 1 if its last high and low are both higher than those before, -1 if both are lower. */
    int trend(int level) {
        if (!hasTrend(level)) {
            return 0;
        }
        final int high = highs.turn(level);
        final int low = lows.turn(level);
        return high > 0 && low > 0 ? 1 : high < 0 && low < 0 ? -1 : 0;
    }

    /** Whether a level, from 0, has two highs and two lows. */
    boolean hasTrend(int level) {
        return highs.hasTwo(level) && lows.hasTwo(level);
    }

    PivotSide highs() {
        return highs;
    }

    PivotSide lows() {
        return lows;
    }

    /** Of the instrument, or of the view. */
    int id() {
        return id;
    }

    boolean isOfView() {
        return ofView;
    }

    long durationNs() {
        return durationNs;
    }

    /** Number of the last bar, from 0. */
    long index() {
        return index;
    }

    /** End of the last bar. */
    long lastEndNs() {
        return lastEndNs;
    }

    /** Close of the last bar. */
    long close() {
        return close;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, index);
        hash = Hashing.fold(hash, lastEndNs);
        hash = Hashing.fold(hash, close);
        return lows.hash(highs.hash(range.hash(hash)));
    }
}
