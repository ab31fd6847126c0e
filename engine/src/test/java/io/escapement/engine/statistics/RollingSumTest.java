package io.escapement.engine.statistics;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RollingSumTest {
    @Property(tries = 20)
    void eachSumIsThatOfItsWindowAndMissingWhileAnyValueInItIs(@ForAll long seed,
                                                              @ForAll @IntRange(min = 1, max = 100) int window) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RollingSum sum = new RollingSum(window, 2 * window);
        final List<Double> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            final double value = switch (random.nextInt(40)) {
                case 0 -> Double.NaN;
                case 1, 2, 3, 4 -> 0;
                default -> random.nextDouble() * 1e6 - 5e5;
            };
            sum.add(value);
            all.add(value);
            final List<Double> last = all.subList(Math.max(0, all.size() - window), all.size());
            final List<Double> longer = all.subList(Math.max(0, all.size() - 2 * window), all.size());
            assertEquals(last.stream().mapToDouble(Double::doubleValue).sum(), sum.sum(), 1e-6);
            assertEquals(longer.stream().mapToDouble(Double::doubleValue).sum(), sum.sum(1), 1e-6);
            assertEquals(last.stream().filter(x -> x != 0 && !Double.isNaN(x)).count(), sum.nonZero());
        }
    }

    @Test
    void zerosSumUpToZeroWhateverWasThereBefore() {
        final RollingSum sum = new RollingSum(3);
        for (final double value : new double[] {0.1, 1e17, 0.3, 0, 0, 0}) {
            sum.add(value);
        }
        assertEquals(0, sum.sum(), 0);
    }

    @Test
    void valuesThatAreTheSameHaveNoVarianceWhateverWasThereBefore() {
        final RollingMoments moments = new RollingMoments(3);
        for (final double value : new double[] {0.1, 1e9, 60_000.7, 12.3, 12.3, 12.3}) {
            moments.add(value);
        }
        assertEquals("12.3 0.0", moments.mean() + " " + moments.variance(0));
    }

    @Test
    void ofEqualExtremesTheEarliestCountsOrTheLatest() {
        final RollingExtremes earliest = new RollingExtremes(4);
        final RollingExtremes latest = RollingExtremes.ofLatest(4);
        for (final double value : new double[] {9, 5, 1, 5, 1}) {
            earliest.add(value);
            latest.add(value);
        }
        assertEquals("3 2", earliest.maxAgo() + " " + earliest.minAgo());
        assertEquals("1 0", latest.maxAgo() + " " + latest.minAgo());
        assertEquals("5.0 1.0", latest.max() + " " + latest.min());
    }
}
