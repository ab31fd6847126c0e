package io.escapement.engine.book;

import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.feed.FeedScript;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Books that the venue keeps up to a depth alone. */
class BookDepthTest {
    private final FeedScript script = new FeedScript(FeedScript.limits());

    @Test
    void shouldDropWhatIsPushedOutAfterEachMessage() {
        script.depth = 3;
        script.liveInStream(SyncKind.STREAM);
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 101: 100x5 99x1 98x1 | 101x5 102x1 103x1"),
            script.delta(1, 101, 101, 100, FeedScript.WHOLE, "97x1 98x1 99x1 | 104x1 103x1 102x1 105x1"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 102: 99x1 98x1 | 101x5 102x1 103x1"),
            script.delta(1, 102, 102, 101, FeedScript.WHOLE, "100x0 |"));
        assertEquals(2, script.book.book(1).bidCount());
        assertEquals(3, script.book.book(1).askCount());
    }

    @Test
    void shouldCutOnlyWhenAllFragmentsHaveCome() {
        script.depth = 2;
        script.liveInStream(SyncKind.STREAM);
        script.delta(1, 101, 101, 100, FeedScript.FIRST, "99x1 98x1 97x1 |");
        assertEquals("BookChange 1 LIVE at 101: 98x1 97x1 | 101x5",
            script.delta(1, 101, 101, 100, FeedScript.LAST, "100x0 99x0 |").get(1));
    }

    @Test
    void shouldCutBetweenReleasedDeltasButNotWithinOne() {
        script.depth = 2;
        script.sync = SyncKind.RANGES;
        script.define(1);
        script.delta(1, 101, 101, FeedScript.NO_CHECKSUM, FeedScript.FIRST, "103x1 102x1 |");
        script.delta(1, 101, 101, FeedScript.NO_CHECKSUM, FeedScript.LAST, "103x0 |");
        script.delta(1, 102, 102, "102x0 |");
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("BookChange 1 LIVE at 102: 100x5 | 110x1",
            script.snapshot(1, 100, "100x5 99x4 | 110x1").get(5));
    }

    @Test
    void shouldCutALongSnapshot() {
        script.depth = 2;
        script.sync = SyncKind.STREAM;
        script.define(1);
        assertEquals("BookChange 1 LIVE at 1: 9x1 8x1 | 10x1 11x1",
            script.inStream(1, 1, "6x1 9x1 8x1 7x1 | 12x1 11x1 10x1").get(2));
    }

    /** Levels near and far, on the grid and off it: the worst go, whichever way they are kept. */
    @Property(tries = 200)
    void equalsTheTwinThatSortsAll(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int depth) {
        final SplittableRandom random = new SplittableRandom(seed);
        final LadderBook fast = new LadderBook(new OrderBook(1 + random.nextInt(3), 4096, 4096));
        final TreeMapBook twin = new TreeMapBook();
        long mid = 100_000;
        for (int i = 0; i < 400; i++) {
            mid = Math.max(20_000, mid + random.nextInt(2_001) - 1_000);
            final long distance = random.nextInt(random.nextInt(4) == 0 ? 15_000 : 100);
            final long quantity = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 99);
            fast.setBid(mid - distance, quantity);
            twin.setBid(mid - distance, quantity);
            fast.setAsk(mid + distance, quantity);
            twin.setAsk(mid + distance, quantity);
            if (random.nextInt(3) != 0) {
                fast.book.truncate(depth);
                truncate(twin, depth);
            }
            assertEquals(twin.levels(), fast.levels());
            assertEquals(twin.bidPrice() + " " + twin.bidQuantity() + " " + twin.askPrice(),
                fast.bidPrice() + " " + fast.bidQuantity() + " " + fast.askPrice());
        }
    }

    private static void truncate(TreeMapBook twin, int depth) {
        while (twin.bids().size() > depth) {
            twin.bids().pollLastEntry();
        }
        while (twin.asks().size() > depth) {
            twin.asks().pollLastEntry();
        }
    }
}
