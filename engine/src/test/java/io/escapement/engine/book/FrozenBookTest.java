package io.escapement.engine.book;

import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.feed.FeedScript;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Books that stand still while their own market trades on. Silence alone would take longer: 30 s here. */
class FrozenBookTest {
    private final FeedScript script = new FeedScript(FeedScript.limits().withSilenceNs(30_000 * FeedScript.MS));

    private void tradesAfter(int count, int eachMs) {
        for (int i = 0; i < count; i++) {
            assertEquals(List.of("NONE"), script.after(eachMs).trade(1, 101), "trade " + i);
        }
    }

    @Test
    void shouldSuspectABookThatManyTradesDoNotTouch() {
        script.liveInStream(SyncKind.STREAM);
        tradesAfter(19, 200);
        assertEquals(List.of("NONE"), script.after(1_200).timer(1));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SUSPECT FROZEN expected 20 observed 20",
            "SnapshotRequest 1 attempt 1 in 0 ms FROZEN", "BookChange 1 SUSPECT at 100: |"), script.trade(1, 101));
        assertEquals(List.of("NONE"), script.trade(1, 101));
        assertEquals("BookStatus 1 SUSPECT>SYNCING RESYNC", script.status(1, FeedCondition.RESYNC_STARTED).get(1));
        assertEquals("BookChange 1 LIVE at 101: 100x5 | 101x5", script.inStream(1, 101, "100x5 | 101x5").get(2));
        tradesAfter(19, 10);
    }

    @Test
    void shouldSayItWithTheTimerWhenTheTradesCameAllAtOnce() {
        script.liveInStream(SyncKind.STREAM);
        tradesAfter(40, 1);
        assertEquals(List.of("NONE"), script.after(4_900).timer(1));
        assertEquals("BookStatus 1 LIVE>SUSPECT FROZEN expected 20 observed 40", script.after(60).timer(1).get(1));
    }

    @Test
    void shouldTakeEmptyUpdatesForNoChange() {
        script.liveInStream(SyncKind.STREAM);
        tradesAfter(19, 200);
        assertEquals("BookChange 1 LIVE at 101: 100x5 | 101x5",
            script.after(2_000).delta(1, 101, 101, 100, FeedScript.WHOLE, "|").get(1));
        script.venueAheadNs = 0;
        assertEquals("FROZEN", script.trade(1, 101).get(1).split(" ")[3]);
    }

    @Test
    void shouldCountAnewAfterEachChange() {
        script.liveInStream(SyncKind.STREAM);
        tradesAfter(19, 200);
        script.after(2_000).delta(1, 101, 101, 100, FeedScript.WHOLE, "99x1 |");
        tradesAfter(19, 200);
        script.delta(1, 102, 102, 101, FeedScript.WHOLE, "99x0 |");
        tradesAfter(19, 200);
    }

    @Test
    void shouldNotCountTradesFromBeforeTheBooksLastChange() {
        script.venueAheadNs = 60_000 * FeedScript.MS;
        script.sync = SyncKind.STREAM;
        script.define(1);
        script.inStream(1, 100, "100x5 | 101x5");
        script.delta(1, 101, 101, 100, FeedScript.WHOLE, "99x1 |");
        tradesAfter(60, 200);
    }

    @Test
    void shouldSuspectABookThatTheMarketHasLeft() {
        script.liveInStream(SyncKind.STREAM);
        assertEquals(List.of("NONE"), script.after(100).trade(1, 112));
        assertEquals(List.of("NONE"), script.after(2_900).trade(1, 115));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SUSPECT FROZEN expected 101 observed 113",
            "SnapshotRequest 1 attempt 1 in 0 ms FROZEN", "BookChange 1 SUSPECT at 100: |"),
            script.after(100).trade(1, 113));
        final FrozenBookTest below = new FrozenBookTest();
        below.script.liveInStream(SyncKind.STREAM);
        below.script.after(1).trade(1, 89);
        assertEquals("BookStatus 1 LIVE>SUSPECT FROZEN expected 100 observed 89",
            below.script.after(3_000).trade(1, 89).get(1));
    }

    @Test
    void shouldBearOneTradeBeyondTheBook() {
        script.liveInStream(SyncKind.STREAM);
        script.after(1).trade(1, 50);
        assertEquals(List.of("NONE"), script.after(4_000).timer(1));
        assertEquals(List.of("NONE"), script.trade(1, 90));
        assertEquals(List.of("NONE"), script.trade(1, 89));
        assertEquals(List.of("NONE"), script.after(2_999).trade(1, 89));
        script.delta(1, 101, 101, 100, FeedScript.WHOLE, "99x1 |");
        assertEquals(List.of("NONE"), script.after(2).trade(1, 89));
    }

    /** Instruments 1 to count of one thing, at 100,000 bid and 100,002 asked. */
    private void venues(int count) {
        script.sync = SyncKind.STREAM;
        for (int id = 1; id <= count; id++) {
            script.define(id);
            script.inStream(id, 100, "100000x5 | 100002x5");
        }
    }

    private void move(int id, long updateId, long by) {
        script.inStream(id, updateId, (100_000 + by) + "x5 | " + (100_002 + by) + "x5");
    }

    @Test
    void shouldSuspectABookThatTheOtherVenuesHaveLeft() {
        venues(4);
        assertEquals(List.of("NONE"), script.after(1_000).timer(1));
        move(2, 101, 201);
        move(3, 101, 202);
        assertEquals(List.of("NONE"), script.after(4_999).timer(1));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SUSPECT FROZEN expected 2 observed 2",
            "SnapshotRequest 1 attempt 1 in 0 ms FROZEN", "BookChange 1 SUSPECT at 100: |"),
            script.after(1).timer(1));
    }

    @Test
    void shouldStayWithTheMostOfTheOtherVenues() {
        venues(6);
        script.timer(1);
        move(2, 101, 300);
        move(3, 101, 300);
        move(4, 101, -300);
        move(5, 101, 200);
        assertEquals(List.of("NONE"), script.after(5_000).timer(1));
        move(5, 102, 201);
        script.status(4, FeedCondition.MALFORMED_FRAME);
        assertEquals("BookStatus 1 LIVE>SUSPECT FROZEN expected 2 observed 3", script.timer(1).get(1));
        final FrozenBookTest two = new FrozenBookTest();
        two.venues(2);
        two.script.timer(1);
        two.move(2, 101, 5_000);
        assertEquals(List.of("NONE"), two.script.after(9_000).timer(1));
    }

    @Test
    void shouldNoteTheOthersAnewAfterEachChange() {
        venues(3);
        script.timer(1);
        move(2, 101, 300);
        move(3, 101, 300);
        move(1, 101, 300);
        assertEquals(List.of("NONE"), script.after(6_000).timer(1));
        assertEquals(List.of("NONE"), script.after(6_000).timer(1));
    }

    @Test
    void shouldCompareTheSameThingOnly() {
        script.sync = SyncKind.STREAM;
        venues(3);
        script.canonical = "X/Y";
        script.define(2);
        script.timer(1);
        move(2, 101, 300);
        move(3, 101, 300);
        assertEquals(List.of("NONE"), script.after(6_000).timer(1));
        script.canonical = "B/Q";
        script.define(2);
        assertEquals(List.of("NONE"), script.timer(1));
        move(2, 102, 900);
        move(3, 102, 900);
        assertEquals("FROZEN", script.after(6_000).timer(1).get(1).split(" ")[3]);
    }

    @Test
    void shouldHashTheCount() {
        script.liveInStream(SyncKind.STREAM);
        final FrozenBookTest other = new FrozenBookTest();
        other.script.liveInStream(SyncKind.STREAM);
        assertEquals(other.script.book.stateHash(), script.book.stateHash());
        script.after(1).trade(1, 100);
        assertNotEquals(other.script.book.stateHash(), script.book.stateHash());
    }
}
