package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Every column against TA-Lib, or its twin by hand, over whole series. A difference is relative to the value, or to the
 * mean size of the column's values where that is greater, so that what crosses zero has a measure too.
 */
class IndicatorOracleTest {
    private static final ColumnSet COLUMNS = IndicatorKind.allColumns();
    /** What sums in another order differ by over 300 bars; TA-Lib's variances, of sums of squares, most. */
    private static final double CLOSE = 1e-9;

    @Test
    void columnsOfTheGeneratedBarsAreThoseOfTheOracles() {
        compare(TestBars.generated(), CLOSE);
    }

    @Test
    void columnsOfTheSharedVectorsAreThoseOfTheOracles() {
        compare(TestBars.vectors(), CLOSE);
    }

    @Test
    void columnsOfAMonthOfSpotBarsAreThoseOfTheOracles() {
        compare(TestBars.december(), 1e-6);
    }

    @Test
    void columnsOfAMonthOfAPerpetualAreThoseOfTheOracles() {
        compare(TestBars.january(), 1e-6);
    }

    private static void compare(TestBars bars, double tolerance) {
        final Map<String, double[]> expected = PlainIndicators.of(bars);
        final double[][] rows = bars.run();
        final List<String> wrong = new ArrayList<>();
        final Map<String, Double> largest = new TreeMap<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
            final Column told = COLUMNS.columns().get(column);
            final double[] oracle = expected.remove(told.name());
            final double size = size(oracle);
            double most = 0;
            for (int i = 0; i < rows.length; i++) {
                final double value = rows[i][column];
                if (Double.isNaN(value) != Double.isNaN(oracle[i])) {
                    wrong.add(told.name() + " at " + i + ": " + value + ", oracle " + oracle[i]);
                    break;
                }
                if (!Double.isNaN(value)) {
                    most = Math.max(most, Math.abs(value - oracle[i]) / Math.max(size, Math.abs(oracle[i])));
                }
            }
            if (most > tolerance) {
                wrong.add(told.name() + " differs by " + most);
            }
            if (firstIndex(oracle) != Integer.parseInt(told.warmUp().split(" ")[0]) - 1) {
                wrong.add(told.name() + " begins at " + firstIndex(oracle) + ", says " + told.warmUp());
            }
            largest.put(told.name(), most);
        }
        final StringBuilder line = new StringBuilder("largest relative differences, ").append(bars.name())
            .append(", ").append(bars.count()).append(" bars:");
        largest.forEach((name, most) -> line.append(String.format(Locale.ROOT, " %s %.1e", name, most)));
        System.out.println(line);
        assertEquals(List.of(), wrong);
        assertEquals(Map.of(), expected, "oracles that no column has");
    }

    private static double size(double[] values) {
        double sum = 0;
        int count = 0;
        for (final double value : values) {
            if (!Double.isNaN(value)) {
                sum += Math.abs(value);
                count++;
            }
        }
        return sum / count;
    }

    private static int firstIndex(double[] values) {
        int i = 0;
        while (Double.isNaN(values[i])) {
            i++;
        }
        return i;
    }
}
