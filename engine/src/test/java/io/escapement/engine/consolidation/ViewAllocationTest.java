package io.escapement.engine.consolidation;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageDriver;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** After warm-up the stage does not allocate, whatever happens to its books. */
class ViewAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 200_000;
    /** What the runtime itself may allocate on the side, as compilers come and go; far less than a byte a record. */
    private static final long TOLERATED_BYTES = 4_096;
    private static final int BOOKS = 10;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldNotAllocate() {
        final Map<Venue, Integer> fees = new EnumMap<>(Venue.class);
        for (int id = 1; id <= BOOKS; id++) {
            fees.put(Venue.get((short) id), id);
        }
        final ConsolidationConfig config =
            ConsolidationConfig.usual().withVenues(new VenueTerms(VenueTerms.usual().weights(), fees));
        final ViewScript definitions = new ViewScript(config);
        for (int id = 1; id <= BOOKS; id++) {
            definitions.define(id, Venue.get((short) id), id % 2 == 0 ? "BTC/USD" : "ETH/USD");
        }
        final Books books = new Books(definitions.stage);
        books.run(WARM_UP);
        final long before = threads.getCurrentThreadAllocatedBytes();
        books.run(MEASURED);
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, bytes <= TOLERATED_BYTES ? 0 : bytes);
        assertTrue(books.kept > MEASURED / 10, "arbitrage came and went: " + books.kept);
    }

    /** Random books straight into the slot: live, lost, and with numbers that do not fit. */
    private static final class Books implements Stage {
        private final StageDriver driver;
        private final BookChangeEncoder change = new BookChangeEncoder();
        private final TimerEncoder timer = new TimerEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final FeedEffects effects = new FeedEffects();
        private final SplittableRandom random = new SplittableRandom(7);
        private long kept;

        private Books(ConsolidationStage stage) {
            driver = new StageDriver(PipelineConfig.RECORD_CAPACITY, PipelineConfig.CHECKED_CAPACITY, this, stage);
        }

        private void run(int records) {
            for (int i = 0; i < records; i++) {
                final Slot slot = driver.slot();
                slot.clear();
                timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header).dueTimeNs(0).cadenceNs(1)
                    .instrumentId(0);
                slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.SIMULATED);
                driver.run(0);
                kept += slot.firstEffect() == Slot.NONE ? 0 : 1;
            }
        }

        @Override
        public String name() {
            return "books";
        }

        @Override
        public void onEvent(Slot slot) {
            final int id = 1 + random.nextInt(BOOKS);
            if (random.nextInt(20) == 0) {
                effects.status(slot, id, BookState.SUSPECT, BookState.LIVE, Reason.CROSSED, 0, 0);
                return;
            }
            change.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(1024), header).venueTimeNs(0).updateId(0)
                .instrumentId(id).state(BookState.LIVE);
            final long mid = 10_000 + random.nextInt(30);
            final BookChangeEncoder.BidsEncoder bids = change.bidsCount(5);
            for (int i = 0; i < 5; i++) {
                bids.next().price(mid - i).quantity(1 + random.nextInt(10));
            }
            final BookChangeEncoder.AsksEncoder asks = change.asksCount(5);
            final boolean unfit = random.nextInt(100) == 0;
            for (int i = 0; i < 5; i++) {
                asks.next().price(mid + 1 + i).quantity(unfit ? Long.MAX_VALUE : 1 + random.nextInt(10));
            }
            slot.commitChecked(MessageHeaderEncoder.ENCODED_LENGTH + change.encodedLength());
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }
}
