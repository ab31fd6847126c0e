package io.escapement.engine.features;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MicropriceTest {
    private static final int LOW = 0;
    private static final int MIDDLE = 1;
    private static final int HIGH = 2;

    /**
     * From a high imbalance, half of the steps go to the middle, half move the mid up one tick and end high again; the
     * middle goes high or low; low mirrors high. By hand: the next move is up from high with u = 1/2 + 1/2 * 1/2 =
     * 3/4, so G1 = 3/4 - 1/4 = 1/2; behind it one is high with 3/4, low with 1/4; G = 1/2 + 3/4 G - 1/4 G = 1.
     */
    @Test
    void aToyChainByHand() {
        final MicropriceCalibration toy = new MicropriceCalibration(3, 1);
        toy.step(HIGH, MIDDLE, 0);
        toy.step(HIGH, HIGH, 1);
        toy.step(MIDDLE, HIGH, 0);
        assertTable(List.of(-1.0, 0.0, 1.0), toy.table());
    }

    /** As above, but a move ends in the middle, from where nothing more is expected: G = G1 = 1/2. */
    @Test
    void aToyChainThatForgetsByHand() {
        final MicropriceCalibration toy = new MicropriceCalibration(3, 1);
        toy.step(HIGH, MIDDLE, 0);
        toy.step(HIGH, MIDDLE, 1);
        toy.step(MIDDLE, LOW, 0);
        assertTable(List.of(-0.5, 0.0, 0.5), toy.table());
    }

    private static void assertTable(List<Double> expected, MicropriceTable table) {
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), table.ticks().get(0).get(i), 1e-9);
        }
    }

    @Test
    void bucketsAreSymmetricAboutAHalf() {
        final SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 10_000; i++) {
            final int buckets = 1 + 2 * random.nextInt(8);
            final long bid = 1 + random.nextInt(40);
            final long ask = 1 + random.nextInt(40);
            assertEquals(buckets - 1 - MicropriceTable.bucket(buckets, ask, bid),
                MicropriceTable.bucket(buckets, bid, ask), bid + " and " + ask + " in " + buckets);
        }
        assertEquals(2, MicropriceTable.bucket(5, 3, 3));
        assertEquals(0, MicropriceTable.bucket(5, 0, 3));
        assertEquals(4, MicropriceTable.bucket(5, 3, 0));
    }

    @Test
    void recordedQuotesMakeATableThatRisesWithImbalanceAndIsAntisymmetric() {
        final MicropriceCalibration calibration = new MicropriceCalibration(9, 2);
        for (final Step step : RecordedSteps.ethusdt()) {
            if (step.levels() != null) {
                calibration.quote(step.levels()[0][0], step.levels()[1][0], step.levels()[2][0], step.levels()[3][0],
                    1);
            } else if (step.lost()) {
                calibration.cut();
            }
        }
        assertTrue(calibration.steps() > 1_000, calibration.steps() + " steps");
        final MicropriceTable table = calibration.table();
        final List<Double> row = table.ticks().get(0);
        System.out.println("microprice of ETHUSDT, ticks: " + table.ticks());
        for (int i = 1; i < row.size(); i++) {
            assertTrue(row.get(i) > row.get(i - 1), row + " rises");
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(-table.adjustment(1, 1, 1 + i, 51 - i), table.adjustment(1, 1, 51 - i, 1 + i), 1e-15);
        }
        assertTrue(Double.isNaN(table.adjustment(3, 1, 1, 1)), "no such spread");
        assertTrue(Double.isNaN(table.adjustment(3, 2, 1, 1)), "between ticks");
    }

    @Test
    void aTableThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MicropriceTable(new double[][] {{0, 0}}));
        assertThrows(IllegalArgumentException.class, () -> new MicropriceTable(new double[0][]));
        assertThrows(IllegalArgumentException.class, () -> new MicropriceTable(new double[][] {{-1, 0, 2}}));
        assertThrows(IllegalArgumentException.class,
            () -> new MicropriceTable(new double[][] {{-1, 0, 1}, {0}}));
        assertThrows(IllegalArgumentException.class, () -> new MicropriceCalibration(4, 1));
    }

    @Test
    void aMidThatNeverMovesMakesNoTable() {
        final MicropriceCalibration still = new MicropriceCalibration(3, 1);
        still.step(HIGH, MIDDLE, 0);
        still.step(MIDDLE, HIGH, 0);
        assertThrows(IllegalStateException.class, still::table);
    }
}
