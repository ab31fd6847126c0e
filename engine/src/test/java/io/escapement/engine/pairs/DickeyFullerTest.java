package io.escapement.engine.pairs;

import com.sun.management.ThreadMXBean;
import io.escapement.engine.pairs.DickeyFuller.Criterion;
import io.escapement.engine.pairs.DickeyFuller.Terms;
import io.escapement.engine.statistics.LeastSquares;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Against what statsmodels 0.15.0 printed, and against one regression after the other by commons-math. */
class DickeyFullerTest {
    /** The vectors have ten digits. */
    private static final double PRINTED = 6e-10;

    private final DickeyFuller test = new DickeyFuller(Series.GENERATED);

    private static double[] series(String name) {
        return switch (name) {
            case "nile" -> Series.column("nile.csv", "volume");
            case "log realgdp" -> Series.logarithms(Series.column("macrodata.csv", "realgdp"));
            case "infl" -> Series.column("macrodata.csv", "infl");
            case "walk" -> Series.autoregression(1);
            default -> Series.autoregression(0.5);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "nile, CONSTANT, 1, -4.0487050969, 0.00117588795, 98, -3.49891, -2.891516, -2.58276, NaN",
        "nile, CONSTANT, 0, -5.6646096950, 9.212788656e-07, 99, -3.498198, -2.891208, -2.582596, NaN",
        "nile, CONSTANT, AKAIKE 1, -4.0487050969, 0.00117588795, 98, -3.49891, -2.891516, -2.58276, 1105.11385216",
        "nile, TREND, 1, -4.7907655180, 0.000486143029, 98, -4.054251, -3.456279, -3.153866, NaN",
        "nile, NONE, 1, -0.9638777220, 0.3026790881, 98, -2.588932, -1.944058, -1.614365, NaN",
        "log realgdp, CONSTANT, 2, -1.7953507663, 0.3827723399, 200, -3.463476, -2.876102, -2.574532, NaN",
        "log realgdp, CONSTANT, AKAIKE 2, -1.7953507663, 0.3827723399, 200, -3.463476, -2.876102, -2.574532,"
            + " -1270.35245229",
        "log realgdp, TREND, AKAIKE 2, -2.3828718387, 0.3887635444, 200, -4.004763, -3.432674, -3.140079,"
            + " -1279.78176867",
        "infl, CONSTANT, 4, -2.7185750493, 0.07087875973, 198, -3.463815, -2.876251, -2.574611, NaN",
        "walk, CONSTANT, 0, -0.8471214591, 0.8048872896, 511, -3.443212, -2.867213, -2.569791, NaN",
        "walk, CONSTANT, 1, -0.8523911020, 0.8032463561, 510, -3.443237, -2.867224, -2.569797, NaN",
        "walk, CONSTANT, 4, -0.9682996299, 0.7646500223, 507, -3.443314, -2.867258, -2.569815, NaN",
        "walk, CONSTANT, AKAIKE 0, -0.8471214591, 0.8048872896, 511, -3.443212, -2.867213, -2.569791, 186.07774026",
        "walk, CONSTANT, BAYES 0, -0.8471214591, 0.8048872896, 511, -3.443212, -2.867213, -2.569791, 194.47469769",
        "ar, CONSTANT, 0, -12.7232564582, 9.724072484e-24, 511, -3.443212, -2.867213, -2.569791, NaN",
        "ar, CONSTANT, 1, -10.3018329840, 3.35653635e-18, 510, -3.443237, -2.867224, -2.569797, NaN",
        "ar, CONSTANT, 4, -9.3353561142, 9.093969706e-16, 507, -3.443314, -2.867258, -2.569815, NaN",
        "ar, CONSTANT, AKAIKE 3, -9.6241653917, 1.677928166e-16, 508, -3.443288, -2.867246, -2.569809, 184.13875505",
        "ar, CONSTANT, BAYES 0, -12.7232564582, 9.724072484e-24, 511, -3.443212, -2.867213, -2.569791, 195.61058635"})
    void isStatsmodels(String name, Terms terms, String lag, double statistic, double p, int observations, double one,
                       double five, double ten, double criterion) {
        final double[] series = series(name);
        final String[] words = lag.split(" ");
        assertTrue(words.length == 1 ? test.test(series, series.length, terms, Integer.parseInt(lag))
            : test.search(series, series.length, terms, Criterion.valueOf(words[0])));
        assertEquals(Integer.parseInt(words[words.length - 1]), test.lag());
        assertEquals(observations, test.observations());
        assertEquals(statistic, test.statistic(), PRINTED * Math.max(1, Math.abs(statistic)));
        final MacKinnon surface = switch (terms) {
            case NONE -> MacKinnon.ONE_PLAIN;
            case CONSTANT -> MacKinnon.ONE_CONSTANT;
            case TREND -> MacKinnon.ONE_TREND;
        };
        assertEquals(p, surface.pValue(test.statistic()), 5e-9 * p);
        assertArrayEquals(new double[] {one, five, ten}, new double[] {
            surface.critical(MacKinnon.Level.ONE_PERCENT, observations),
            surface.critical(MacKinnon.Level.FIVE_PERCENT, observations),
            surface.critical(MacKinnon.Level.TEN_PERCENT, observations)}, 6e-7);
        assertEquals(criterion, test.criterion(), 1e-8);
    }

    @Test
    void theResidualsOfOneSeriesOnAnotherAreThoseOfEngleAndGranger() {
        final double[] x = Series.x();
        final double[] y = Series.y();
        final LeastSquares squares = new LeastSquares(x.length, 2);
        squares.begin(x.length, 2);
        for (int i = 0; i < x.length; i++) {
            squares.column(0)[i] = 1;
            squares.column(1)[i] = x[i];
            squares.y()[i] = y[i];
        }
        assertTrue(squares.solve());
        assertEquals(1.9471393224657678, squares.coefficient(0), 1e-11);
        assertEquals(1.710531024528644, squares.coefficient(1), 1e-13);
        assertEquals(0.48309682, squares.standardError(0), 6e-9);
        assertEquals(0.00472445, squares.standardError(1), 6e-9);
        assertEquals(0.11456301158379369, squares.residualSquares() / (x.length - 2), 1e-14);
        final double[] residuals = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            residuals[i] = y[i] - squares.coefficient(0) - squares.coefficient(1) * x[i];
        }
        assertTrue(test.test(residuals, residuals.length, Terms.NONE, 1));
        assertEquals(-10.249723529084743, test.statistic(), 1e-10);
        assertEquals(5.853910760861944e-17, MacKinnon.TWO_CONSTANT.pValue(test.statistic()), 1e-24);
        assertArrayEquals(new double[] {-3.91800069, -3.34811327, -3.05276022}, new double[] {
            MacKinnon.TWO_CONSTANT.critical(MacKinnon.Level.ONE_PERCENT, x.length - 1),
            MacKinnon.TWO_CONSTANT.critical(MacKinnon.Level.FIVE_PERCENT, x.length - 1),
            MacKinnon.TWO_CONSTANT.critical(MacKinnon.Level.TEN_PERCENT, x.length - 1)}, 6e-9);
        assertEquals(2.840799384e-18, MacKinnon.ONE_PLAIN.pValue(test.statistic()), 5e-27);
    }

    @Property(tries = 60)
    void theSearchIsOneRegressionAfterTheOther(@ForAll long seed, @ForAll @IntRange(min = 24, max = 300) int length,
                                               @ForAll @DoubleRange(min = -0.5, max = 1) double weight,
                                               @ForAll Terms terms, @ForAll Criterion by) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] series = new double[length];
        for (int i = 1; i < length; i++) {
            series[i] = weight * series[i - 1] + random.nextDouble() - 0.5;
        }
        final double[] best = PlainSearch.search(series, terms, by);
        assertTrue(test.search(series, length, terms, by));
        assertEquals(best[1], test.lag());
        assertArrayEquals(new double[] {best[2], best[0], best[3]},
            new double[] {test.criterion(), test.statistic(), test.coefficient()},
            1e-9 * Math.max(1, Math.abs(best[2])));
    }

    @Property(tries = 20)
    void neitherScaleNorPlaceMatter(@ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
        final double scale = Math.scalb(0.7, power);
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] series = new double[200];
        final double[] other = new double[200];
        for (int i = 1; i < 200; i++) {
            series[i] = 0.9 * series[i - 1] + random.nextDouble() - 0.5;
        }
        for (int i = 0; i < 200; i++) {
            other[i] = scale * (1e5 + series[i]);
        }
        assertTrue(test.search(series, 200, Terms.CONSTANT, Criterion.AKAIKE));
        final double statistic = test.statistic();
        final int lag = test.lag();
        assertTrue(test.search(other, 200, Terms.CONSTANT, Criterion.AKAIKE));
        assertEquals(lag, test.lag());
        assertEquals(statistic, test.statistic(), 1e-8 * Math.abs(statistic));
    }

    @Test
    void whatCannotBeTestedHasNoStatistic() {
        final double[] flat = new double[100];
        final double[] hole = Series.autoregression(1);
        hole[50] = Double.NaN;
        final double[] walk = Series.autoregression(1);
        assertFalse(test.search(flat, 100, Terms.CONSTANT, Criterion.AKAIKE));
        assertFalse(test.search(flat, 100, Terms.NONE, Criterion.AKAIKE));
        assertFalse(test.search(hole, 100, Terms.CONSTANT, Criterion.AKAIKE));
        assertFalse(test.search(walk, 3, Terms.CONSTANT, Criterion.AKAIKE));
        assertFalse(test.test(walk, 5, Terms.CONSTANT, 2));
        assertFalse(test.test(walk, 100, Terms.CONSTANT, -1));
        assertFalse(test.test(new double[600], 600, Terms.CONSTANT, 0));
        assertTrue(Double.isNaN(test.statistic()) && Double.isNaN(test.coefficient()) && test.lag() == -1);
        assertTrue(Double.isNaN(test.halfLife()));
    }

    @Test
    void halfOfADeviationIsLeftAfterTheHalfLife() {
        final double[] series = new double[100];
        series[0] = 1;
        for (int i = 1; i < 100; i++) {
            series[i] = series[i - 1] * 0.9 + (i % 2 == 0 ? 1e-9 : -1e-9);
        }
        assertTrue(test.test(series, 100, Terms.NONE, 0));
        assertEquals(Math.log(0.5) / Math.log(0.9), test.halfLife(), 1e-6);
    }

    @Test
    void allocatesNothing() {
        final double[] series = Series.autoregression(0.5);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            final long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100; i++) {
                test.search(series, 300, Terms.NONE, Criterion.AKAIKE);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertEquals(0, least);
    }
}
