package io.escapement.engine.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two recordings of the same minutes: bitcoin, spot, and ether, perpetual. */
class RecordedPairTest {
    private static final long FIRST_NS = 1_723_161_256_000_000_000L;
    private static final int SECONDS = 343;
    private static final Map<String, TreeMap<Long, long[]>> READ = new ConcurrentHashMap<>();

    /** {bid, ask} in hundredths by receive time; of several at one time the last. */
    private static TreeMap<Long, long[]> quotes(String capture) throws IOException {
        if (READ.containsKey(capture)) {
            return READ.get(capture);
        }
        final ObjectMapper mapper = new ObjectMapper();
        final TreeMap<Long, long[]> quotes = new TreeMap<>();
        for (final CaptureLine line : Captures.lines(capture, CaptureLine.Kind.IN)) {
            if (line.text().contains("@bookTicker")) {
                final JsonNode data = mapper.readTree(line.text()).get("data");
                quotes.put(line.timeNs(), new long[] {mantissa(data.get("b")), mantissa(data.get("a"))});
            }
        }
        READ.put(capture, quotes);
        return quotes;
    }

    private static long mantissa(JsonNode decimal) {
        return new BigDecimal(decimal.asText()).movePointRight(2).longValueExact();
    }

    private static double ln(TreeMap<Long, long[]> quotes, long timeNs) {
        // What comes at the boundary itself is not seen by it.
        final long[] quote = quotes.lowerEntry(timeNs).getValue();
        return Math.log((quote[0] + quote[1]) / 2.0 / 100);
    }

    @ParameterizedTest
    @CsvSource({"300, 1e-9", "120, 1e-9"})
    void everySecondOfTwoRecordingsIsThatOfTheTwin(int window, double close) throws IOException {
        final TreeMap<Long, long[]> x = quotes(Captures.SPOT_BTCUSDT);
        final TreeMap<Long, long[]> y = quotes(Captures.USDM_ETHUSDT);
        final PairRun run = new PairRun(PairRun.config(window));
        run.harness.advance(FIRST_NS - 1 - run.harness.now());
        run.defined();
        final TreeMap<Long, Integer> events = new TreeMap<>();
        x.keySet().forEach(time -> events.merge(time, 1, Integer::sum));
        y.keySet().forEach(time -> events.merge(time, 2, Integer::sum));
        for (final Map.Entry<Long, Integer> event : events.subMap(0L, FIRST_NS + (SECONDS + 1) * SECOND).entrySet()) {
            run.harness.advance(Math.max(0, event.getKey() - run.harness.now()));
            if ((event.getValue() & 1) != 0) {
                final long[] quote = x.get(event.getKey());
                run.harness.live(1, quote[0], 5, quote[1], 5);
            }
            if ((event.getValue() & 2) != 0) {
                final long[] quote = y.get(event.getKey());
                run.harness.live(2, quote[0], 5, quote[1], 5);
            }
            run.send(timer(1));
        }
        final PlainPair twin = new PlainPair(window, 3);
        double largest = 0;
        int values = 0;
        for (int i = 0; i < SECONDS; i++) {
            final long timeNs = FIRST_NS + i * SECOND;
            assertEquals(timeNs, run.rows.get(i).timeNs());
            twin.add(new double[] {ln(y, timeNs), ln(x, timeNs)});
            if (timeNs / SECOND % 10 == 0) {
                twin.test();
            }
            if (i % 4 != 0 && i < SECONDS - 5) {
                continue;
            }
            final double[] expected = twin.values();
            for (int column = 0; column < PairColumns.COUNT; column++) {
                final double actual = run.rows.get(i).values()[column];
                assertEquals(Double.isNaN(expected[column]), Double.isNaN(actual), "column " + column + " at " + i);
                if (!Double.isNaN(actual)) {
                    values++;
                    largest = Math.max(largest, Math.abs(actual - expected[column])
                        / Math.max(column == PairColumns.SPREAD ? 1e-4 : 1, Math.abs(expected[column])));
                }
            }
        }
        assertTrue(values > 200, values + " values");
        assertTrue(largest < close, "largest relative difference " + largest);
        final double[] last = run.rows.get(SECONDS - 1).values();
        System.out.printf("ETH perpetual on BTC spot, 2024-08-08, %d s: %d values, largest relative difference to the"
                + " twin %.1e; last beta %.4f, R2 %.3f, z %.2f, correlation (60 s) %.3f, ADF %.3f p %.4f lag %.0f,"
                + " half-life %.1f s%n", window, values, largest, last[PairColumns.BETA], last[PairColumns.R_SQUARED],
            last[PairColumns.Z], last[PairColumns.CORRELATION_SHORT], last[PairColumns.ADF_T],
            last[PairColumns.ADF_P], last[PairColumns.ADF_LAG], last[PairColumns.HALF_LIFE]);
        assertTrue(last[PairColumns.CORRELATION_SHORT] > 0.2 && last[PairColumns.BETA] > 0, "they move together");
    }
}
