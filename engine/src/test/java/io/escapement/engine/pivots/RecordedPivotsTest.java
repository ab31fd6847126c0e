package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.PivotKind;
import io.escapement.engine.history.Kline;
import io.escapement.engine.history.KlineCsv;
import io.escapement.engine.testkit.Captures;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Real bars of a minute: pivots are those of brute force, and as many as quant.md 0.3 has measured. */
class RecordedPivotsTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final double BARS = 1_500;

    private static long[][] bars(String name) throws IOException {
        final List<Kline> klines = KlineCsv.read(Captures.find(name), MINUTE);
        final long[][] bars = new long[klines.size()][];
        for (int i = 0; i < bars.length; i++) {
            final Kline kline = klines.get(i);
            bars[i] = new long[] {mantissa(kline.high()), mantissa(kline.low()), mantissa(kline.close())};
        }
        return bars;
    }

    private static long mantissa(BigDecimal price) {
        return price.movePointRight(8).longValueExact();
    }

    @Test
    void highsOf45031RealBarsAreAsManyAndAsLateAsMeasured() throws IOException {
        final long[][] bars = bars("klines/BTC-PERP_1m_2022-01.csv.gz");
        assertEquals(45_031, bars.length);
        final List<PivotsPropertyTest.Told> told = PivotsPropertyTest.stream(bars, PivotsConfig.usual());
        final StringBuilder text = new StringBuilder();
        for (int level = 1; level <= 5; level++) {
            final int at = level;
            final int[] lags = told.stream().filter(each -> each.kind() == PivotKind.HIGH && each.level() == at)
                .mapToInt(each -> each.confirmBar() - each.bar()).sorted().toArray();
            final int median = (lags[(lags.length - 1) / 2] + lags[lags.length / 2]) / 2;
            text.append(String.format(Locale.ROOT, "L%d %.1f lag %d most %d%n", level,
                lags.length * BARS / bars.length, median, lags[lags.length - 1]));
        }
        assertEquals(String.format("L1 313.1 lag 1 most 6%nL2 79.6 lag 6 most 23%nL3 20.4 lag 23 most 91%n"
            + "L4 5.3 lag 94 most 343%nL5 1.5 lag 377 most 851%n"), text.toString());
    }

    @Test
    void pivotsOfRealBarsAreThoseOfBruteForce() throws IOException {
        for (final String name : List.of("klines/BTC-PERP_1m_2022-01.csv.gz",
            "klines/binance_spot_BTCUSDT_1m_2024-12.csv.gz")) {
            final long[][] bars = bars(name);
            final List<PivotsPropertyTest.Told> told = PivotsPropertyTest.stream(bars, PivotsConfig.usual());
            final List<List<PlainPivots.Point>> highs =
                PlainPivots.levels(Arrays.stream(bars).mapToLong(bar -> bar[0]).toArray(), 1);
            for (int level = 1; level <= 5; level++) {
                final int at = level;
                assertEquals(highs.get(level - 1), told.stream()
                    .filter(each -> each.kind() == PivotKind.HIGH && each.level() == at)
                    .map(each -> new PlainPivots.Point(each.price(), each.bar(), each.confirmBar())).toList());
            }
        }
    }
}
