package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.Reset;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No column looks ahead, and none depends on when it began for longer than it says; whatever columns there are. */
class IndicatorHonestyTest {
    private static final ColumnSet COLUMNS = IndicatorKind.allColumns();
    private static final int DAY = 1440;
    /** What a bar leaves of Wilder's mean of 14. */
    private static final double WILDER = 13.0 / 14;
    /** By the mean deviation: what another order of sums since the last rebuild is. */
    private static final double EXACT = 1e-6;
    /** Of the law, where several means make a value; the most here is 2.3, of ADX, a mean of what is made of means. */
    private static final double MOST_OF_SEVERAL = 2.5;

    @Test
    void valuesStayTheSameWhenWhatComesAfterThemIsDeleted() {
        final TestBars bars = TestBars.generated();
        final double[][] all = bars.run();
        for (int end = 1; end <= bars.count(); end += 7) {
            assertArrayEquals(all[end - 1], bars.run(0, end)[end - 1], "bar " + (end - 1) + " of " + end);
        }
    }

    /**
     * Who begins a window before has the value, if a column forgets what is out of its window. One that fades is apart
     * by less with each bar, as its slowest mean forgets: (1 - a) to the number of bars. One that is such a mean is
     * apart by exactly that; of the others, which are made of several, by some times that at most.
     */
    @Test
    void aWindowForgetsWhatIsOutOfItAndWhatFadesDoesAsFastAsItsMeansForget() {
        final TestBars bars = TestBars.december();
        final double[][] all = bars.run(0, 8 * DAY + 1);
        final Map<Integer, Shifted> shifted = new TreeMap<>();
        final List<String> wrong = new ArrayList<>();
        final StringBuilder line = new StringBuilder("start-shift, apart after the warm-up, and of that by the law:");
        for (int column = 0; column < COLUMNS.size(); column++) {
            final Column told = COLUMNS.columns().get(column);
            final String name = told.name();
            final int window = window(told);
            if (!told.window().endsWith("fading") || name.startsWith("vwap_dev")) {
                final double apart = shifted.computeIfAbsent(window, k -> new Shifted(bars, all, k)).apart(column, 0);
                if (apart > EXACT * shifted.get(window).deviation(column)) {
                    wrong.add(name + " from " + window + " bars before: " + apart);
                }
                continue;
            }
            final Shifted first = shifted.computeIfAbsent(4 * window, k -> new Shifted(bars, all, k));
            final double warm = first.apart(column, 3 * window);
            line.append(String.format(Locale.ROOT, " %s %.0e", name, warm / first.deviation(column)));
            for (final int more : new int[] {window, 3 * window}) {
                final double ofLaw = first.apart(column, 3 * window - more) / (warm * Math.pow(left(name), more));
                line.append(String.format(Locale.ROOT, " %.2f", ofLaw));
                if (ofLaw > MOST_OF_SEVERAL || isMean(name) && Math.abs(ofLaw - 1) > EXACT) {
                    wrong.add(name + " " + more + " bars after its warm-up: " + ofLaw + " of the law");
                }
            }
        }
        System.out.println(line);
        assertEquals(List.of(), wrong);
    }

    /** Whether a column is one exponential mean, and nothing else. */
    private static boolean isMean(String name) {
        return name.equals("atr_14") || name.startsWith("ema_") && !name.endsWith("dev");
    }

    /** What a bar leaves of what was before: of the slowest mean in a column. */
    private static double left(String name) {
        if (name.startsWith("ema_")) {
            final int n = Integer.parseInt(name.split("_")[1]);
            return Math.max(name.endsWith("dev") ? WILDER : 0, 1 - 2.0 / (n + 1));
        }
        return name.startsWith("macd") ? 25.0 / 27 : name.endsWith("_z") ? 59.0 / 61 : WILDER;
    }

    /** Series that begin so many bars before some of the whole one's. */
    private static final class Shifted {
        private static final int SAMPLES = 20;
        private final List<double[][]> series = new ArrayList<>();
        private final List<double[][]> whole = new ArrayList<>();
        private final int bars;

        Shifted(TestBars test, double[][] all, int bars) {
            this.bars = bars;
            for (int sample = 0; sample < SAMPLES; sample++) {
                final int end = 8 * DAY + 1 - 137 * sample;
                series.add(test.run(end - bars, end));
                whole.add(Arrays.copyOfRange(all, end - bars, end));
            }
        }

        /** Mean difference of a column so many bars before the last one. */
        double apart(int column, int before) {
            double sum = 0;
            for (int i = 0; i < SAMPLES; i++) {
                sum += Math.abs(series.get(i)[bars - 1 - before][column] - whole.get(i)[bars - 1 - before][column]);
            }
            return sum / SAMPLES;
        }

        /** Mean distance of the whole series' values from their mean. */
        double deviation(int column) {
            final double mean = whole.stream().mapToDouble(rows -> rows[bars - 1][column]).average().orElseThrow();
            return whole.stream().mapToDouble(rows -> Math.abs(rows[bars - 1][column] - mean)).average().orElseThrow();
        }
    }

    /** Bars after which a column has all that it looks back on. */
    private static int window(Column column) {
        if (column.reset() == Reset.DAY) {
            return DAY;
        }
        final int warmUp = Integer.parseInt(column.warmUp().split(" ")[0]);
        // These have an average true range, of which nothing is left after so long.
        return column.name().startsWith("vwap_dev") ? 600 : warmUp;
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
