package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Every change of a book's state, with the whole record that tells of it. */
class FeedStageTest {
    private final FeedScript script = new FeedScript(FeedScript.limits());

    @Test
    void shouldSynchroniseBySnapshotAndHeldDeltasAndSeeTheGap() {
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>SYNCING STARTED", "BookChange 1 SYNCING: |"),
            script.define(1));
        assertEquals(List.of("HELD", "SnapshotRequest 1 attempt 1 in 0 ms STARTED"),
            script.delta(1, 98, 100, "90x1 |"));
        assertEquals(List.of("HELD"), script.delta(1, 101, 102, "99x2 | 102x3"));
        assertEquals(List.of("NONE"), script.status(1, FeedCondition.RESYNC_STARTED));
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 102",
            "ReleasedDelta 1 at 102: 99x2 | 102x3", "BookChange 1 LIVE at 102: 100x5 99x2 | 101x5 102x3"),
            script.snapshot(1, 100, "100x5 | 101x5"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 104: 100x5 99x2 | 101x4 102x3"),
            script.delta(1, 103, 104, "| 101x4"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 104: 100x5 99x2 | 101x4 102x3"),
            script.delta(1, 104, 104, "| 101x4"));
        assertEquals(List.of("IGNORED"), script.delta(1, 102, 103, "| 101x9"));
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT SEQUENCE_GAP expected 105 observed 106",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_GAP", "BookChange 1 SUSPECT at 104: |"),
            script.delta(1, 106, 107, "100x0 |"));
        assertEquals(List.of("HELD"), script.delta(1, 108, 108, "99x0 |"));
        assertEquals(List.of("NONE", "BookStatus 1 SUSPECT>SYNCING SEQUENCE_GAP", "BookChange 1 SYNCING at 104: |"),
            script.status(1, FeedCondition.RESYNC_STARTED));
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 108",
            "ReleasedDelta 1 at 107: 100x0 |", "ReleasedDelta 1 at 108: 99x0 |",
            "BookChange 1 LIVE at 108: 98x1 | 101x4"), script.snapshot(1, 105, "100x5 99x2 98x1 | 101x4"));
    }

    @Test
    void shouldRefetchASnapshotOlderThanTheFirstHeldDelta() {
        script.define(1);
        script.delta(1, 110, 112, "|");
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("REFUSED", "BookStatus 1 SYNCING>SYNCING SNAPSHOT_TOO_OLD expected 109 observed 108",
            "SnapshotRequest 1 attempt 2 in 1000 ms SNAPSHOT_TOO_OLD", "BookChange 1 SYNCING: |"),
            script.snapshot(1, 108, FeedScript.FIRST, "100x5 |"));
        assertEquals(List.of("REFUSED"), script.snapshot(1, 108, FeedScript.LAST, "| 101x5"));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("SnapshotRequest 1 attempt 3 in 2000 ms SNAPSHOT_TOO_OLD",
            script.snapshot(1, 108, "100x5 |").get(2));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("SnapshotRequest 1 attempt 4 in 4000 ms SNAPSHOT_TOO_OLD",
            script.snapshot(1, 108, "100x5 |").get(2));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 112",
            "ReleasedDelta 1 at 112: |", "BookChange 1 LIVE at 112: 100x5 | 101x5"),
            script.snapshot(1, 109, "100x5 | 101x5"));
    }

    @Test
    void shouldTakeOnlySnapshotsWhoseFetchWasAnnounced() {
        script.define(1);
        assertEquals(List.of("REFUSED"), script.snapshot(1, 100, "100x5 | 101x5"));
        script.live();
        assertEquals(List.of("IGNORED"), script.snapshot(1, 200, "1x1 | 2x2"));
        script.status(0, FeedCondition.DISCONNECTED);
        script.status(0, FeedCondition.CONNECTED);
        assertEquals(List.of("REFUSED"), script.snapshot(1, 200, "1x1 | 2x2"));
    }

    @Test
    void shouldRetryASnapshotThatFailedOrNeverCame() {
        script.define(1);
        script.delta(1, 1, 2, "|");
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("NONE", "BookStatus 1 SYNCING>SYNCING SNAPSHOT_FAILED",
            "SnapshotRequest 1 attempt 2 in 1000 ms SNAPSHOT_FAILED", "BookChange 1 SYNCING: |"),
            script.status(1, FeedCondition.SNAPSHOT_FAILED));
        assertEquals(List.of("NONE"), script.after(10_500).timer(1));
        assertEquals(List.of("NONE", "SnapshotRequest 1 attempt 3 in 2000 ms SNAPSHOT_FAILED"),
            script.after(1_000).timer(1));
    }

    @Test
    void shouldAskForTheSnapshotOfAQuietInstrumentByTimer() {
        script.define(1);
        script.status(1, FeedCondition.SUBSCRIBED);
        assertEquals(List.of("NONE"), script.after(1_000).timer(1));
        assertEquals(List.of("NONE", "SnapshotRequest 1 attempt 1 in 0 ms STARTED"), script.after(1_000).timer(1));
        assertEquals(List.of("NONE"), script.after(1_000).timer(1));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 50",
            "BookChange 1 LIVE at 50: 9x1 | 10x1"), script.snapshot(1, 50, "9x1 | 10x1"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 51: 9x2 | 10x1"), script.delta(1, 51, 51, "9x2 |"));
    }

    @Test
    void shouldGoStaleInSilenceAndWaitLongerForEachFurtherSnapshot() {
        script.live();
        assertEquals(List.of("NONE"), script.after(5_000).timer(1));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>STALE SILENT expected 5000000000 observed 5001000000",
            "SnapshotRequest 1 attempt 2 in 1000 ms SILENT", "BookChange 1 STALE at 100: |"),
            script.after(1).timer(1));
        assertEquals(List.of("NONE", "BookStatus 1 STALE>SYNCING SILENT", "BookChange 1 SYNCING at 100: |"),
            script.status(1, FeedCondition.RESYNC_STARTED));
        script.snapshot(1, 100, "100x5 | 101x5");
        assertEquals("SnapshotRequest 1 attempt 3 in 2000 ms SILENT", script.after(5_001).timer(1).get(2));
    }

    @Test
    void shouldSuspectALaggingBook() {
        script.live();
        script.lagNs = 1_001 * FeedScript.MS;
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT LAGGING expected 1000000000 observed 1001000000",
            "SnapshotRequest 1 attempt 2 in 1000 ms LAGGING", "BookChange 1 SUSPECT at 100: |"),
            script.delta(1, 101, 101, "100x6 |"));
    }

    @Test
    void shouldSuspectRegressions() {
        script.live();
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of("IGNORED"), script.delta(1, 10, 11, "1x1 |"));
        }
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 101 observed 11",
            "SnapshotRequest 1 attempt 2 in 1000 ms SEQUENCE_REGRESSION", "BookChange 1 SUSPECT at 100: |"),
            script.delta(1, 10, 11, "1x1 |"));
        final FeedScript inverted = new FeedScript(FeedScript.limits()).live();
        assertEquals(List.of("REFUSED", "BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 105 observed 104",
            "SnapshotRequest 1 attempt 2 in 1000 ms SEQUENCE_REGRESSION", "BookChange 1 SUSPECT at 100: |"),
            inverted.delta(1, 105, 104, "1x1 |"));
    }

    /** The stream was numbered anew after the snapshot: the first delta tells, not the hundredth. */
    @Test
    void shouldSuspectADeltaThatIsOlderThanTheSnapshotByItsNumberAndNewerByItsTime() {
        script.live();
        assertEquals(List.of("IGNORED"), script.after(5_000).delta(1, 10, 11, "1x1 |"));
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 101 observed 13",
            "SnapshotRequest 1 attempt 2 in 1000 ms SEQUENCE_REGRESSION", "BookChange 1 SUSPECT at 100: |"),
            script.after(1).delta(1, 12, 13, "1x1 |"));
    }

    @Test
    void shouldGoByTheVenuesTimeWhereADeltaThatTheSnapshotHoldsComesLate() {
        script.live();
        script.after(60_000).venueAheadNs = -60_000 * FeedScript.MS;
        assertEquals(List.of("IGNORED"), script.delta(1, 98, 99, "1x1 |"));
        script.venueAheadNs = 0;
        assertEquals(List.of("IGNORED"), script.delta(1, 99, 100, "100x5 |"));
        assertEquals("APPLIED", script.delta(1, 101, 101, "100x6 |").get(0));
    }

    @Test
    void shouldGoByItsOwnTimeWhereTheVenueSaysNone() {
        script.live();
        script.after(5_000).venueAheadNs = BookDeltaDecoder.venueTimeNsNullValue() - script.nowNs;
        assertEquals(List.of("IGNORED"), script.delta(1, 10, 11, "1x1 |"));
        script.after(1).venueAheadNs = BookDeltaDecoder.venueTimeNsNullValue() - script.nowNs;
        assertEquals("BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 101 observed 13",
            script.delta(1, 12, 13, "1x1 |").get(1));
    }

    @Test
    void shouldSuspectAnewNumberedStreamBehindASnapshotOfTheStreamToo() {
        script.liveInStream(SyncKind.STREAM);
        assertEquals(List.of("IGNORED"), script.after(5_000).delta(1, 11, 11, 10, FeedScript.WHOLE, "1x1 |"));
        assertEquals(List.of("IGNORED", "BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 101 observed 12",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_REGRESSION", "BookChange 1 SUSPECT at 100: |"),
            script.after(1).delta(1, 12, 12, 11, FeedScript.WHOLE, "1x1 |"));
    }

    @Test
    void shouldSuspectOldNumbersOnSomethingNewAtOnceButNotTheSameOnceMore() {
        script.live();
        assertEquals(List.of("IGNORED"), script.after(1).delta(1, 10, 11, "1x1 |"));
        script.delta(1, 101, 102, "100x6 |");
        assertEquals(List.of("IGNORED"), script.delta(1, 101, 101, "100x6 |"));
        script.after(-1);
        assertEquals(List.of("IGNORED"), script.delta(1, 100, 100, "100x5 |"));
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 103 observed 8",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_REGRESSION", "BookChange 1 SUSPECT at 102: |"),
            script.after(2).delta(1, 7, 8, "1x1 |"));
    }

    @Test
    void shouldSuspectAfterAMalformedFrameOfTheInstrumentOrItsConnection() {
        script.live();
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SUSPECT MALFORMED",
            "SnapshotRequest 1 attempt 2 in 1000 ms MALFORMED", "BookChange 1 SUSPECT at 100: |"),
            script.status(1, FeedCondition.MALFORMED_FRAME));
        final FeedScript connection = new FeedScript(FeedScript.limits()).live();
        assertEquals(List.of("NONE"), connection.status(0, 99, FeedCondition.MALFORMED_FRAME));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SUSPECT MALFORMED", "BookChange 1 SUSPECT at 100: |"),
            connection.status(0, FeedCondition.MALFORMED_FRAME));
        assertEquals(List.of("NONE", "SnapshotRequest 1 attempt 2 in 1000 ms MALFORMED"), connection.trade(1));
    }

    @Test
    void shouldResynchroniseAfterEveryReconnect() {
        script.live();
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>STALE DISCONNECTED", "BookChange 1 STALE at 100: |"),
            script.status(0, FeedCondition.DISCONNECTED));
        assertEquals(List.of("NONE"), script.after(60_000).timer(1));
        assertEquals(List.of("NONE", "BookStatus 1 STALE>SYNCING CONNECTED", "BookChange 1 SYNCING at 100: |"),
            script.status(0, FeedCondition.CONNECTED));
        assertEquals(List.of("HELD", "SnapshotRequest 1 attempt 2 in 1000 ms CONNECTED"),
            script.delta(1, 101, 101, "100x6 |"));
    }

    @Test
    void shouldFollowAnInstrumentToAnotherConnection() {
        script.live();
        assertEquals(List.of("NONE"), script.status(1, FeedCondition.SUBSCRIBED));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SYNCING CONNECTED", "BookChange 1 SYNCING at 100: |"),
            script.status(1, 8, FeedCondition.SUBSCRIBED));
        assertEquals(List.of("NONE"), script.status(0, FeedCondition.DISCONNECTED));
    }

    @Test
    void shouldStopWhereNoDataWillCome() {
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>STALE SUBSCRIPTION_REFUSED", "BookChange 1 STALE at 100: |"),
            script.live().status(1, FeedCondition.SUBSCRIPTION_REFUSED));
        final FeedScript ended = new FeedScript(FeedScript.limits()).live();
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>STALE RECORDING_ENDED", "BookChange 1 STALE at 100: |"),
            ended.status(0, FeedCondition.RECORDING_ENDED));
        assertEquals(List.of("NONE"), ended.status(0, FeedCondition.RECORDING_ENDED));
        assertEquals(List.of("NONE"), ended.after(60_000).timer(1));
    }

    @Test
    void shouldStopWhileTheInstrumentIsNotTrading() {
        script.live();
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>STALE NOT_TRADING", "BookChange 1 STALE at 100: |"),
            script.define(1, 1, InstrumentStatus.HALTED));
        assertEquals(List.of("IGNORED"), script.delta(1, 101, 101, "100x6 |"));
        assertEquals(List.of("NONE"), script.status(0, FeedCondition.CONNECTED));
        assertEquals(List.of("APPLIED", "BookStatus 1 STALE>SYNCING STARTED", "BookChange 1 SYNCING at 100: |"),
            script.define(1, 1, InstrumentStatus.TRADING));
        assertEquals("HELD", script.delta(1, 102, 102, "100x6 |").get(0));
    }

    @Test
    void shouldBeginAnewWhenTheTickChanges() {
        script.live();
        assertEquals(List.of("APPLIED"), script.define(1));
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SYNCING REDEFINED", "BookChange 1 SYNCING: |"),
            script.define(1, 5, InstrumentStatus.TRADING));
    }

    @Test
    void shouldResynchroniseOnCommand() {
        script.live();
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SYNCING OPERATOR",
            "SnapshotRequest 1 attempt 2 in 1000 ms OPERATOR", "BookChange 1 SYNCING at 100: |"),
            script.operatorResync(1));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SYNCING OPERATOR", "BookChange 1 SYNCING at 100: |"),
            new FeedScript(FeedScript.limits()).live().operatorResync(0));
    }

    @Test
    void shouldDropHeldDeltasWithAHoleAndStillTakeANewEnoughSnapshot() {
        script.define(1);
        script.delta(1, 1, 10, "1x1 |");
        assertEquals(List.of("HELD", "BookStatus 1 SYNCING>SYNCING SEQUENCE_GAP expected 11 observed 13",
            "BookChange 1 SYNCING: |"), script.delta(1, 13, 14, "2x2 |"));
        assertEquals(List.of("IGNORED"), script.delta(1, 9, 10, "3x3 |"));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 14",
            "ReleasedDelta 1 at 14: 2x2 |", "BookChange 1 LIVE at 14: 4x4 2x2 | 5x5"),
            script.snapshot(1, 12, "4x4 | 5x5"));
    }

    @Test
    void shouldGiveUpAndBeginAgainWhenTooManyAreHeld() {
        script.define(1);
        String levels = "|";
        for (int i = 0; i < 60; i++) {
            levels = (100 + i) + "x1 " + levels;
        }
        for (int i = 0; i < 3; i++) {
            assertEquals("HELD", script.delta(1, i + 1, i + 1, levels).get(0));
        }
        assertEquals(List.of("HELD", "BookStatus 1 SYNCING>SUSPECT HELD_TOO_MANY expected 4096 observed 4160",
            "BookChange 1 SUSPECT: |"), script.delta(1, 4, 4, levels));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("SNAPSHOT_TOO_OLD", script.snapshot(1, 2, "100x5 |").get(1).split(" ")[3]);
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 4", script.snapshot(1, 3, "99x5 |").get(1));
    }

    @Test
    void shouldReleaseHeldDeltasOverSeveralRecordsWhenTheSlotIsSmall() {
        final FeedScript small = new FeedScript(FeedScript.limits(), 8192, 4472);
        small.define(1);
        for (int i = 1; i <= 16; i++) {
            small.delta(1, i, i, (100 + i) + "x" + i + " | 200x" + i);
        }
        small.status(1, FeedCondition.RESYNC_STARTED);
        final List<String> record = small.snapshot(1, 1, "100x5 | 300x1");
        assertEquals(List.of("APPLIED", "ReleasedDelta 1 at 2: 102x2 | 200x2", "ReleasedDelta 1 at 3: 103x3 | 200x3",
            "ReleasedDelta 1 at 4: 104x4 | 200x4", "ReleasedDelta 1 at 5: 105x5 | 200x5",
            "BookChange 1 SYNCING at 5: 105x5 104x4 103x3 102x2 100x5 | 200x5 300x1"), record);
        assertEquals("HELD", small.delta(1, 17, 17, "117x13 |").get(0));
        assertEquals(BookState.SYNCING, small.book.state(1));
        small.trade(1);
        assertEquals(BookState.SYNCING, small.book.state(1));
        assertEquals("BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 17", small.timer(1).get(1));
        assertEquals(117, small.book.book(1).bidPrice());
    }

    @Test
    void shouldLetTheChainOfFuturesDecide() {
        script.venue = Venue.BINANCE_USDM;
        script.define(1);
        script.delta(1, 90, 95, 80, FeedScript.WHOLE, "1x1 |");
        script.delta(1, 103, 110, 95, FeedScript.WHOLE, "2x2 |");
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 110",
            "ReleasedDelta 1 at 110: 2x2 |", "BookChange 1 LIVE at 110: 5x5 2x2 | 9x9"),
            script.snapshot(1, 100, "5x5 | 9x9"));
        assertEquals("APPLIED", script.delta(1, 115, 120, 110, FeedScript.WHOLE, "3x3 |").get(0));
        assertEquals("BookStatus 1 LIVE>SUSPECT SEQUENCE_GAP expected 120 observed 121",
            script.delta(1, 122, 125, 121, FeedScript.WHOLE, "3x3 |").get(1));
    }

    @Test
    void shouldRefuseWhatNamesUnknownInstruments() {
        script.live();
        assertEquals(List.of("REFUSED"), script.delta(2, 1, 1, "1x1 |"));
        assertEquals(List.of("REFUSED"), script.delta(-5, 1, 1, "1x1 |"));
        assertEquals(List.of("REFUSED"), script.snapshot(Integer.MAX_VALUE, 1, "1x1 |"));
        assertEquals(List.of("REFUSED"), script.trade(3));
        assertEquals(List.of("REFUSED"), script.timer(3));
        assertEquals(List.of("REFUSED"), script.status(3, FeedCondition.CONNECTED));
        assertEquals(List.of("REFUSED"), script.operatorResync(3));
        assertEquals(List.of("REFUSED"), script.define(9));
        assertEquals(List.of("REFUSED"), script.define(0));
        script.venue = Venue.KRAKEN;
        assertEquals(List.of("REFUSED"), script.define(2));
    }

    @Test
    void shouldSpreadRequestsOfManyInstrumentsOverMinutes() {
        for (int i = 0; i < 12; i++) {
            script.define(1);
            assertEquals("HELD", script.delta(1, 1 + i, 1 + i, "|").get(0));
            script.operatorResync(1);
            script.status(1, FeedCondition.RESYNC_STARTED);
        }
        script.define(2);
        assertEquals("SnapshotRequest 2 attempt 1 in 60000 ms STARTED", script.delta(2, 1, 1, "|").get(1));
    }

    @Test
    void shouldHashEqualStatesEquallyAndDifferentOnesApart() {
        final FeedScript other = new FeedScript(FeedScript.limits());
        script.live();
        other.live();
        assertEquals(other.feed.stateHash(), script.feed.stateHash());
        assertEquals(other.book.stateHash(), script.book.stateHash());
        script.delta(1, 101, 101, "99x1 |");
        assertNotEquals(other.feed.stateHash(), script.feed.stateHash());
        assertNotEquals(other.book.stateHash(), script.book.stateHash());
    }
}
