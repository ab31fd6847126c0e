package io.escapement.engine.book;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real recordings: the fast book equals its twin after every depth frame. */
class RecordedBookTest {
    private static final int EXPONENT = -8;
    /** Frames between comparisons of every level; in between the touched levels and the counts tell as much. */
    private static final int ALL_LEVELS_EVERY = 100;

    @ParameterizedTest
    @CsvSource({"binance-spot/btcusdt-2024-08-08, 1000000", "binance-spot/multi-2021-04, 1",
        "binance-spot/multi-2021-10, 1", "binance-usdm/ethusdt-2024-08-08, 1000000",
        "binance-usdm/multi-2021-07, 1000", "binance-coinm/multi-2021-07, 1000",
        "binance-coinm/btcusd-perp-2024-08-08, 10000000"})
    void shouldEqualTheTwinAfterEveryFrame(String recording, long tickSize) throws IOException {
        final Comparison comparison = new Comparison(tickSize);
        RecordedDepth.read(recording, comparison);
        comparison.books.forEach((symbol, pair) -> pair.compareLevels(symbol + " at the end"));
        assertTrue(comparison.frames > 100, "frames compared: " + comparison.frames);
    }

    private static final class Comparison implements RecordedDepth.Listener {
        private final Map<String, Pair> books = new HashMap<>();
        private final long tickSize;
        private int frames;

        private Comparison(long tickSize) {
            this.tickSize = tickSize;
        }

        @Override
        public void onSnapshot(String symbol, long timeNs, JsonNode body) {
            final Pair pair = books.computeIfAbsent(symbol, key -> new Pair(tickSize));
            pair.fast.clear();
            pair.twin.clear();
            pair.apply(body.get("bids"), body.get("asks"));
            pair.compareLevels(symbol + " snapshot");
        }

        @Override
        public void onDelta(String symbol, long timeNs, JsonNode frame) {
            final Pair pair = books.computeIfAbsent(symbol, key -> new Pair(tickSize));
            pair.apply(frame.get("b"), frame.get("a"));
            final String where = symbol + " frame " + ++frames;
            assertEquals(pair.twin.bidPrice(), pair.fast.bidPrice(), where);
            assertEquals(pair.twin.bidQuantity(), pair.fast.bidQuantity(), where);
            assertEquals(pair.twin.askPrice(), pair.fast.askPrice(), where);
            assertEquals(pair.twin.askQuantity(), pair.fast.askQuantity(), where);
            pair.compareTouched(where, frame);
            if (frames % ALL_LEVELS_EVERY == 0) {
                pair.compareLevels(where);
            }
        }
    }

    private static final class Pair {
        private final LadderBook fast;
        private final TreeMapBook twin = new TreeMapBook();
        private final DepthCursor cursor = new DepthCursor();

        private Pair(long tickSize) {
            fast = new LadderBook(new OrderBook(tickSize));
        }

        private void apply(JsonNode bids, JsonNode asks) {
            for (final JsonNode level : bids) {
                fast.setBid(RecordedDepth.mantissa(level.get(0), EXPONENT), quantity(level));
                twin.setBid(RecordedDepth.mantissa(level.get(0), EXPONENT), quantity(level));
            }
            for (final JsonNode level : asks) {
                fast.setAsk(RecordedDepth.mantissa(level.get(0), EXPONENT), quantity(level));
                twin.setAsk(RecordedDepth.mantissa(level.get(0), EXPONENT), quantity(level));
            }
        }

        private static long quantity(JsonNode level) {
            return RecordedDepth.mantissa(level.get(1), EXPONENT);
        }

        private void compareTouched(String where, JsonNode frame) {
            assertEquals(twin.bidCount(), fast.bidCount(), where);
            assertEquals(twin.askCount(), fast.askCount(), where);
            for (final JsonNode level : frame.get("b")) {
                final long price = RecordedDepth.mantissa(level.get(0), EXPONENT);
                assertEquals(twin.bidQuantityAt(price), fast.bidQuantityAt(price), where);
            }
            for (final JsonNode level : frame.get("a")) {
                final long price = RecordedDepth.mantissa(level.get(0), EXPONENT);
                assertEquals(twin.askQuantityAt(price), fast.askQuantityAt(price), where);
            }
        }

        private void compareLevels(String where) {
            if (!twin.hasLevelsOf(fast.book, cursor)) {
                assertEquals(twin.levels(), fast.levels(), where);
            }
        }
    }
}
