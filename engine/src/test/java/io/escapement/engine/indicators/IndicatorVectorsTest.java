package io.escapement.engine.indicators;

import io.escapement.engine.columns.ColumnSet;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The numbers of quant.md, section 3, as they stand there. */
class IndicatorVectorsTest {
    private static final ColumnSet COLUMNS = IndicatorKind.allColumns();
    /** They are printed with ten digits behind the point. */
    private static final double DIGITS = 5.1e-11;
    /** TA-Lib takes variances from sums of squares, which loses some. */
    private static final double BANDS = 1e-8;

    private final TestBars bars = TestBars.generated();
    private final double[][] rows = bars.run();

    private double at(String column, int i) {
        return rows[i][COLUMNS.index(column)];
    }

    /** A value in bps of the close, in the price's own unit. */
    private double priced(String column, int i) {
        return at(column, i) * bars.close()[i] / 1e4;
    }

    private void assertFirstAndLast(String column, int first, double firstValue, double lastValue) {
        assertFirstAndLast(column, first, firstValue, lastValue, DIGITS);
    }

    private void assertFirstAndLast(String column, int first, double firstValue, double lastValue, double digits) {
        assertEquals(Double.NaN, at(column, first - 1), column);
        assertEquals(firstValue, at(column, first), digits, column);
        assertEquals(lastValue, at(column, 299), digits, column);
    }

    @Test
    void theGeneratorIsTheOneOfThePage() {
        assertEquals(2052.274447075869, bars.close()[299], 1e-12);
        final TestBars.Draws draws = new TestBars.Draws();
        assertEquals(0.5682303266439076, draws.next(), 0);
        assertEquals(0.2254634289477513, draws.next(), 0);
    }

    @Test
    void firstAndLastValuesAreThoseOfThePage() {
        assertFirstAndLast("rsi_14", 14, 30.2105667426, 59.1132779375);
        assertFirstAndLast("ema_10", 9, 2004.7923079322, 2052.1407370327);
        assertFirstAndLast("bb_upper", 19, 2015.6590070720, 2061.6905563283, BANDS);
        assertFirstAndLast("bb_lower", 19, 1977.9441705150, 2036.7078141657, BANDS);
        assertFirstAndLast("sma_20", 19, 1996.8015887935, 2049.1991852470);
        assertFirstAndLast("atr_14", 14, 4.7746025185, 5.2453209594);
        assertFirstAndLast("adx_14", 27, 44.8605801965, 33.1255266886);
        assertFirstAndLast("plus_di_14", 14, 13.7645081020, 19.7389838248);
        assertFirstAndLast("minus_di_14", 14, 29.6336106100, 12.6010425487);
        assertFirstAndLast("stoch_k", 17, 10.3757033604, 55.1607044533);
        assertFirstAndLast("stoch_d", 17, 7.2425662302, 63.2457916864);
        assertFirstAndLast("mfi_14", 14, 41.4833506357, 52.9150085628);
        assertFirstAndLast("cci_20", 19, -162.2058452314, 29.6365920633);
        assertFirstAndLast("linreg_slope_20", 19, -1.4450898794, 0.8712657994);
    }

    @Test
    void convergenceIsThatOfThePageInBpsOfTheClose() {
        assertEquals(Double.NaN, at("macd", 32));
        assertEquals(-6.7591898136, priced("macd", 33), DIGITS);
        assertEquals(-8.7736865399, priced("macd_signal", 33), DIGITS);
        assertEquals(2.0144967263, priced("macd_hist", 33), DIGITS);
        assertEquals(5.0223216666, priced("macd", 299), DIGITS);
        assertEquals(5.7218287482, priced("macd_signal", 299), DIGITS);
        assertEquals(-0.6995070815, priced("macd_hist", 299), DIGITS);
    }

    @Test
    void theWorkedRowOfRsiIsThatOfThePage() {
        final double[] closes = {44.34, 44.09, 44.15, 43.61, 44.33, 44.83, 45.10, 45.42, 45.84, 46.08, 45.89, 46.03,
            45.61, 46.28, 46.28, 46.00, 46.03, 46.41, 46.22, 45.64, 46.21, 46.25, 45.71, 46.45, 45.78, 45.35, 44.03,
            44.18, 44.22, 44.57, 43.42, 42.66, 43.13};
        final double[] first = {70.464135, 66.249619, 66.480942, 69.346853, 66.294713, 57.915021};
        final RelativeStrength rsi = new RelativeStrength(14);
        double strength = Double.NaN;
        for (int i = 0; i < closes.length; i++) {
            strength = rsi.add(closes[i]);
            if (i < 14) {
                assertEquals(Double.NaN, strength);
            } else if (i < 14 + first.length) {
                assertEquals(first[i - 14], strength, 5e-7);
            }
        }
        assertEquals(37.788772, strength, 5e-7);
    }

    @Test
    void theSpreadOfTwoBarsIsThatOfThePage() {
        final IndicatorSeries series = new IndicatorSeries(new BarValues(TestBars.INSTRUMENT), TestBars.MINUTE,
            List.of(IndicatorKind.HIGH_LOW_SPREAD));
        series.bar().high = 100.5;
        series.bar().low = 99.9;
        assertEquals(Double.NaN, series.close()[0]);
        series.bar().high = 100.8;
        series.bar().low = 100.1;
        assertEquals(0.00052946392, series.close()[0], 5e-12);
    }
}
