package io.escapement.engine.pairs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MacKinnonTest {
    @ParameterizedTest
    @CsvSource({
        "-4, 0.0014105112530392603, 0.008793701231094677, 7.326906489110129e-05, 0.00718130705505248",
        "-3.5, 0.007987094061496709, 0.03939102799324626, 0.00048372740257371865, 0.03239538836017372",
        "-3, 0.034894400275345266, 0.1320809847799973, 0.0026637350127542685, 0.1102054949706574",
        "-2.86, 0.05020109988200309, 0.1757802175274888, 0.004146479181646658, 0.14733850786967184",
        "-2.5, 0.11547432475870761, 0.32796229628585105, 0.012004037384041915, 0.2790690234367212",
        "-2, 0.28657309916843154, 0.6014337722402741, 0.043520623056049056, 0.5285780802451076",
        "-1.5, 0.533511338910265, 0.8291322873337499, 0.1252400584846753, 0.7611920745117746",
        "-1, 0.7532643012005655, 0.9441147109023218, 0.28810611212633064, 0.902847226038779",
        "0, 0.958532086060056, 0.9942331676947893, 0.6842796360469544, 0.9859002580259643",
        "1, 0.9942659485477608, 1.0, 0.9159517564141868, 1.0"})
    void pValuesAreThoseOfStatsmodels(double statistic, double constant, double trend, double plain, double two) {
        assertEquals(constant, MacKinnon.ONE_CONSTANT.pValue(statistic), 1e-13 * constant);
        assertEquals(trend, MacKinnon.ONE_TREND.pValue(statistic), 1e-13 * trend);
        assertEquals(plain, MacKinnon.ONE_PLAIN.pValue(statistic), 1e-13 * plain);
        assertEquals(two, MacKinnon.TWO_CONSTANT.pValue(statistic), 1e-13 * two);
    }

    @Test
    void everySurfaceRisesFromZeroToOneWithoutJumps() {
        for (final MacKinnon surface : MacKinnon.values()) {
            double before = surface.pValue(-6);
            for (double t = -5.999; t < 0.6; t += 0.001) {
                final double p = surface.pValue(t);
                // Where the two polynomials meet they do so within 2 %.
                assertEquals(before, p, 0.02, surface + " at " + t);
                before = p;
            }
            assertEquals(0, surface.pValue(-30), 0);
            assertEquals(surface == MacKinnon.ONE_PLAIN ? 0.99 : 1, surface.pValue(3), 0.02);
            assertEquals(Double.NaN, surface.pValue(Double.NaN));
        }
    }

    @Test
    void aTrendOfTwoSeriesHasItsOwnCriticalValues() {
        // MacKinnon 2010, table 3, N = 2: the asymptotic values.
        final int endless = Integer.MAX_VALUE;
        assertEquals(-4.32762, MacKinnon.TWO_TREND.critical(MacKinnon.Level.ONE_PERCENT, endless), 1e-7);
        assertEquals(-3.78057, MacKinnon.TWO_TREND.critical(MacKinnon.Level.FIVE_PERCENT, endless), 1e-7);
        assertEquals(-3.49631, MacKinnon.TWO_TREND.critical(MacKinnon.Level.TEN_PERCENT, endless), 1e-7);
        for (final MacKinnon.Level level : MacKinnon.Level.values()) {
            final double share = level == MacKinnon.Level.ONE_PERCENT ? 0.01
                : level == MacKinnon.Level.FIVE_PERCENT ? 0.05 : 0.10;
            for (final MacKinnon surface : MacKinnon.values()) {
                assertEquals(share, surface.pValue(surface.critical(level, endless)), 0.004, surface + " " + level);
            }
        }
    }
}
