package io.escapement.engine.features;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.columns.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every column, streamed, is what its definition says of the whole past: on a recording, and on made-up markets. */
class FeaturesTwinTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_723_161_255_088_156_767L;
    /** Of a value, or of a thousandth of the column's greatest: what sums in another order may differ by. */
    private static final double TOLERANCE = 1e-7;

    /** What was compared of one column. */
    private static final class Comparison {
        private final List<double[]> pairs = new ArrayList<>();
        private long firstNs = Long.MAX_VALUE;

        /** @param least below which values are as good as this: shares and correlations, which cancel to zero */
        private double greatest(double least) {
            final double scale =
                Math.max(least, pairs.stream().mapToDouble(pair -> Math.abs(pair[1])).max().orElse(0) * 1e-3);
            return pairs.stream().mapToDouble(pair -> pair[0] == pair[1] ? 0
                : Math.abs(pair[0] - pair[1]) / Math.max(scale, Math.abs(pair[1]))).max().orElse(0);
        }
    }

    static FeaturesConfig config(long cadenceNs, double bucket) {
        return new FeaturesConfig(EnumSet.allOf(FeatureGroup.class), cadenceNs, 4096, List.of(new InstrumentTerms(
            Venue.BINANCE, "ETHUSDT", BigDecimal.valueOf(bucket), List.of(0.6, 0.5, 0.4, 0.3, 0.2),
            new HawkesTerms(0.5, 0.8, 1.2),
            new MicropriceTable(new double[][] {{-1, 0, 1}, {-0.5, 0, 0.5}, {-0.75, 0, 0.75}}))));
    }

    private static Set<String> compare(String name, FeaturesConfig config, List<Step> steps, int every) {
        final Rows rows = Rows.of(config, steps);
        final PlainFeatures plain = new PlainFeatures(steps, config.cadenceNs(), config.instruments().get(0), 0.01,
            0.001);
        final List<Column> columns = FeatureColumns.SET.columns();
        final List<Comparison> comparisons = new ArrayList<>();
        columns.forEach(column -> comparisons.add(new Comparison()));
        int count = 0;
        for (final Map.Entry<Long, double[]> row : rows.told.entrySet()) {
            if (count++ % every != 0) {
                continue;
            }
            final Map<String, Double> expected = plain.at(row.getKey());
            for (int i = 0; i < columns.size(); i++) {
                final String column = columns.get(i).name();
                final double value = row.getValue()[i];
                final double wanted = expected.getOrDefault(column, Double.NaN);
                assertEquals(Double.isNaN(wanted), Double.isNaN(value), () -> name + ": " + column + " as of "
                    + (row.getKey() - steps.get(0).timeNs()) / 1e9 + " s is " + value + ", the twin has " + wanted);
                if (!Double.isNaN(value)) {
                    // A root makes much of the last digits of a covariance that cancels to nothing.
                    comparisons.get(i).pairs.add("roll".equals(column) ? new double[] {value * value, wanted * wanted}
                        : new double[] {value, wanted});
                    comparisons.get(i).firstNs = Math.min(comparisons.get(i).firstNs, row.getKey());
                }
            }
        }
        final Set<String> missing = new TreeSet<>();
        for (int i = 0; i < columns.size(); i++) {
            final String column = columns.get(i).name();
            final Comparison comparison = comparisons.get(i);
            if (comparison.pairs.isEmpty()) {
                missing.add(column);
                continue;
            }
            final double greatest =
                comparison.greatest(column.startsWith("jump") || column.startsWith("acf") ? 0.01 : 0);
            System.out.printf("%s | %s | %d values | %.1e | first after %.0f s%n", name, column,
                comparison.pairs.size(), greatest, (comparison.firstNs - steps.get(0).timeNs()) / 1e9);
            assertTrue(greatest <= TOLERANCE, () -> name + ": " + column + " differs by " + greatest);
        }
        return missing;
    }

    @Test
    void everyColumnOverARecordingIsThatOfTheTwin() {
        final List<Step> steps = RecordedSteps.ethusdt();
        assertTrue(steps.size() > 15_000, steps.size() + " steps");
        assertEquals(Set.of("bv_1h", "jump_1h", "rv_1h", "secs_to_funding", "vol_1h", "vpin_bvc"),
            compare("recorded", config(SECOND, 100), steps, 1), "too long for the recording, or not in it");
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000_000L, 200_000_000L, SECOND})
    void everyColumnOfABusyMarketIsThatOfTheTwin(long cadenceNs) {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        assertEquals(Set.of("bv_1h", "jump_1h", "rv_1h", "vol_1h", "vpin_bvc"), compare("busy",
            config(cadenceNs, 20), RandomSteps.of(seed, START, 400, 20_000_000, true), 13));
    }

    @Test
    void everyColumnOfALongDayIsThatOfTheTwin() {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        assertEquals(Set.of("vpin_bvc"), compare("long", config(SECOND, 20),
            RandomSteps.of(seed, START - START % (86_400 * SECOND) - 1800 * SECOND, 3900, SECOND / 3, true), 189));
    }

    @Test
    void withoutSidesVolumeIsClassifiedInBulk() {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        assertEquals(Set.of("vpin"), compare("sides", config(SECOND, 60),
            RandomSteps.of(seed, START, 7200, SECOND / 2, false), 797));
    }

    @Test
    void aBookThatComesAndGoesMakesAllOfItBeginAnew() {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        final List<Step> steps = new ArrayList<>();
        long startNs = START;
        for (int i = 0; i < 4; i++) {
            steps.addAll(RandomSteps.of(seed + i, startNs, 95 + 7 * i, 50_000_000, true));
            startNs = steps.get(steps.size() - 1).timeNs() + 1;
            steps.add(i % 2 == 0 ? Step.lost(startNs)
                : Step.book(startNs, new long[0], new long[0], new long[] {200_000}, new long[] {1}));
            startNs += SECOND * i;
        }
        assertEquals(Set.of("acf_1", "acf_2", "acf_5", "bv_1h", "bv_5m", "hasbrouck", "jump_1h", "jump_5m", "kyle",
            "kyle_r2", "kyle_t", "rv_1h", "rv_5m", "vol_1h", "vol_5m", "volofvol_30s", "vpin_bvc", "vr_5"),
            compare("lost", config(SECOND, 20), steps, 1));
    }
}
