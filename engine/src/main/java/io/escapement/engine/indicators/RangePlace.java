package io.escapement.engine.indicators;

import io.escapement.engine.statistics.RollingExtremes;
import io.escapement.engine.statistics.RollingMoments;

/** Where a value is between the least and the greatest of a window, in percent, smoothed by plain means. */
final class RangePlace {
    private final RollingExtremes extremes;
    private final RollingMoments first;
    private final RollingMoments second;

    /** @param firstMean  values of the first mean, 1: none; the second mean is of that */
    RangePlace(int window, int firstMean, int secondMean) {
        this.extremes = new RollingExtremes(window);
        this.first = new RollingMoments(firstMean);
        this.second = new RollingMoments(secondMean);
    }

    void add(double high, double low, double value) {
        extremes.add(high, low);
        if (!extremes.isFull()) {
            return;
        }
        final double width = extremes.max() - extremes.min();
        first.add(width > 0 ? 100 * ((value - extremes.min()) / width) : 0);
        if (first.isFull()) {
            second.add(first.mean());
        }
    }

    /** NaN until the second mean is there too. */
    double first() {
        return second.isFull() ? first.mean() : Double.NaN;
    }

    double second() {
        return second.isFull() ? second.mean() : Double.NaN;
    }

    void clear() {
        extremes.clear();
        first.clear();
        second.clear();
    }

    long hash(long seed) {
        return second.hash(first.hash(extremes.hash(seed)));
    }
}
