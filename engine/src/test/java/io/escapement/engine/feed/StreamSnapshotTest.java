package io.escapement.engine.feed;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Snapshots in the stream: when they are asked for, and what becomes of them in every state of a book. */
class StreamSnapshotTest {
    private static final byte FIRST = FeedScript.FIRST | Messages.IN_STREAM;
    private static final byte MIDDLE = Messages.IN_STREAM;
    private static final byte LAST = FeedScript.LAST | Messages.IN_STREAM;

    private final FeedScript script = new FeedScript(FeedScript.limits());

    private List<String> delta(long previous, long last, String levels) {
        return script.delta(1, last, last, previous, FeedScript.WHOLE, levels);
    }

    @Test
    void shouldWaitForTheFirstSnapshotBeforeAskingForIt() {
        script.sync = SyncKind.STREAM;
        script.define(1);
        assertEquals(List.of("IGNORED"), delta(1, 2, "1x1 |"));
        assertEquals(List.of("NONE"), script.after(4_999).timer(1));
        assertEquals(List.of("IGNORED"), delta(2, 3, "1x1 |"));
        assertEquals(List.of("NONE", "SnapshotRequest 1 attempt 1 in 0 ms STARTED"), script.after(1).timer(1));
        assertEquals(List.of("NONE"), script.after(10_000).timer(1));
        assertEquals(List.of("NONE", "SnapshotRequest 1 attempt 2 in 1000 ms SNAPSHOT_FAILED"),
            script.after(1).timer(1));
        assertEquals("SnapshotRequest 1 attempt 3 in 2000 ms SNAPSHOT_FAILED", script.after(11_001).timer(1).get(1));
        assertEquals("BookChange 1 LIVE at 9: 5x5 | 6x6", script.inStream(1, 9, "5x5 | 6x6").get(2));
    }

    @Test
    void shouldAskAgainAtOnceWhenTheAwaitedSnapshotMayHaveBeenMalformed() {
        script.liveInStream(SyncKind.STREAM);
        assertEquals("SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_GAP", delta(105, 106, "|").get(2));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("NONE", "SnapshotRequest 1 attempt 2 in 1000 ms MALFORMED"),
            script.status(1, FeedCondition.MALFORMED_FRAME));
        assertEquals(List.of("NONE"), script.status(1, FeedCondition.LAGGING));
    }

    @Test
    void shouldTakeNoSnapshotByRestWhereDeltasCannotBridgeIt() {
        script.liveInStream(SyncKind.STREAM);
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("REFUSED"), script.snapshot(1, 200, "5x5 | 6x6"));
    }

    @Test
    void shouldDropHeldDeltasForASnapshotInTheStream() {
        script.live();
        assertEquals("HELD", script.delta(1, 150, 151, "1x1 |").get(0));
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>LIVE SYNCHRONISED observed 160",
            "BookChange 1 LIVE at 160: 7x7 | 8x8"), script.inStream(1, 160, "7x7 | 8x8"));
        assertEquals("APPLIED", script.delta(1, 161, 161, "6x6 |").get(0));
    }

    @Test
    void shouldBeSyncingBetweenTheFragmentsOfASnapshotThatReplacesALiveBook() {
        script.liveInStream(SyncKind.STREAM);
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SYNCING RESYNC"),
            script.snapshot(1, 200, FIRST, "7x7 |"));
        assertEquals(List.of("APPLIED"), script.snapshot(1, 200, MIDDLE, "6x6 |"));
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 200",
            "BookChange 1 LIVE at 200: 7x7 6x6 | 8x8"), script.snapshot(1, 200, LAST, "| 8x8"));
        assertEquals("APPLIED", delta(200, 201, "|").get(0));
    }

    @Test
    void shouldGiveUpASnapshotThatIsCutShort() {
        script.liveInStream(SyncKind.STREAM);
        script.snapshot(1, 200, FIRST, "7x7 |");
        assertEquals(List.of("IGNORED", "BookStatus 1 SYNCING>SUSPECT MALFORMED observed 201",
            "SnapshotRequest 1 attempt 1 in 0 ms MALFORMED", "BookChange 1 SUSPECT at 200: |"),
            delta(200, 201, "|"));
        assertEquals(List.of("REFUSED"), script.snapshot(1, 200, LAST, "| 8x8"));
        script.snapshot(1, 210, FIRST, "7x7 |");
        assertEquals("BookStatus 1 SUSPECT>SUSPECT CONNECTION_GAP",
            script.status(0, FeedCondition.CONNECTION_GAP).get(1));
        assertEquals(List.of("REFUSED", "SnapshotRequest 1 attempt 2 in 1000 ms CONNECTION_GAP"),
            script.snapshot(1, 210, LAST, "| 8x8"));
        assertEquals(BookState.SUSPECT, script.book.state(1));
    }

    @Test
    void shouldEndAQuarantineWithoutBeingAnnounced() {
        script.liveInStream(SyncKind.STREAM);
        assertEquals("BookStatus 1 LIVE>SUSPECT CROSSED expected 101 observed 101", delta(100, 101, "101x1 |").get(1));
        assertEquals(List.of("APPLIED"), delta(101, 102, "101x0 |"));
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>LIVE SYNCHRONISED observed 103",
            "BookChange 1 LIVE at 103: 7x7 | 8x8"), script.inStream(1, 103, "7x7 | 8x8"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 104: 7x7 | 8x8"), delta(103, 104, "|"));
        delta(104, 105, "9x1 |");
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>SUSPECT CROSSED expected 8 observed 9",
            "SnapshotRequest 1 attempt 1 in 0 ms CROSSED", "BookChange 1 SUSPECT at 106: |"),
            script.after(9_000).inStream(1, 106, "9x7 | 8x8"));
    }

    @Test
    void shouldIgnoreSnapshotsOfAnInstrumentThatDoesNotTrade() {
        script.liveInStream(SyncKind.STREAM);
        script.define(1, 1, InstrumentStatus.HALTED);
        assertEquals(List.of("IGNORED"), script.inStream(1, 200, "7x7 | 8x8"));
        script.define(1, 1, InstrumentStatus.TRADING);
        assertEquals("BookChange 1 LIVE at 201: 7x7 | 8x8", script.inStream(1, 201, "7x7 | 8x8").get(2));
    }

    @Test
    void shouldBeginAnewWhenASnapshotComesAfterAPause() {
        script.liveInStream(SyncKind.STREAM);
        script.status(0, FeedCondition.DISCONNECTED);
        assertEquals(List.of("APPLIED", "BookStatus 1 STALE>SYNCING CONNECTED",
            "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 200", "BookChange 1 LIVE at 200: 7x7 | 8x8"),
            script.inStream(1, 200, "7x7 | 8x8"));
    }

    @Test
    void shouldPauseForMaintenanceAndForAVenueGivenUp() {
        script.liveInStream(SyncKind.STREAM);
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>STALE MAINTENANCE", "BookChange 1 STALE at 100: |"),
            script.status(0, FeedCondition.MAINTENANCE));
        assertEquals(List.of("NONE", "BookStatus 1 STALE>STALE VENUE_GIVEN_UP", "BookChange 1 STALE at 100: |"),
            script.status(0, FeedCondition.VENUE_GIVEN_UP));
        assertEquals(List.of("NONE"), script.after(60_000).timer(1));
    }

    @Test
    void shouldAskForASnapshotAtOnceWhenTheInstrumentIsRedefined() {
        script.liveInStream(SyncKind.STREAM);
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SYNCING REDEFINED",
            "SnapshotRequest 1 attempt 1 in 0 ms REDEFINED", "BookChange 1 SYNCING: |"),
            script.define(1, 5, InstrumentStatus.TRADING));
        assertEquals(List.of("IGNORED"), delta(100, 101, "10x1 |"));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("BookChange 1 LIVE at 102: 10x1 | 15x1", script.inStream(1, 102, "10x1 | 15x1").get(2));
        script.priceExponent = -3;
        assertEquals("BookStatus 1 LIVE>SYNCING REDEFINED", script.define(1, 5, InstrumentStatus.TRADING).get(1));
        script.inStream(1, 103, "10x1 | 15x1");
        script.depth = 10;
        assertEquals("BookStatus 1 LIVE>SYNCING REDEFINED", script.define(1, 5, InstrumentStatus.TRADING).get(1));
        script.inStream(1, 104, "10x1 | 15x1");
        script.checksumKind = ChecksumKind.KRAKEN;
        assertEquals("BookStatus 1 LIVE>SYNCING REDEFINED", script.define(1, 5, InstrumentStatus.TRADING).get(1));
        script.inStream(1, 105, "10x1 | 15x1");
        script.sync = SyncKind.RANGES;
        assertEquals("BookStatus 1 LIVE>SYNCING REDEFINED", script.define(1, 5, InstrumentStatus.TRADING).get(1));
        assertEquals("HELD", script.delta(1, 106, 106, "|").get(0));
    }

    @Test
    void shouldCountTheRequestsOfEachVenueApart() {
        for (int i = 0; i < 12; i++) {
            script.define(1);
            script.delta(1, 1 + i, 1 + i, "|");
            script.operatorResync(1);
            script.status(1, FeedCondition.RESYNC_STARTED);
        }
        script.venue = Venue.KUCOIN;
        script.sync = SyncKind.RANGES;
        script.define(2);
        assertEquals("SnapshotRequest 2 attempt 1 in 0 ms STARTED", script.delta(2, 1, 1, "|").get(1));
    }

    @Test
    void shouldHashWhatDecidesAboutTheNextSnapshot() {
        script.liveInStream(SyncKind.STREAM);
        final FeedScript other = new FeedScript(FeedScript.limits()).liveInStream(SyncKind.STREAM);
        assertEquals(other.feed.stateHash(), script.feed.stateHash());
        script.snapshot(1, 200, FIRST, "7x7 |");
        assertNotEquals(other.feed.stateHash(), script.feed.stateHash());
    }
}
