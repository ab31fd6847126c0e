package io.escapement.engine.indicators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.Captures;
import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Bars of one minute as arrays, and the indicators over them, one array a column. */
record TestBars(String name, long firstOpenNs, double[] open, double[] high, double[] low, double[] close,
                double[] volume, double[] worth, double[] trades) {
    static final long MINUTE = 60_000_000_000L;
    static final Instrument INSTRUMENT = new Instrument(1, Venue.BINANCE, "ETHUSDT", "ETH", "USDT", -2, -8, 1, 1, 1,
        1L << 60, 1, InstrumentStatus.TRADING);
    private static final long NIGHT = Instant.parse("2024-01-01T23:00:00Z").getEpochSecond() * 1_000_000_000L;

    private static TestBars empty(String name, long firstOpenNs, int n) {
        return new TestBars(name, firstOpenNs, new double[n], new double[n], new double[n], new double[n],
            new double[n], new double[n], new double[n]);
    }

    int count() {
        return close.length;
    }

    /** quant.md section 3: 300 bars; worth and trades are drawn behind all of them. */
    static TestBars generated() {
        final TestBars bars = empty("generator", NIGHT, 300);
        final Draws draws = new Draws();
        double price = 2000;
        for (int i = 0; i < bars.count(); i++) {
            bars.open[i] = price;
            price += (draws.next() - 0.5) * 10;
            bars.close[i] = price;
            bars.high[i] = Math.max(bars.open[i], price) + 3 * draws.next();
            bars.low[i] = Math.min(bars.open[i], price) - 3 * draws.next();
            bars.volume[i] = 1 + 9 * draws.next();
        }
        bars.fill(draws);
        return bars;
    }

    private void fill(Draws draws) {
        for (int i = 0; i < count(); i++) {
            worth[i] = volume[i] * (low[i] + draws.next() * (high[i] - low[i]));
            trades[i] = Math.floor(1 + 100 * draws.next());
        }
    }

    /** A generator that gives the same numbers in every language. */
    static final class Draws {
        private long state = 42;

        double next() {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (state >>> 11) * 0x1p-53;
        }
    }

    /** The shared vectors, or the test is skipped. */
    static TestBars vectors() {
        final Path file = Path.of(System.getProperty("captures.dir", "../../shared/captures"))
            .resolveSibling("vectors").resolve("bars.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), () -> "SKIPPED: there is no " + file);
        try {
            final JsonNode json = new ObjectMapper().readTree(file.toFile());
            final TestBars bars = empty("bars.json", NIGHT, json.get("close").size());
            for (int i = 0; i < bars.count(); i++) {
                bars.open[i] = json.get("open").get(i).asDouble();
                bars.high[i] = json.get("high").get(i).asDouble();
                bars.low[i] = json.get("low").get(i).asDouble();
                bars.close[i] = json.get("close").get(i).asDouble();
                bars.volume[i] = json.get("volume").get(i).asDouble();
            }
            bars.fill(new Draws());
            return bars;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A month of BTCUSDT, spot, December 2024: with quote volumes and counts. */
    static TestBars december() {
        final List<String[]> rows = rows("klines/binance_spot_BTCUSDT_1m_2024-12.csv.gz");
        final String end = rows.get(0)[7].replace(' ', 'T');
        final TestBars bars = empty("BTCUSDT 2024-12",
            (OffsetDateTime.parse(end).toEpochSecond() - 59) * 1_000_000_000L, rows.size());
        for (int i = 0; i < bars.count(); i++) {
            bars.row(i, rows.get(i), 0);
            bars.worth[i] = Double.parseDouble(rows.get(i)[5]);
            bars.trades[i] = Double.parseDouble(rows.get(i)[6]);
        }
        return bars;
    }

    /** A month of a BTC perpetual, January 2022: volume is in dollars, worth and counts are drawn. */
    static TestBars january() {
        final List<String[]> rows = rows("klines/BTC-PERP_1m_2022-01.csv.gz");
        final TestBars bars = empty("BTC-PERP 2022-01",
            Instant.parse(rows.get(0)[0].substring(0, 19).replace(' ', 'T') + "Z").getEpochSecond() * 1_000_000_000L,
            rows.size());
        for (int i = 0; i < bars.count(); i++) {
            bars.row(i, rows.get(i), 1);
        }
        bars.fill(new Draws());
        return bars;
    }

    private void row(int i, String[] row, int from) {
        open[i] = Double.parseDouble(row[from]);
        high[i] = Double.parseDouble(row[from + 1]);
        low[i] = Double.parseDouble(row[from + 2]);
        close[i] = Double.parseDouble(row[from + 3]);
        volume[i] = Double.parseDouble(row[from + 4]);
    }

    private static List<String[]> rows(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(Captures.find(name)))))) {
            return reader.lines().skip(1).map(line -> line.split(",")).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long openTimeNs(int i) {
        return firstOpenNs + i * MINUTE;
    }

    void put(int i, BarValues bar) {
        bar.time(openTimeNs(i), MINUTE);
        bar.open = open[i];
        bar.high = high[i];
        bar.low = low[i];
        bar.close = close[i];
        bar.volume = volume[i];
        bar.quantity = volume[i];
        bar.worth = worth[i];
        bar.tradeCount = trades[i];
    }

    /** All indicators over the bars from one to, not including, another; row by bar. */
    double[][] run(int from, int to) {
        final IndicatorSeries series =
            new IndicatorSeries(new BarValues(INSTRUMENT), MINUTE, List.of(IndicatorKind.values()));
        final double[][] rows = new double[to - from][];
        for (int i = from; i < to; i++) {
            series.accepts(openTimeNs(i), true);
            put(i, series.bar());
            rows[i - from] = series.close().clone();
        }
        return rows;
    }

    double[][] run() {
        return run(0, count());
    }
}
