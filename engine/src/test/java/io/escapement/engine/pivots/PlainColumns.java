package io.escapement.engine.pivots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The slow twin of the columns: looks through all pivots there are, for those that were confirmed by a bar. */
final class PlainColumns {
    private PlainColumns() {
    }

    static double[] of(List<List<PlainPivots.Point>> highs, List<List<PlainPivots.Point>> lows, int bar, long close,
                       int boundsLevel, int window) {
        final List<Double> columns = new ArrayList<>();
        for (int level = 0; level < highs.size(); level++) {
            final List<PlainPivots.Point> high = known(highs.get(level), bar);
            final List<PlainPivots.Point> low = known(lows.get(level), bar);
            last(columns, high, bar, close);
            last(columns, low, bar, close);
            final boolean two = high.size() > 1 && low.size() > 1;
            columns.add(!two ? Double.NaN : turn(high) == turn(low) ? turn(high) : 0.0);
        }
        final List<Long> tops = prices(known(highs.get(boundsLevel - 1), bar), bar - window);
        final List<Long> bottoms = prices(known(lows.get(boundsLevel - 1), bar), bar - window);
        columns.add(distance(bottoms.stream().filter(price -> price < close).max(Long::compare).orElse(null), close));
        columns.add(distance(tops.stream().filter(price -> price > close).min(Long::compare).orElse(null), close));
        final Long lowest = bottoms.isEmpty() ? null : Collections.min(bottoms);
        final Long highest = tops.isEmpty() ? null : Collections.max(tops);
        columns.add(distance(lowest, close));
        columns.add(distance(highest, close));
        columns.add(lowest == null || highest == null || highest <= lowest ? Double.NaN
            : (double) (close - lowest) / (highest - lowest));
        return columns.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<PlainPivots.Point> known(List<PlainPivots.Point> points, int bar) {
        return points.stream().filter(point -> point.confirmBar() <= bar).toList();
    }

    private static void last(List<Double> columns, List<PlainPivots.Point> known, int bar, long close) {
        final PlainPivots.Point last = known.isEmpty() ? null : known.get(known.size() - 1);
        columns.add(distance(last == null ? null : last.price(), close));
        columns.add(last == null ? Double.NaN : bar - last.bar());
        columns.add(last == null ? Double.NaN : last.confirmBar() - last.bar());
    }

    private static double turn(List<PlainPivots.Point> known) {
        return Long.compare(known.get(known.size() - 1).price(), known.get(known.size() - 2).price());
    }

    private static List<Long> prices(List<PlainPivots.Point> known, int behind) {
        return known.stream().filter(point -> point.bar() > behind).map(PlainPivots.Point::price).toList();
    }

    private static double distance(Long price, long close) {
        return price == null ? Double.NaN : StrictMath.log((double) price / close);
    }
}
