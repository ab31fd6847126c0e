package io.escapement.engine.buckets;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.ConsolidationStage;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageDriver;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
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

    /** In the place of feed and book: says of each delta that it is applied, and of its book that it is LIVE. */
    private static final class Books implements Stage {
        private final BucketsStage stage = new BucketsStage(BucketsConfig.usual().withWidth("B", "0.1"));
        private final StageDriver driver = new StageDriver(64 * 1024, 128 * 1024, this,
            new ConsolidationStage(ConsolidationConfig.usual()), stage);
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final BookDeltaEncoder delta = new BookDeltaEncoder();
        private final BookChangeEncoder change = new BookChangeEncoder();
        private final SplittableRandom random = new SplittableRandom(7);
        private long nowNs = 1_700_000_000_000_000_000L;
        private long mid = 10_000;
        private int id;
        private long told;

        private Books() {
            for (int book = 1; book <= 2; book++) {
                final int defined = book;
                driver.run(nowNs, (buffer, offset) -> {
                    final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
                    encoder.wrapAndApplyHeader(buffer, offset, header).tickSize(1).lotSize(1).instrumentId(defined)
                        .venue(Venue.get((short) defined)).priceExponent((byte) -2).quantityExponent((byte) -3)
                        .kind(InstrumentKind.SPOT).bookDepth(defined == 1 ? 0 : 50).contractSize(100_000_000)
                        .symbol("S").baseAsset("B").quoteAsset("Q").canonical("B/Q");
                    return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
                });
            }
        }

        private void run(int records) {
            for (int i = 0; i < records; i++) {
                final Slot slot = driver.slot();
                slot.clear();
                slot.verdict(Verdict.NONE);
                nowNs += random.nextInt(10_000_000);
                mid += random.nextInt(40) == 0 ? random.nextInt(61) - 30 : 0;
                id = 1 + random.nextInt(2);
                delta.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(nowNs).receiveTimeNs(nowNs)
                    .firstUpdateId(i).lastUpdateId(i).previousUpdateId(i).instrumentId(id)
                    .flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT)).checksum(0);
                final BookDeltaEncoder.BidsEncoder bids = delta.bidsCount(4);
                for (int level = 0; level < 4; level++) {
                    bids.next().price(mid - 1 - random.nextInt(500)).quantity(random.nextInt(9));
                }
                final BookDeltaEncoder.AsksEncoder asks = delta.asksCount(4);
                for (int level = 0; level < 4; level++) {
                    asks.next().price(mid + 1 + random.nextInt(500)).quantity(random.nextInt(9));
                }
                slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + delta.encodedLength(), Provenance.SIMULATED);
                driver.run(nowNs);
                for (int e = slot.firstChecked(); e != Slot.NONE; e = slot.nextChecked(e)) {
                    told += BucketSnapshotReader.reads(slot.templateId(e)) ? 1 : 0;
                }
            }
        }

        @Override
        public String name() {
            return "books";
        }

        @Override
        public void onEvent(Slot slot) {
            slot.verdict(Verdict.APPLIED);
            if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
                return;
            }
            change.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(1024), header).venueTimeNs(0).updateId(0)
                .instrumentId(id).state(random.nextInt(200) == 0 ? BookState.SUSPECT : BookState.LIVE);
            change.bidsCount(1).next().price(mid - 1).quantity(1 + random.nextInt(10));
            change.asksCount(1).next().price(mid + 1).quantity(1 + random.nextInt(10));
            slot.commitChecked(MessageHeaderEncoder.ENCODED_LENGTH + change.encodedLength());
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }
}
