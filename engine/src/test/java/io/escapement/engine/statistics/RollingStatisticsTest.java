package io.escapement.engine.statistics;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Windows that move in constant time, against sums over the window made anew. */
class RollingStatisticsTest {
    private static final int STEPS = 10_000;
    /** Of sums that were kept for up to 4096 updates, relative to what they are sums of. */
    private static final double CLOSE = 1e-7;

    private static List<Double> last(List<Double> values, int window) {
        return values.subList(Math.max(0, values.size() - window), values.size());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    private static double products(List<Double> xs, List<Double> ys) {
        final double meanX = mean(xs);
        final double meanY = mean(ys);
        double sum = 0;
        for (int i = 0; i < xs.size(); i++) {
            sum += (xs.get(i) - meanX) * (ys.get(i) - meanY);
        }
        return sum;
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, CLOSE * Math.max(1, Math.abs(expected)));
    }

    @Test
    void varianceOfValuesFarFromZeroIsExact() {
        final RollingMoments moments = new RollingMoments(4);
        for (final double value : new double[] {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}) {
            moments.add(value);
        }
        assertEquals(30, moments.variance(1), 0);
    }

    @Property(tries = 20)
    void momentsAreThoseOfTheWindow(@ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int window) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RollingMoments moments = new RollingMoments(window);
        final List<Double> all = new ArrayList<>();
        double walk = 60_000;
        for (int i = 0; i < STEPS; i++) {
            walk += random.nextDouble() - 0.5;
            all.add(walk);
            moments.add(walk);
            if (i > 0 && i % 97 == 0) {
                final List<Double> values = last(all, window);
                assertClose(mean(values), moments.mean());
                assertClose(products(values, values) / (values.size() - 1), moments.variance(1));
            }
        }
    }

    @Property(tries = 20)
    void regressionIsThatOfTheWindow(@ForAll long seed, @ForAll @IntRange(min = 3, max = 300) int window) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RollingRegression regression = new RollingRegression(window);
        final List<Double> xs = new ArrayList<>();
        final List<Double> ys = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            final double x = 100 + random.nextDouble();
            final double y = 3 + 1.7 * x + random.nextDouble();
            xs.add(x);
            ys.add(y);
            regression.add(x, y);
            if (i > 2 && i % 97 == 0) {
                final List<Double> inX = last(xs, window);
                final List<Double> inY = last(ys, window);
                final double slope = products(inX, inY) / products(inX, inX);
                assertClose(slope, regression.slope());
                assertClose(mean(inY) - slope * mean(inX), regression.intercept());
                final double r = products(inX, inY) / Math.sqrt(products(inX, inX) * products(inY, inY));
                assertClose(r, regression.correlation());
            }
        }
    }

    @Property(tries = 20)
    void extremesAreThoseOfTheWindow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int window) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RollingExtremes extremes = new RollingExtremes(window);
        final List<Double> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            final double value = random.nextInt(20);
            all.add(value);
            extremes.add(value);
            final List<Double> values = last(all, window);
            final double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            final double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            assertEquals(List.of(most, least, values.size() - 1 - values.indexOf(most),
                    values.size() - 1 - values.indexOf(least), all.size() >= window),
                List.of(extremes.max(), extremes.min(), extremes.maxAgo(), extremes.minAgo(), extremes.isFull()));
        }
    }

    @Test
    void whatForgetsExponentiallyIsAsWorkedByHand() {
        final ExponentialMoments moments = new ExponentialMoments();
        for (final double value : new double[] {1, 2, 4, 8}) {
            moments.add(value, 0.1);
        }
        assertEquals(2.051, moments.mean(), 1e-12);
        assertEquals(4.686399, moments.variance(), 1e-12);
    }

    @Test
    void historyTellsTheLastValuesAndNoOthers() {
        final History history = new History(3);
        for (int i = 1; i <= 5; i++) {
            history.add(i);
        }
        assertEquals(List.of(5.0, 4.0, 3.0, 3.0), List.of(history.ago(0), history.ago(1), history.ago(2),
            history.oldest()));
        assertThrows(IndexOutOfBoundsException.class, () -> history.ago(3));
        assertTrue(history.isFull());
    }
}
