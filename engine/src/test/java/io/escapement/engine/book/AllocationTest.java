package io.escapement.engine.book;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.pipeline.Slot;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** After warm-up neither books nor stages allocate. */
class AllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 200_000;
    /** What the runtime itself may allocate on the side, as compilers come and go; far less than a byte an event. */
    private static final long TOLERATED_BYTES = 4_096;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldNotAllocateInTheBookEvenWhenItsWindowMoves() {
        final OrderBook book = new OrderBook(1, 4096, 4096);
        final DepthCursor cursor = new DepthCursor();
        final SplittableRandom random = new SplittableRandom(7);
        churn(book, cursor, random, WARM_UP);
        final long before = threads.getCurrentThreadAllocatedBytes();
        churn(book, cursor, random, MEASURED);
        assertEquals(0, allocatedSince(before));
    }

    private static void churn(OrderBook book, DepthCursor cursor, SplittableRandom random, int operations) {
        long mid = 100_000;
        for (int i = 0; i < operations; i++) {
            mid = Math.max(20_000, mid + random.nextInt(401) - 200);
            book.setBid(mid - random.nextInt(10_000), random.nextInt(3));
            book.setAsk(mid + 1 + random.nextInt(10_000), random.nextInt(3));
            book.setBid(book.bidPrice() == 0 ? 1 : book.bidPrice(), 0);
            book.setAsk(book.askPrice() == 0 ? 1 : book.askPrice(), 0);
            cursor.bids(book).next();
            if (i % 1_000 == 0) {
                book.contentHash(cursor);
            }
        }
    }

    @Test
    void shouldNotAllocateInTheStages() {
        final FeedScript script = new FeedScript(FeedScript.limits()).live();
        final DeltaStream stream = new DeltaStream(script);
        stream.run(WARM_UP);
        final long before = threads.getCurrentThreadAllocatedBytes();
        stream.run(MEASURED);
        assertEquals(0, allocatedSince(before));
        assertEquals(BookState.LIVE, script.book.state(1));
    }

    /** Depth, a checksum with each delta, trades and timers on top. */
    @Test
    void shouldNotAllocateWithChecksumsAndADepth() {
        for (final ChecksumKind kind : List.of(ChecksumKind.KRAKEN, ChecksumKind.BITFINEX)) {
            final FeedScript script = new FeedScript(FeedScript.limits());
            script.checksumKind = kind;
            script.depth = 100;
            script.liveInStream(SyncKind.STREAM);
            script.define(2);
            final DeltaStream stream = new DeltaStream(script);
            stream.checksum = BookChecksum.of(kind);
            stream.runChecked(WARM_UP / 2);
            final long before = threads.getCurrentThreadAllocatedBytes();
            stream.runChecked(MEASURED / 4);
            assertEquals(0, allocatedSince(before));
            assertEquals(BookState.LIVE, script.book.state(1));
            assertEquals(WARM_UP / 2 + MEASURED / 4, script.book.checksumsMade(1));
        }
    }

    private long allocatedSince(long before) {
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        return bytes <= TOLERATED_BYTES ? 0 : bytes;
    }

    /** Deltas of six levels straight into the slot. */
    private static final class DeltaStream {
        private final FeedScript script;
        private final BookDeltaEncoder encoder = new BookDeltaEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final SplittableRandom random = new SplittableRandom(7);
        private final TradeEncoder trade = new TradeEncoder();
        private final TimerEncoder timer = new TimerEncoder();
        private BookChecksum checksum;
        private long updateId = 100;

        private DeltaStream(FeedScript script) {
            this.script = script;
        }

        /** An empty delta with the checksum of the book, a trade and a timer follow each delta. */
        private void runChecked(int deltas) {
            for (int i = 0; i < deltas; i++) {
                delta(3, BookDeltaEncoder.checksumNullValue());
                delta(0, checksum.of(script.book.book(1), script.priceExponent, script.quantityExponent));
                Slot slot = script.driver.slot();
                slot.clear();
                trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(script.nowNs)
                    .receiveTimeNs(script.nowNs).tradeId(i).price(100).quantity(1).instrumentId(1)
                    .aggressorSide(Side.BUY);
                slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + trade.encodedLength(), Provenance.SIMULATED);
                script.driver.run(script.nowNs);
                slot = script.driver.slot();
                slot.clear();
                timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header).dueTimeNs(script.nowNs)
                    .cadenceNs(1).instrumentId(1);
                slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.SIMULATED);
                script.driver.run(script.nowNs);
            }
        }

        private void run(int deltas) {
            for (int i = 0; i < deltas; i++) {
                delta(3, BookDeltaEncoder.checksumNullValue());
            }
        }

        private void delta(int levels, long sent) {
            final Slot slot = script.driver.slot();
            slot.clear();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
                .venueTimeNs(script.nowNs).receiveTimeNs(script.nowNs).firstUpdateId(updateId + 1)
                .lastUpdateId(updateId + 1).previousUpdateId(script.sync == null
                    ? BookDeltaEncoder.previousUpdateIdNullValue() : updateId)
                .instrumentId(1).flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT))
                .checksum(sent);
            updateId++;
            final BookDeltaEncoder.BidsEncoder bids = encoder.bidsCount(levels);
            for (int j = 0; j < levels; j++) {
                bids.next().price(1 + random.nextInt(100)).quantity(random.nextInt(3));
            }
            final BookDeltaEncoder.AsksEncoder asks = encoder.asksCount(levels);
            for (int j = 0; j < levels; j++) {
                asks.next().price(101 + random.nextInt(7_000)).quantity(random.nextInt(3));
            }
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), Provenance.SIMULATED);
            script.driver.run(script.nowNs);
        }
    }
}
