package io.escapement.engine.buckets;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.ConsolidationStage;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.pipeline.Slot;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** After warm-up the stage does not allocate: changes near and far, moves of the mid, books that come and go, views. */
class BucketsAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 30_000;
    /** What a record allocates shows in each round; what the runtime does on the side, as compilers come, in some. */
    private static final int ROUNDS = 3;
    private static final long TOLERATED_BYTES = 2_048;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldNotAllocate() {
        final Books books = new Books();
        books.run(WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            books.run(MEASURED);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least <= TOLERATED_BYTES ? 0 : least);
        assertTrue(books.told > MEASURED / 50, "told: " + books.told);
    }

    /** Two books, one of them cut to a depth, whose updates are made without strings. */
    private static final class Books {
        private static final byte WHOLE = Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT;

        private final FeedScript script = new FeedScript(FeedScript.limits(), List.of(
            new ConsolidationStage(ConsolidationConfig.usual()),
            new BucketsStage(BucketsConfig.usual().withGrid("B", BucketsConfig.Grid.of("0.1")))));
        private final Slot slot = script.driver.slot();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final BookDeltaEncoder delta = new BookDeltaEncoder();
        private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
        private final SplittableRandom random = new SplittableRandom(7);
        private long mid = 10_000;
        private long lastId = 100;
        private long told;

        private Books() {
            script.sync = SyncKind.STREAM;
            for (int id = 1; id <= 2; id++) {
                script.venue = Venue.get((short) id);
                script.depth = id == 1 ? 0 : 50;
                script.define(id);
                script.status(id, FeedCondition.SUBSCRIBED);
                script.inStream(id, lastId, "9999x1 | 10001x1");
            }
        }

        private void run(int records) {
            for (int i = 0; i < records; i++) {
                script.nowNs += random.nextInt(10_000_000);
                if (random.nextInt(40) == 0) {
                    mid += random.nextInt(61) - 30;
                    lastId++;
                    snapshot(1);
                    snapshot(2);
                } else {
                    delta(1, lastId + 1);
                    delta(2, ++lastId);
                    // Now and then a gap.
                    lastId += random.nextInt(200) == 0 ? 3 : 0;
                }
            }
        }

        private void snapshot(int id) {
            slot.clear();
            snapshot.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(script.nowNs)
                .receiveTimeNs(script.nowNs).lastUpdateId(lastId).instrumentId(id)
                .flags((short) (WHOLE | Messages.IN_STREAM)).checksum(FeedScript.NO_CHECKSUM);
            final BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(60);
            for (int level = 0; level < 60; level++) {
                bids.next().price(mid - 1 - random.nextInt(500)).quantity(1 + random.nextInt(9));
            }
            final BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(60);
            for (int level = 0; level < 60; level++) {
                asks.next().price(mid + 1 + random.nextInt(500)).quantity(1 + random.nextInt(9));
            }
            tell(MessageHeaderEncoder.ENCODED_LENGTH + snapshot.encodedLength());
        }

        private void delta(int id, long updateId) {
            slot.clear();
            delta.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(script.nowNs)
                .receiveTimeNs(script.nowNs).firstUpdateId(updateId).lastUpdateId(updateId)
                .previousUpdateId(updateId - 1).instrumentId(id).flags(WHOLE).checksum(FeedScript.NO_CHECKSUM);
            final BookDeltaEncoder.BidsEncoder bids = delta.bidsCount(4);
            for (int level = 0; level < 4; level++) {
                bids.next().price(mid - 1 - random.nextInt(500)).quantity(random.nextInt(9));
            }
            final BookDeltaEncoder.AsksEncoder asks = delta.asksCount(4);
            for (int level = 0; level < 4; level++) {
                asks.next().price(mid + 1 + random.nextInt(500)).quantity(random.nextInt(9));
            }
            tell(MessageHeaderEncoder.ENCODED_LENGTH + delta.encodedLength());
        }

        private void tell(int length) {
            slot.commitEvent(length, Provenance.SIMULATED);
            script.driver.run(script.nowNs);
            for (int e = slot.firstChecked(); e != Slot.NONE; e = slot.nextChecked(e)) {
                told += BucketSnapshotReader.reads(slot.templateId(e)) ? 1 : 0;
            }
        }
    }
}
