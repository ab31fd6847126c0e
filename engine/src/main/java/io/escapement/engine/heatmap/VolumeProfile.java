package io.escapement.engine.heatmap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rested at each price over all rows of a heatmap: means over the seconds in which the bucket was among the
 * columns. Immutable.
 */
public final class VolumeProfile {
    private final List<Row> rows;
    private final long midId;
    private final int seconds;

    /**
     * One bucket.
     *
     * @param id      its prices are from id x width on
     * @param bid     mean size bid, in the heatmap's units
     * @param ask     mean size asked
     * @param seconds in which it was seen
     */
    public record Row(long id, double bid, double ask, int seconds) {
        public double size() {
            return bid + ask;
        }
    }

    /**
     * A price at which much rests.
     *
     * @param id       the bucket
     * @param size     mean size of its side, in the heatmap's units
     * @param strength part of the greatest mean size of that side, 0 to 1
     * @param seconds  in which the bucket was seen
     */
    public record Wall(long id, double size, double strength, int seconds) {
    }

    private VolumeProfile(List<Row> rows, long midId, int seconds) {
        this.rows = List.copyOf(rows);
        this.midId = midId;
        this.seconds = seconds;
    }

    /** Of all rows of a heatmap. */
    public static VolumeProfile of(Heatmap heatmap) {
        final Map<Long, double[]> sums = new TreeMap<>();
        long midId = 0;
        int seconds = 0;
        for (int row = 0; row < heatmap.count(); row++) {
            if (!heatmap.isKnown(row)) {
                continue;
            }
            seconds++;
            midId = heatmap.firstId(row) + heatmap.columns() / 2;
            for (int column = 0; column < heatmap.columns(); column++) {
                final double bid = heatmap.bid(row, column);
                if (!Double.isNaN(bid)) {
                    final double[] sum = sums.computeIfAbsent(heatmap.firstId(row) + column, id -> new double[3]);
                    sum[0] += bid;
                    sum[1] += heatmap.ask(row, column);
                    sum[2]++;
                }
            }
        }
        final List<Row> rows = new ArrayList<>();
        sums.forEach((id, sum) -> rows.add(new Row(id, sum[0] / sum[2], sum[1] / sum[2], (int) sum[2])));
        return new VolumeProfile(rows, midId, seconds);
    }

    /** Every bucket that was seen, lowest price first. */
    public List<Row> rows() {
        return rows;
    }

    /** The bucket with the greatest mean size, the lowest of equals; null where there is none. */
    public Row busiest() {
        Row most = null;
        for (final Row row : rows) {
            most = most == null || row.size() > most.size() ? row : most;
        }
        return most;
    }

    /** Buckets below the last mid's where the mean bid is at least this part of the greatest; strongest first. */
    public List<Wall> supports(double threshold) {
        return walls(threshold, true);
    }

    /** Buckets above the last mid's where the mean ask is at least this part of the greatest; strongest first. */
    public List<Wall> resistances(double threshold) {
        return walls(threshold, false);
    }

    /** What was seen for less than half of the time tells nothing of who stays there. */
    private List<Wall> walls(double threshold, boolean below) {
        final List<Row> side = rows.stream()
            .filter(row -> below ? row.id < midId : row.id > midId)
            .filter(row -> 2 * row.seconds >= seconds).toList();
        final double most = side.stream().mapToDouble(row -> below ? row.bid : row.ask).max().orElse(0);
        final List<Wall> walls = new ArrayList<>();
        for (final Row row : side) {
            final double size = below ? row.bid : row.ask;
            if (size > 0 && size >= threshold * most) {
                walls.add(new Wall(row.id, size, size / most, row.seconds));
            }
        }
        walls.sort(Comparator.comparingDouble(Wall::strength).reversed().thenComparingLong(Wall::id));
        return walls;
    }
}
