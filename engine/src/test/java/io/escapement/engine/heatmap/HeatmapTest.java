package io.escapement.engine.heatmap;

import io.escapement.engine.buckets.SnapshotBytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HeatmapTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_700_000_000L * SECOND;

    private final SnapshotBytes bytes = new SnapshotBytes();

    /** Bids below the mid and asks above; 7 bid at 990, 9 asked at 1010, 1 everywhere else. */
    private long[] sizes(long id, long midId) {
        return new long[] {id > midId ? 0 : id == 990 ? 7 : 1, id < midId ? 0 : id == 1010 ? 9 : 1};
    }

    private void add(Heatmap map, int second, long midId) {
        assertTrue(map.add(bytes.read(T0 + second * SECOND, midId, id -> sizes(id, midId))));
    }

    @Test
    void rowsHaveTheirOwnOriginAndCanBeReadByPrice() {
        final Heatmap map = new Heatmap(0.5);
        add(map, 0, 1_000);
        add(map, 1, 1_003);
        assertEquals(2, map.count());
        assertEquals(980, map.firstId(0));
        assertEquals(983, map.firstId(1));
        assertEquals(3.5, map.bid(0, 10));
        assertEquals(3.5, map.bid(1, 7));
        assertEquals(4.5, map.ask(1, 27));
        final HeatMatrix own = map.matrix(HeatKind.SIZE);
        final HeatMatrix prices = map.byPrice(HeatKind.SIZE);
        assertEquals(3.5, own.value(0, 10));
        assertEquals(3.5, prices.value(0, 7));
        assertEquals(3.5, prices.value(1, 7));
        // The first second did not show what is three buckets further up.
        assertEquals(Double.NaN, prices.value(0, 38));
        assertEquals(0.5, prices.value(1, 38));
        assertEquals(1.0, map.value(HeatKind.IMBALANCE, 0, 0));
        assertEquals(0.0, map.value(HeatKind.IMBALANCE, 0, 20));
        assertEquals(Math.log1p(3.5), map.value(HeatKind.PRESSURE, 0, 10), 1e-15);
        assertEquals(-Math.log1p(4.5), map.value(HeatKind.PRESSURE, 0, 30), 1e-15);
    }

    @Test
    void theSpreadIsWhereItIs() {
        final Heatmap map = new Heatmap(1);
        add(map, 0, 1_000);
        // From 99950 to 100150: half of 999, all of 1000, half of 1001.
        assertEquals(List.of(0.0, 0.5, 1.0, 0.5, 0.0), List.of(map.value(HeatKind.SPREAD, 0, 18),
            map.value(HeatKind.SPREAD, 0, 19), map.value(HeatKind.SPREAD, 0, 20), map.value(HeatKind.SPREAD, 0, 21),
            map.value(HeatKind.SPREAD, 0, 22)));
        assertEquals(200, map.spread(0));
    }

    @Test
    void secondsThatAreMissingAreRowsWithoutValues() {
        final Heatmap map = new Heatmap(5, 21, 1);
        add(map, 0, 1_000);
        add(map, 3, 1_000);
        assertEquals(4, map.count());
        assertEquals(List.of(true, false, false, true),
            List.of(map.isKnown(0), map.isKnown(1), map.isKnown(2), map.isKnown(3)));
        assertEquals(T0 + SECOND, map.timeNs(1));
        assertEquals(Double.NaN, map.byPrice(HeatKind.SIZE).value(1, 10));
        assertEquals(Double.NaN, map.value(HeatKind.PRESSURE, 2, 10));
        assertEquals(990, map.firstId(3));
        add(map, 10_000, 1_000);
        assertEquals(5, map.count());
        assertEquals(List.of(false, false, false, false, true), List.of(map.isKnown(0), map.isKnown(1),
            map.isKnown(2), map.isKnown(3), map.isKnown(4)));
        assertFalse(map.add(bytes.read(T0, 1_000, id -> sizes(id, 1_000))), "it is of the past");
        bytes.cadenceNs = SECOND / 10;
        assertFalse(map.add(bytes.read(T0 + 20_000 * SECOND, 1_000, id -> sizes(id, 1_000))));
        bytes.cadenceNs = SECOND;
        bytes.width = 50;
        add(map, 10_001, 2_000);
        assertEquals(1, map.count(), "other buckets are another heatmap");
    }

    @Test
    void whatIsNotKnownIsMissing() {
        final Heatmap map = new Heatmap(1);
        map.add(bytes.read(T0, 1_000, id -> id == 1_000 ? new long[] {Long.MIN_VALUE, 4} : new long[] {0, 0}));
        assertEquals(Double.NaN, map.value(HeatKind.SIZE, 0, 20));
        assertEquals(0.0, map.value(HeatKind.SIZE, 0, 19));
        assertEquals(Double.NaN, map.value(HeatKind.IMBALANCE, 0, 19));
        assertThrows(IllegalArgumentException.class, () -> new Heatmap(300, 43, 1));
        assertThrows(IllegalArgumentException.class, () -> new Heatmap(300, 40, 1));
        assertThrows(IllegalArgumentException.class, () -> new Heatmap(300, 41, 0));
    }

    /** Row by row and column by column is the same as all weights of the surroundings at once. */
    @Property(tries = 60)
    void smoothingEqualsTheWholeKernel(@ForAll long seed, @ForAll @IntRange(max = 3) int rowRadius,
                                       @ForAll @IntRange(max = 3) int columnRadius) {
        final SplittableRandom random = new SplittableRandom(seed);
        final HeatMatrix matrix = new HeatMatrix(1 + random.nextInt(9), 1 + random.nextInt(9));
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(-9, 9));
            }
        }
        final HeatMatrix smooth = matrix.smoothed(rowRadius, columnRadius);
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                assertEquals(plain(matrix, row, column, rowRadius, columnRadius), smooth.value(row, column), 1e-12);
            }
        }
    }

    private static double plain(HeatMatrix matrix, int row, int column, int rowRadius, int columnRadius) {
        double sum = 0;
        double weights = 0;
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < matrix.columns(); c++) {
                final double value = matrix.value(r, c);
                final double weight = binomial(2 * rowRadius, r - row + rowRadius)
                    * binomial(2 * columnRadius, c - column + columnRadius);
                sum += Double.isNaN(value) ? 0 : value * weight;
                weights += Double.isNaN(value) ? 0 : weight;
            }
        }
        return Double.isNaN(matrix.value(row, column)) ? Double.NaN : sum / weights;
    }

    private static double binomial(int n, int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        return k == 0 || k == n ? 1 : binomial(n - 1, k - 1) + binomial(n - 1, k);
    }

    @Test
    void intensityIsThePartOfTheFarthestAndCutsOff() {
        final HeatMatrix matrix = new HeatMatrix(1, 4);
        matrix.set(0, 0, -8);
        matrix.set(0, 1, 2);
        matrix.set(0, 2, 4);
        final HeatMatrix intensity = matrix.intensity();
        assertEquals(List.of(1.0, 0.25, 0.5, Double.NaN), List.of(intensity.value(0, 0), intensity.value(0, 1),
            intensity.value(0, 2), intensity.value(0, 3)));
        final HeatMatrix filtered = matrix.filtered(0.5);
        assertEquals(List.of(-8.0, Double.NaN, 4.0, Double.NaN), List.of(filtered.value(0, 0), filtered.value(0, 1),
            filtered.value(0, 2), filtered.value(0, 3)));
    }

    @Test
    void sumsUpByPriceAndFindsWhereMuchRests() {
        final Heatmap map = new Heatmap(1);
        for (int second = 0; second < 10; second++) {
            add(map, second, 1_000 + second % 2);
        }
        final VolumeProfile profile = VolumeProfile.of(map);
        assertEquals(42, profile.rows().size());
        assertEquals(new VolumeProfile.Row(980, 1, 0, 5), profile.rows().get(0));
        assertEquals(new VolumeProfile.Row(1_010, 0, 9, 10), profile.busiest());
        assertEquals(List.of(new VolumeProfile.Wall(990, 7, 1, 10)), profile.supports(0.5));
        assertEquals(List.of(new VolumeProfile.Wall(1_010, 9, 1, 10)), profile.resistances(0.5));
        assertEquals(21, profile.supports(0.1).size());
        assertEquals(1.0 / 7, profile.supports(0.1).get(1).strength());
        final HeatSummary summary = HeatSummary.of(map, 0.5);
        assertEquals(List.of(10, 0, T0, T0 + 9 * SECOND), List.of(summary.rows(), summary.missing(),
            summary.fromNs(), summary.toNs()));
        assertEquals(List.of(100_050.0, 100_150.0, 100_150.0, 200.0), List.of(summary.lowMid(), summary.highMid(),
            summary.lastMid(), summary.meanSpread()));
        assertEquals(42 + 6 + 8, summary.meanSize(), 1e-12);
        assertEquals(0, summary.meanImbalance(), 1e-15);
        assertEquals(profile.resistances(0.5), summary.resistances());
    }

    @Test
    void nothingSeenIsNothingFound() {
        final HeatSummary summary = HeatSummary.of(new Heatmap(1), 0.5);
        assertEquals(0, summary.rows());
        assertEquals(Double.NaN, summary.meanSize());
        assertEquals(List.of(), summary.supports());
        assertEquals(null, summary.busiest());
    }
}
