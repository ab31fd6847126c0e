package io.escapement.engine.pivots;

import java.util.ArrayList;
import java.util.List;

/** The slow twin: looks at the whole sequence, before and behind each element. */
final class PlainPivots {
    /** @param price as it is; {@code bar} that is the pivot; {@code confirmBar} that confirmed it */
    record Point(long price, int bar, int confirmBar) {
    }

    private PlainPivots() {
    }

    /** The pivots of all levels, level 1 first, of the bars' highs; of the lows with negated prices. */
    static List<List<Point>> levels(long[] extremes, int neighbours) {
        List<Point> elements = new ArrayList<>();
        for (int i = 0; i < extremes.length; i++) {
            elements.add(new Point(extremes[i], i, i));
        }
        final List<List<Point>> levels = new ArrayList<>();
        for (int level = 0; level < PivotSide.LEVELS; level++) {
            elements = above(elements, neighbours);
            levels.add(elements);
        }
        return levels;
    }

    private static List<Point> above(List<Point> elements, int neighbours) {
        final List<Point> found = new ArrayList<>();
        for (int i = neighbours; i < elements.size(); i++) {
            final Point element = elements.get(i);
            boolean candidate = true;
            for (int before = i - neighbours; before < i; before++) {
                candidate &= elements.get(before).price < element.price;
            }
            int lower = 0;
            for (int later = i + 1; candidate && later < elements.size(); later++) {
                candidate = elements.get(later).price <= element.price;
                lower += elements.get(later).price < element.price ? 1 : 0;
                if (candidate && lower == neighbours) {
                    found.add(new Point(element.price, element.bar, elements.get(later).confirmBar));
                    break;
                }
            }
        }
        return found;
    }
}
