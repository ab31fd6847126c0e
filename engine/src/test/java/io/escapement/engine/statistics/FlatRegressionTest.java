package io.escapement.engine.statistics;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What rounding leaves in the sums of a regression is never taken for a slope. */
class FlatRegressionTest {
    private static final int WINDOW = 50;

    private static RollingRegression moved(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RollingRegression regression = new RollingRegression(WINDOW);
        for (int i = 0; i < 777; i++) {
            regression.add(11 + random.nextDouble() * 1e-3, 8 + random.nextDouble() * 1e-3);
        }
        return regression;
    }

    @Test
    void aWindowInWhichXStoodStillHasNoSlopeUntilItMoves() {
        final RollingRegression regression = moved(1);
        for (int i = 0; i < WINDOW; i++) {
            assertTrue(regression.slope() > -1e9);
            regression.add(11.0003, 8 + i * 1e-4);
        }
        assertEquals(Double.NaN, regression.slope());
        assertEquals(Double.NaN, regression.correlation());
        regression.add(11.0004, 8);
        final SimpleRegression plain = new SimpleRegression();
        for (int i = 0; i < WINDOW; i++) {
            plain.addData(regression.xs().ago(i), regression.ys().ago(i));
        }
        assertEquals(plain.getSlope(), regression.slope(), 1e-9 * Math.abs(plain.getSlope()));
    }

    @Test
    void aWindowInWhichYStoodStillHasASlopeOfZeroAndNoCorrelation() {
        final RollingRegression regression = moved(2);
        for (int i = 0; i < WINDOW; i++) {
            regression.add(11 + i * 1e-4, 8.0003);
        }
        assertEquals(0, regression.slope(), 0);
        assertEquals(Double.NaN, regression.correlation());
        assertEquals(0, regression.totalSquares(), 0);
        assertEquals(0, regression.residualSquares(), 0);
        assertEquals(0, regression.residual(0), 0);
    }

    @Test
    void residualsAreWhatTheLineLeaves() {
        final RollingRegression regression = moved(3);
        double squares = 0;
        for (int i = 0; i < WINDOW; i++) {
            final double plain = regression.ys().ago(i) - regression.intercept()
                - regression.slope() * regression.xs().ago(i);
            assertEquals(plain, regression.residual(i), 1e-13);
            squares += regression.residual(i) * regression.residual(i);
        }
        assertEquals(squares, regression.residualSquares(), 1e-10 * squares);
    }
}
