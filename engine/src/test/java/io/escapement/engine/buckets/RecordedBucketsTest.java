package io.escapement.engine.buckets;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.book.RecordedDepth;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.feed.SyncRule;
import io.escapement.engine.pipeline.Slot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole recordings through feed, book and buckets: every some frames all columns are those of a recount. */
class RecordedBucketsTest {
    private static final int EVERY = 40;
    private static final int LEVELS_A_FRAGMENT = 200;

    @ParameterizedTest
    @CsvSource({"binance-spot/btcusdt-2024-08-08, BTC, -6, 1000, RANGES",
        "binance-usdm/ethusdt-2024-08-08, ETH, -3, 100, CHAIN"})
    void equalARecount(String recording, String asset, byte quantityExponent, long width, SyncKind sync)
        throws IOException {
        final Player player = new Player(asset, quantityExponent, width, sync);
        RecordedDepth.read(recording, player);
        assertTrue(player.compared > 100, "recounted " + player.compared + " times");
        assertTrue(player.snapshots > 3_000, "snapshots " + player.snapshots);
        assertTrue(player.minutes > 2_000, "with means over a minute " + player.minutes);
    }

    private static final class Player implements RecordedDepth.Listener {
        private final BucketsStage stage = new BucketsStage(BucketsConfig.usual());
        private final FeedScript script = new FeedScript(FeedLimits.forBinance(8), List.of(stage));
        private final BucketSnapshotReader reader = new BucketSnapshotReader();
        private final int quantityExponent;
        private final long width;
        private int frames;
        private int compared;
        private int snapshots;
        private int minutes;

        private Player(String asset, byte quantityExponent, long width, SyncKind sync) {
            this.quantityExponent = quantityExponent;
            this.width = width;
            script.sync = sync;
            script.baseAsset = asset;
            script.quantityExponent = quantityExponent;
            script.quiet = true;
            script.define(1);
        }

        @Override
        public void onSnapshot(String symbol, long timeNs, JsonNode body) {
            script.nowNs = timeNs;
            script.status(1, FeedCondition.RESYNC_STARTED);
            final List<String> bids = levels(body.get("bids"));
            final List<String> asks = levels(body.get("asks"));
            final int fragments = (Math.max(bids.size(), asks.size()) + LEVELS_A_FRAGMENT - 1) / LEVELS_A_FRAGMENT;
            for (int i = 0; i < fragments; i++) {
                final int flags = (i == 0 ? FeedScript.FIRST : 0) | (i == fragments - 1 ? FeedScript.LAST : 0);
                script.snapshot(1, body.get("lastUpdateId").asLong(), (byte) flags, part(bids, i) + "|"
                    + part(asks, i));
            }
        }

        private static String part(List<String> levels, int index) {
            final int from = Math.min(levels.size(), index * LEVELS_A_FRAGMENT);
            return String.join(" ", levels.subList(from, Math.min(levels.size(), from + LEVELS_A_FRAGMENT)));
        }

        @Override
        public void onDelta(String symbol, long timeNs, JsonNode frame) {
            script.nowNs = timeNs;
            script.delta(1, frame.get("U").asLong(), frame.get("u").asLong(),
                frame.has("pu") ? frame.get("pu").asLong() : SyncRule.NO_ID, FeedScript.WHOLE,
                String.join(" ", levels(frame.get("b"))) + "|" + String.join(" ", levels(frame.get("a"))));
            count();
            if (script.book.state(1) == BookState.LIVE && ++frames % EVERY == 0) {
                compare();
            }
        }

        private void count() {
            final Slot slot = script.driver.slot();
            for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
                if (BucketSnapshotReader.reads(slot.templateId(effect))) {
                    reader.wrap(slot.buffer(), effect);
                    snapshots++;
                    minutes += Double.isNaN(reader.mean(20, 3)) || Double.isNaN(reader.imbalanceMean(3)) ? 0 : 1;
                }
            }
        }

        private List<String> levels(JsonNode side) {
            final List<String> result = new ArrayList<>();
            for (final JsonNode level : side) {
                result.add(RecordedDepth.mantissa(level.get(0), -2) + "x"
                    + RecordedDepth.mantissa(level.get(1), quantityExponent));
            }
            return result;
        }

        private void compare() {
            compared++;
            final PlainBuckets plain = new PlainBuckets(width, BucketsConfig.MIN_TRACKED);
            plain.add(script.nowNs, script.book.book(1));
            final InstrumentBuckets buckets = stage.instrument(1);
            final PlainBuckets.Step step = plain.last();
            assertEquals(width, buckets.width());
            assertEquals(step.midId() - 20, buckets.window().firstColumn());
            assertEquals(plain.columns(step).imbalance(), buckets.window().imbalance(), 0x1p-25);
            for (long id = step.midId() - 32; id < step.midId() + 32; id++) {
                final PlainBuckets.Cell cell = plain.cell(step, id, id);
                assertEquals(cell.bid().longValueExact(), buckets.window().bid(id));
                assertEquals(cell.ask().longValueExact(), buckets.window().ask(id));
                assertEquals(cell.vwap(), buckets.vwap(id), 1e-7);
            }
        }
    }
}
