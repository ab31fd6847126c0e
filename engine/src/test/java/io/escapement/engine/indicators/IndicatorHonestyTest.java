package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.Reset;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No column looks ahead, and none depends on when it began for longer than it says; whatever columns there are. */
class IndicatorHonestyTest {
    private static final ColumnSet COLUMNS = IndicatorKind.allColumns();
    private static final int DAY = 1440;

    @Test
    void valuesStayTheSameWhenWhatComesAfterThemIsDeleted() {
        final TestBars bars = TestBars.generated();
        final double[][] all = bars.run();
        for (int end = 1; end <= bars.count(); end += 7) {
            assertArrayEquals(all[end - 1], bars.run(0, end)[end - 1], "bar " + (end - 1) + " of " + end);
        }
    }

    @Test
    void aWindowForgetsWhatIsOutOfItAndWhatFadesIsSmallAfterFourTimesItsWarmUp() {
        final TestBars bars = TestBars.december();
        final int end = 8 * DAY;
        final double[][] all = bars.run(0, end + 1);
        final List<String> wrong = new ArrayList<>();
        final StringBuilder line = new StringBuilder("start-shift, mean differences at W 2W 4W by mean deviation:");
        for (int column = 0; column < COLUMNS.size(); column++) {
            final Column told = COLUMNS.columns().get(column);
            final int window = window(told);
            final double[] drift = new double[3];
            for (int i = 0; i < drift.length; i++) {
                drift[i] = drift(bars, all, column, window << i, end);
            }
            final boolean fades = told.window().endsWith("fading") || told.reset() == Reset.DAY;
            line.append(String.format(Locale.ROOT, " %s %.0e %.0e %.0e", told.name(), drift[0], drift[1], drift[2]));
            // Of what is exact, another order of sums since the last rebuild is left.
            if (fades ? drift[2] > 0.1 || drift[2] > drift[0] : drift[0] > 1e-6) {
                wrong.add(told.name() + " from " + window + " bars before: " + Arrays.toString(drift));
            }
        }
        System.out.println(line);
        assertEquals(List.of(), wrong);
    }

    /** Bars after which a column has all that it looks back on. */
    private static int window(Column column) {
        if (column.reset() == Reset.DAY) {
            return DAY;
        }
        final int warmUp = Integer.parseInt(column.warmUp().split(" ")[0]);
        return column.window().startsWith("1 hour") ? 60 : warmUp;
    }

    /** Mean difference over some bars t between a series from t - k and the whole one, by the mean deviation. */
    private static double drift(TestBars bars, double[][] all, int column, int k, int end) {
        double differences = 0;
        double mean = 0;
        double deviations = 0;
        final int samples = 20;
        for (int sample = 0; sample < samples; sample++) {
            final int t = end - 137 * sample;
            final double[][] shifted = bars.run(t - k + 1, t + 1);
            differences += Math.abs(shifted[k - 1][column] - all[t][column]);
            mean += all[t][column] / samples;
        }
        for (int sample = 0; sample < samples; sample++) {
            deviations += Math.abs(all[end - 137 * sample][column] - mean);
        }
        return differences / deviations;
    }

    @Test
    void everythingBeginsAnewBehindAGapButTheDaysMeanPriceAndTheTimeOfDay() {
        final TestBars bars = TestBars.generated();
        final int gap = 130;
        final IndicatorSeries series =
            new IndicatorSeries(new BarValues(TestBars.INSTRUMENT), TestBars.MINUTE, List.of(IndicatorKind.values()));
        final double[][] fresh = bars.run(gap + 1, bars.count());
        for (int i = 0; i < bars.count(); i++) {
            if (i == gap) {
                continue;
            }
            assertTrue(series.accepts(bars.openTimeNs(i), true));
            bars.put(i, series.bar());
            final double[] row = series.close();
            if (i > gap) {
                final double[] expected = fresh[i - gap - 1].clone();
                final int day = COLUMNS.index("vwap_dev_day");
                assertEquals(Double.isNaN(expected[day]), Double.isNaN(row[day]), "needs the average true range");
                expected[day] = row[day];
                assertArrayEquals(expected, row, "bar " + i);
            }
        }
        final int later = bars.count() - 1;
        assertEquals(PlainIndicators.of(bars).get("bar_tod_sin")[later],
            series.close()[COLUMNS.index("bar_tod_sin")], 1e-12);
    }

    @Test
    void aMarketThatStandsStillHasTheValuesOfConventionAndNothingInvented() {
        final IndicatorSeries series =
            new IndicatorSeries(new BarValues(TestBars.INSTRUMENT), TestBars.MINUTE, List.of(IndicatorKind.values()));
        double[] row = {};
        for (int i = 0; i < 300; i++) {
            final BarValues bar = series.bar();
            bar.time(i * TestBars.MINUTE, TestBars.MINUTE);
            bar.open = 100.1;
            bar.high = 100.1;
            bar.low = 100.1;
            bar.close = 100.1;
            bar.volume = 0;
            bar.quantity = 0;
            bar.worth = 0;
            bar.tradeCount = 0;
            row = series.close();
        }
        for (int column = 0; column < COLUMNS.size(); column++) {
            final String name = COLUMNS.columns().get(column).name();
            final double expected = switch (name) {
                case "sma_20", "ema_10", "ema_20", "ema_50", "ema_200", "bb_upper", "bb_lower" -> 100.1;
                case "rsi_14" -> 50;
                case "aroon_up", "aroon_down" -> 100;
                case "ret_1", "ret_5", "ret_15", "ret_60", "macd", "macd_signal", "macd_hist", "bb_width", "atr_14",
                    "natr_14", "adx_14", "plus_di_14", "minus_di_14", "stoch_k", "stoch_d", "stochrsi_k", "stochrsi_d",
                    "willr_14", "cci_20", "mfi_14", "roc_10", "linreg_slope_20", "cs_spread" -> 0;
                case "bar_tod_sin" -> Math.sin(300.0 / DAY * 2 * Math.PI);
                case "bar_tod_cos" -> Math.cos(300.0 / DAY * 2 * Math.PI);
                default -> Double.NaN;
            };
            assertEquals(expected, row[column], 1e-11, name);
        }
    }

    @Test
    void aBarThatDoesNotSayItsVolumeMakesTheWindowsThatHoldItMissing() {
        final TestBars bars = TestBars.generated();
        final double[][] all = bars.run();
        bars.volume()[150] = Double.NaN;
        bars.worth()[150] = Double.NaN;
        bars.trades()[150] = Double.NaN;
        final double[][] with = bars.run();
        for (int i = 150; i < bars.count(); i++) {
            final int since = i - 150;
            assertMissing(with[i], since < 14, "mfi_14");
            assertMissing(with[i], since < 20, "obv_d_20");
            assertMissing(with[i], since < 60, "amihud_60");
            assertMissing(with[i], since < 5, "vwap_dev_5m");
            assertMissing(with[i], since < 60, "vwap_dev_1h");
            assertMissing(with[i], since < 1, "vol_z");
            assertMissing(with[i], since < 1, "ntr_z");
            assertMissing(with[i], true, "vwap_dev_day");
            assertEquals(all[i][COLUMNS.index("rsi_14")], with[i][COLUMNS.index("rsi_14")]);
        }
        final int mfi = COLUMNS.index("mfi_14");
        assertEquals(all[299][mfi], with[299][mfi], 1e-9);
    }

    private static void assertMissing(double[] row, boolean missing, String column) {
        assertEquals(missing, Double.isNaN(row[COLUMNS.index(column)]), column);
    }
}
