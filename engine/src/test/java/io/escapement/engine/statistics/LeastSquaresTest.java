package io.escapement.engine.statistics;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LeastSquaresTest {
    private static final double CLOSE = 1e-10;
    private static final int MOST_ROWS = 120;

    private final LeastSquares squares = new LeastSquares(MOST_ROWS, 8);

    @Property(tries = 200)
    void isWhatCommonsMathSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int columns,
                               @ForAll @IntRange(min = 2, max = 112) int more,
                               @ForAll @DoubleRange(min = 0, max = 100) double noise) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int rows = columns + more;
        final double[][] x = new double[rows][columns];
        final double[] y = new double[rows];
        squares.begin(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                x[i][j] = j == 0 ? 1 : random.nextDouble() * j - 0.3;
                y[i] += x[i][j] * (j - 2);
                squares.column(j)[i] = x[i][j];
            }
            y[i] += noise * (random.nextDouble() - 0.5);
            squares.y()[i] = y[i];
        }
        assertTrue(squares.solve());
        for (int first = 1; first <= columns; first++) {
            final int used = first;
            final OLSMultipleLinearRegression oracle = new OLSMultipleLinearRegression();
            oracle.setNoIntercept(true);
            oracle.newSampleData(y, Arrays.stream(x).map(row -> Arrays.copyOf(row, used)).toArray(double[][]::new));
            final double left = oracle.calculateResidualSumOfSquares();
            assertEquals(left, squares.residualSquares(first), CLOSE * Math.max(1, left));
            if (first == columns) {
                final double[] errors = oracle.estimateRegressionParametersStandardErrors();
                final double[] coefficients = oracle.estimateRegressionParameters();
                for (int j = 0; j < columns; j++) {
                    final double close = 1e-8 * Math.max(1, Math.abs(coefficients[j]) + errors[j]);
                    assertEquals(coefficients[j], squares.coefficient(j), close);
                    assertEquals(errors[j], squares.standardError(j), close);
                }
            }
        }
        assertEquals(Arrays.stream(y).map(v -> v * v).sum(), squares.residualSquares(0),
            CLOSE * Math.max(1, squares.residualSquares(0)));
    }

    @Test
    void saysWhichColumnsAreMadeOfThoseBefore() {
        squares.begin(10, 4);
        for (int i = 0; i < 10; i++) {
            squares.column(0)[i] = 1;
            squares.column(1)[i] = i;
            squares.column(2)[i] = 3 * i - 7;
            squares.column(3)[i] = i * i;
            squares.y()[i] = 2 + 5 * i + (i % 2);
        }
        assertFalse(squares.solve());
        assertEquals(2, squares.independent());
        assertTrue(squares.residualSquares(2) < squares.residualSquares(1));
        assertThrows(IndexOutOfBoundsException.class, () -> squares.residualSquares(3));
        squares.begin(10, 1);
        Arrays.fill(squares.column(0), 0);
        assertFalse(squares.solve());
        assertEquals(0, squares.independent());
        squares.begin(10, 1);
        Arrays.fill(squares.column(0), Double.NaN);
        assertFalse(squares.solve());
    }

    @Test
    void refusesMoreThanThereIsRoomFor() {
        assertThrows(IllegalArgumentException.class, () -> squares.begin(MOST_ROWS + 1, 2));
        assertThrows(IllegalArgumentException.class, () -> squares.begin(50, 9));
        assertThrows(IllegalArgumentException.class, () -> squares.begin(3, 3));
        assertThrows(IllegalArgumentException.class, () -> new LeastSquares(3, 3));
    }

    @Property(tries = 500)
    void theNormalDistributionIsThatOfCommonsMath(@ForAll @DoubleRange(min = -37, max = 9) double z) {
        final double expected = new NormalDistribution(null, 0, 1).cumulativeProbability(z);
        assertEquals(expected, io.escapement.engine.statistics.NormalDistribution.cumulative(z), 1e-12 * expected);
    }

    @Test
    void theNormalDistributionHasItsKnownValues() {
        // 0.5: the vectors. The tails: Abramowitz and Stegun, table 26.2, 15 digits.
        assertEquals(0.6914624612740131, cumulative(0.5), 2e-16);
        assertEquals(0.5, cumulative(0), 0);
        assertEquals(0.00134989803163009, cumulative(-3), 5e-18);
        assertEquals(2.866515718791939e-7, cumulative(-5), 1e-21);
        assertEquals(7.619853024160527e-24, cumulative(-10), 1e-37);
        assertEquals(1, cumulative(40), 0);
        assertEquals(0, cumulative(-40), 0);
        assertEquals(Double.NaN, cumulative(Double.NaN));
        for (double z = 1.9; z < 2.1; z += 0.001) {
            assertEquals(1, cumulative(z) + cumulative(-z), 2e-16, "series and fraction at " + z);
        }
    }

    private static double cumulative(double z) {
        return io.escapement.engine.statistics.NormalDistribution.cumulative(z);
    }
}
