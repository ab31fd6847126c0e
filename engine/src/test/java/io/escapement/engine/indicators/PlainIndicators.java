package io.escapement.engine.indicators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** What each column should be, bar by bar: from TA-Lib's values, or by looking at all bars that count again. */
final class PlainIndicators {
    private static final long DAY = 1440 * TestBars.MINUTE;

    private final TestBars bars;
    private final Map<String, double[]> talib;
    private final Map<String, double[]> found = new LinkedHashMap<>();

    private PlainIndicators(TestBars bars) {
        this.bars = bars;
        this.talib = TaLib.of(bars);
    }

    /** By the name of the column. */
    static Map<String, double[]> of(TestBars bars) {
        final PlainIndicators plain = new PlainIndicators(bars);
        plain.ofTaLib();
        plain.byHand();
        return plain.found;
    }

    private void put(String name, int first, IntToDoubleFunction value) {
        final double[] values = new double[bars.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < first ? Double.NaN : value.applyAsDouble(i);
        }
        found.put(name, values);
    }

    private double ta(String name, int i) {
        return talib.get(name)[i];
    }

    private void ofTaLib() {
        final double[] c = bars.close();
        talib.forEach((name, values) -> put(name, 0, i -> values[i]));
        for (final String mean : new String[] {"sma_20", "ema_10", "ema_20", "ema_50", "ema_200"}) {
            put(mean + "_dev", 0, i -> (c[i] - ta(mean, i)) / ta("atr_14", i));
        }
        for (final String line : new String[] {"macd", "macd_signal", "macd_hist"}) {
            put(line, 0, i -> 10_000 * ta(line, i) / c[i]);
        }
        put("bb_pctb", 0, i -> (c[i] - ta("bb_lower", i)) / (ta("bb_upper", i) - ta("bb_lower", i)));
        put("bb_width", 0, i -> (ta("bb_upper", i) - ta("bb_lower", i)) / ta("bb_middle", i));
        put("range", 0, i -> (bars.high()[i] - bars.low()[i]) / ta("atr_14", i));
        put("body", 0, i -> (c[i] - bars.open()[i]) / ta("atr_14", i));
        put("upwick", 0, i -> (bars.high()[i] - Math.max(c[i], bars.open()[i])) / ta("atr_14", i));
        put("dnwick", 0, i -> (Math.min(c[i], bars.open()[i]) - bars.low()[i]) / ta("atr_14", i));
        put("obv_d_20", 20, i -> (ta("obv", i) - ta("obv", i - 20)) / sum(bars.volume(), i - 19, i));
        put("stochrsi_k", 0, this::stochasticRsi);
        put("stochrsi_d", 0, i -> i >= 22 && (standsStill(i) || standsStill(i - 1) || standsStill(i - 2))
            ? (stochasticRsi(i) + stochasticRsi(i - 1) + stochasticRsi(i - 2)) / 3 : ta("stochrsi_d", i));
        found.remove("bb_middle");
        found.remove("obv");
    }

    private double stochasticRsi(int i) {
        return i >= 20 && standsStill(i) ? 0 : ta("stochrsi_k", i);
    }

    /** Whether five RSIs are the same, for which TA-Lib tells the place among its rounding errors. */
    private boolean standsStill(int i) {
        final double[] c = bars.close();
        return c[i] == c[i - 1] && c[i] == c[i - 2] && c[i] == c[i - 3] && c[i] == c[i - 4];
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += values[i];
        }
        return sum;
    }

    private void byHand() {
        final double[] c = bars.close();
        for (final int k : new int[] {1, 5, 15, 60}) {
            put("ret_" + k, k, i -> Math.log(c[i]) - Math.log(c[i - k]));
        }
        score("vol_z", bars.volume());
        score("ntr_z", bars.trades());
        put("vwap_dev_day", 0, i -> fromMean(i, dayStart(i)));
        put("vwap_dev_5m", 0, i -> fromMean(i, i - 4));
        put("vwap_dev_1h", 0, i -> fromMean(i, i - 59));
        put("amihud_60", 60, this::amihud);
        put("cs_spread", 1, this::spread);
        put("bar_tod_sin", 0, i -> Math.sin(angle(i)));
        put("bar_tod_cos", 0, i -> Math.cos(angle(i)));
    }

    private double angle(int i) {
        return (bars.openTimeNs(i) + TestBars.MINUTE) % DAY * 2.0 * Math.PI / DAY;
    }

    /** The weights of all bars so far, written out: the first value's is what is left. */
    private void score(String name, double[] amounts) {
        final double a = 2.0 / 61;
        final double[] values = new double[amounts.length];
        double mean = 0;
        double meanSquare = 0;
        for (int i = 0; i < values.length; i++) {
            final double x = Math.log(1 + amounts[i]);
            // About a number in their midst, so that the difference of means of squares keeps its digits.
            final double y = x - Math.log(1 + amounts[0]);
            mean = i == 0 ? y : (1 - a) * mean + a * y;
            meanSquare = i == 0 ? y * y : (1 - a) * meanSquare + a * y * y;
            values[i] = i < 59 ? Double.NaN : (y - mean) / Math.sqrt(meanSquare - mean * mean);
        }
        found.put(name, values);
    }

    private int dayStart(int i) {
        return (int) Math.max(0, i - bars.openTimeNs(i) % DAY / TestBars.MINUTE);
    }

    private double fromMean(int i, int from) {
        final int first = Math.max(0, from);
        return (bars.close()[i] - sum(bars.worth(), first, i) / sum(bars.volume(), first, i)) / ta("atr_14", i);
    }

    private double amihud(int i) {
        double sum = 0;
        int traded = 0;
        for (int k = i - 59; k <= i; k++) {
            if (bars.worth()[k] > 0) {
                sum += Math.abs(Math.log(bars.close()[k] / bars.close()[k - 1])) / bars.worth()[k] * 1e6;
                traded++;
            }
        }
        return traded == 0 ? Double.NaN : sum / traded;
    }

    private double spread(int i) {
        final double h = Math.max(bars.high()[i], bars.high()[i - 1]);
        final double l = Math.min(bars.low()[i], bars.low()[i - 1]);
        final double beta = Math.pow(Math.log(bars.high()[i] / bars.low()[i]), 2)
            + Math.pow(Math.log(bars.high()[i - 1] / bars.low()[i - 1]), 2);
        final double k = 3 - 2 * Math.sqrt(2);
        final double alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / k
            - Math.sqrt(Math.pow(Math.log(h / l), 2) / k);
        return Math.max(0, 2 * Math.tanh(alpha / 2));
    }
}
