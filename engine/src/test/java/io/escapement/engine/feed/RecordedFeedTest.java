package io.escapement.engine.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.RecordedDepth;
import io.escapement.engine.book.TreeMapBook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A whole recording through the feed and book stages: live throughout, and equal to the twin after every frame. */
class RecordedFeedTest {
    private static final int LEVELS_A_FRAGMENT = 200;
    private static final int ALL_LEVELS_EVERY = 100;

    @ParameterizedTest
    @CsvSource({"binance-spot/btcusdt-2024-08-08, BINANCE, -2, -6",
        "binance-usdm/btcusdt-2024-07-18, BINANCE_USDM, -2, -3",
        "binance-usdm/ethusdt-2024-08-08, BINANCE_USDM, -2, -3"})
    void shouldEqualTheTwinAfterEveryFrame(String recording, Venue venue, int priceExponent, int quantityExponent)
        throws IOException {
        final Player player = new Player(venue, priceExponent, quantityExponent);
        RecordedDepth.read(recording, player);
        assertTrue(player.compared > 3_000, "frames compared: " + player.compared);
        assertEquals(List.of("BookStatus 1 SYNCING>SYNCING STARTED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed "
            + player.liveId), player.statuses);
    }

    private static final class Player implements RecordedDepth.Listener {
        private final FeedScript script = FeedScript.forRecordings(FeedLimits.forBinance(8));
        private final TreeMapBook twin = new TreeMapBook();
        private final DepthCursor cursor = new DepthCursor();
        private final List<String> statuses = new ArrayList<>();
        private final List<JsonNode> early = new ArrayList<>();
        private final int priceExponent;
        private final int quantityExponent;
        private long twinId;
        private long liveId;
        private int compared;

        private Player(Venue venue, int priceExponent, int quantityExponent) {
            this.priceExponent = priceExponent;
            this.quantityExponent = quantityExponent;
            script.venue = venue;
            take(script.define(1));
        }

        @Override
        public void onSnapshot(String symbol, long timeNs, JsonNode body) {
            script.nowNs = timeNs;
            final long id = body.get("lastUpdateId").asLong();
            take(script.status(1, FeedCondition.RESYNC_STARTED));
            final List<String> bids = levels(body.get("bids"));
            final List<String> asks = levels(body.get("asks"));
            final int fragments = (Math.max(bids.size(), asks.size()) + LEVELS_A_FRAGMENT - 1) / LEVELS_A_FRAGMENT;
            for (int i = 0; i < fragments; i++) {
                final int flags = (i == 0 ? FeedScript.FIRST : 0) | (i == fragments - 1 ? FeedScript.LAST : 0);
                take(script.snapshot(1, id, (byte) flags, part(bids, i) + "|" + part(asks, i)));
            }
            applyToTwin(body.get("bids"), body.get("asks"));
            for (final JsonNode frame : early) {
                if (frame.get("u").asLong() > id) {
                    applyToTwin(frame.get("b"), frame.get("a"));
                    twinId = frame.get("u").asLong();
                }
            }
            liveId = twinId;
            compare("snapshot", true);
        }

        @Override
        public void onDelta(String symbol, long timeNs, JsonNode frame) {
            script.nowNs = timeNs;
            final long last = frame.get("u").asLong();
            final long previous = frame.has("pu") ? frame.get("pu").asLong() : SyncRule.NO_ID;
            take(script.delta(1, frame.get("U").asLong(), last, previous, FeedScript.WHOLE,
                String.join(" ", levels(frame.get("b"))) + "|" + String.join(" ", levels(frame.get("a")))));
            if (script.book.state(1) != BookState.LIVE) {
                early.add(frame);
                return;
            }
            applyToTwin(frame.get("b"), frame.get("a"));
            twinId = last;
            compare("frame to " + last, ++compared % ALL_LEVELS_EVERY == 0);
        }

        private void take(List<String> record) {
            record.stream().filter(line -> line.startsWith("BookStatus")).forEach(statuses::add);
        }

        private List<String> levels(JsonNode side) {
            final List<String> result = new ArrayList<>();
            for (final JsonNode level : side) {
                result.add(RecordedDepth.mantissa(level.get(0), priceExponent) + "x"
                    + RecordedDepth.mantissa(level.get(1), quantityExponent));
            }
            return result;
        }

        private static String part(List<String> levels, int index) {
            final int from = Math.min(levels.size(), index * LEVELS_A_FRAGMENT);
            return String.join(" ", levels.subList(from, Math.min(levels.size(), from + LEVELS_A_FRAGMENT)));
        }

        private void applyToTwin(JsonNode bids, JsonNode asks) {
            for (final JsonNode level : bids) {
                twin.setBid(RecordedDepth.mantissa(level.get(0), priceExponent),
                    RecordedDepth.mantissa(level.get(1), quantityExponent));
            }
            for (final JsonNode level : asks) {
                twin.setAsk(RecordedDepth.mantissa(level.get(0), priceExponent),
                    RecordedDepth.mantissa(level.get(1), quantityExponent));
            }
        }

        private void compare(String where, boolean everyLevel) {
            final var book = script.book.book(1);
            assertEquals(BookState.LIVE, script.book.state(1), where);
            assertEquals(twin.bidPrice(), book.bidPrice(), where);
            assertEquals(twin.bidQuantity(), book.bidQuantity(), where);
            assertEquals(twin.askPrice(), book.askPrice(), where);
            assertEquals(twin.askQuantity(), book.askQuantity(), where);
            assertEquals(twin.bidCount(), book.bidCount(), where);
            assertEquals(twin.askCount(), book.askCount(), where);
            assertTrue(!everyLevel || twin.hasLevelsOf(book, cursor), where);
        }
    }
}
