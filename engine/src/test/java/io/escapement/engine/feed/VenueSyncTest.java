package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The vectors of the venue sheets, section on synchronising, through the feed and book stages. */
class VenueSyncTest {
    private static final long NO_ID = Long.MIN_VALUE;

    private final FeedScript script = new FeedScript(FeedScript.limits());

    private void begin(SyncKind kind, Venue venue) {
        script.sync = kind;
        script.venue = venue;
        script.define(1);
        script.status(1, FeedCondition.SUBSCRIBED);
    }

    private String chained(long previous, long last, String levels) {
        return script.delta(1, last, last, previous, FeedScript.WHOLE, levels).get(0);
    }

    private String ranged(long first, long last, String levels) {
        return script.delta(1, first, last, levels).get(0);
    }

    private List<String> restSnapshot(long id, String levels) {
        script.status(1, FeedCondition.RESYNC_STARTED);
        return script.snapshot(1, id, levels);
    }

    @Test
    void binanceFuturesChainByTheIdBefore() {
        begin(SyncKind.CHAIN, Venue.BINANCE_USDM);
        script.delta(1, 150, 159, 149, FeedScript.WHOLE, "1x1 |");
        script.delta(1, 157, 165, 159, FeedScript.WHOLE, "2x2 |");
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 165",
            "ReleasedDelta 1 at 165: 2x2 |", "BookChange 1 LIVE at 165: 5x5 2x2 | 9x9"),
            restSnapshot(160, "5x5 | 9x9"));
        assertEquals("APPLIED", script.delta(1, 170, 171, 165, FeedScript.WHOLE, "|").get(0));
        assertEquals("APPLIED", script.delta(1, 175, 176, 171, FeedScript.WHOLE, "|").get(0));
        assertEquals("BookStatus 1 LIVE>SUSPECT SEQUENCE_GAP expected 176 observed 178",
            script.delta(1, 180, 181, 178, FeedScript.WHOLE, "|").get(1));
    }

    @Test
    void kucoinEntriesOlderThanTheSnapshotChangeNothing() {
        begin(SyncKind.RANGES, Venue.KUCOIN);
        assertEquals("HELD", ranged(15, 19, "398850x44 | 398859x3 398861x0 398862x8"));
        assertEquals("BookChange 1 LIVE at 19: 398851x56 398850x44 398849x100 398848x10 | 398859x3 398860x47 398862x8",
            restSnapshot(16, "398851x56 398850x15 398849x100 398848x10 | 398862x8 398861x32 398860x47 398859x3")
                .get(3));
        assertEquals("IGNORED", ranged(15, 18, "|"));
        assertEquals("APPLIED", ranged(20, 20, "|"));
        assertEquals("HELD", ranged(22, 22, "|"));
    }

    @Test
    void kucoinSnapshotOlderThanTheFirstHeldIsFetchedAgain() {
        begin(SyncKind.RANGES, Venue.KUCOIN);
        ranged(18, 19, "|");
        assertEquals("BookStatus 1 SYNCING>SYNCING SNAPSHOT_TOO_OLD expected 17 observed 16",
            restSnapshot(16, "1x1 | 2x2").get(1));
        assertEquals("BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 19", restSnapshot(17, "1x1 | 2x2").get(1));
    }

    @Test
    void gateRangesBridgeTheSnapshotAndAFullOneReplaces() {
        begin(SyncKind.RANGES, Venue.GATE);
        ranged(190, 200, "1x1 |");
        ranged(198, 203, "2x2 |");
        assertEquals("BookChange 1 LIVE at 203: 5x5 2x2 | 9x9", restSnapshot(200, "5x5 | 9x9").get(3));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 204: 5x5 2x2 | 9x9"), script.delta(1, 204, 204, "|"));
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT SEQUENCE_GAP expected 205 observed 206",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_GAP", "BookChange 1 SUSPECT at 204: |"),
            script.delta(1, 206, 207, "|"));
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>LIVE SYNCHRONISED observed 300",
            "BookChange 1 LIVE at 300: 7x7 | 8x8"), script.inStream(1, 300, "7x7 | 8x8"));
        assertEquals("APPLIED", ranged(301, 301, "6x6 |"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 310: 5x5 |"), script.inStream(1, 310, "5x5 |"));
        assertEquals("APPLIED", ranged(309, 311, "|"));
    }

    @Test
    void gateFullSnapshotMayComeFirst() {
        begin(SyncKind.RANGES, Venue.GATE);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 5",
            "BookChange 1 LIVE at 5: 7x7 | 8x8"), script.inStream(1, 5, "7x7 | 8x8"));
        assertEquals("APPLIED", ranged(6, 7, "|"));
    }

    @Test
    void gateObuIgnoresDeltasUntilTheNextFull() {
        begin(SyncKind.STREAM, Venue.GATE);
        script.inStream(1, 50, "7x7 | 8x8");
        assertEquals("APPLIED", script.delta(1, 51, 53, 50, FeedScript.WHOLE, "6x6 |").get(0));
        assertEquals(List.of("IGNORED", "BookStatus 1 LIVE>SUSPECT SEQUENCE_GAP expected 53 observed 54",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_GAP", "BookChange 1 SUSPECT at 53: |"),
            script.delta(1, 55, 56, 54, FeedScript.WHOLE, "5x5 |"));
        assertEquals(List.of("IGNORED"), script.delta(1, 57, 57, 56, FeedScript.WHOLE, "4x4 |"));
        assertEquals("BookChange 1 SYNCING at 53: |", script.status(1, FeedCondition.RESYNC_STARTED).get(2));
        assertEquals(List.of("IGNORED"), script.delta(1, 58, 58, 57, FeedScript.WHOLE, "4x4 |"));
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 58",
            "BookChange 1 LIVE at 58: 4x4 | 8x8"), script.inStream(1, 58, "4x4 | 8x8"));
    }

    @Test
    void mexcVersionsHaveNoHoles() {
        begin(SyncKind.RANGES, Venue.MEXC);
        ranged(95, 99, "1x1 |");
        assertEquals("HELD", ranged(99, 103, "2x2 |"));
        assertEquals("BookChange 1 LIVE at 103: 5x5 2x2 | 9x9", restSnapshot(100, "5x5 | 9x9").get(3));
        assertEquals("APPLIED", ranged(104, 104, "|"));
        assertEquals("HELD", ranged(106, 107, "|"));
        assertEquals(BookState.SUSPECT, script.book.state(1));
    }

    @Test
    void htxHeldTicksGoOnFromTheVeryIdOfTheSnapshot() {
        begin(SyncKind.STRICT_CHAIN, Venue.HTX);
        chained(40, 45, "1x1 |");
        chained(45, 50, "1x1 |");
        chained(50, 57, "10x0 |");
        assertEquals("HELD", chained(57, 58, "|"));
        assertEquals("BookChange 1 LIVE at 58: 9x9 | 11x1", restSnapshot(50, "10x5 9x9 | 11x1").get(4));
        assertEquals("APPLIED", chained(58, 60, "|"));
        assertEquals("IGNORED", chained(58, 60, "|"));
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT SEQUENCE_GAP expected 60 observed 62",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_GAP", "BookChange 1 SUSPECT at 60: |"),
            script.delta(1, 63, 63, 62, FeedScript.WHOLE, "|"));
    }

    @Test
    void htxSnapshotThatNoTickGoesOnFromIsAskedForAgain() {
        begin(SyncKind.STRICT_CHAIN, Venue.HTX);
        chained(45, 50, "1x1 |");
        assertEquals("BookStatus 1 SYNCING>SYNCING SNAPSHOT_TOO_OLD expected 45 observed 44",
            restSnapshot(44, "10x5 |").get(1));
        assertEquals("BookStatus 1 SYNCING>SUSPECT SEQUENCE_GAP expected 47 observed 45",
            restSnapshot(47, "10x5 |").get(1));
        chained(50, 55, "1x1 |");
        assertEquals("BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 60", restSnapshot(60, "10x5 |").get(1));
        assertEquals("APPLIED", chained(60, 61, "|"));
        assertEquals("REFUSED", chained(61, 59, "|"));
        assertEquals(BookState.SUSPECT, script.book.state(1));
    }

    @Test
    void htxWholeBooksUnderOldVersionsAreSuspectAtOnceWhereTheyAreNews() {
        begin(SyncKind.SNAPSHOTS, Venue.HTX);
        script.inStream(1, 12, "4x4 | 8x8");
        assertEquals(List.of("IGNORED"), script.inStream(1, 11, "3x3 |"));
        assertEquals("BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 13 observed 3",
            script.after(1).inStream(1, 3, "3x3 |").get(1));
    }

    @Test
    void htxAsksAnewWhereABrokenFrameMayHaveBeenTheBookThatItAskedFor() {
        begin(SyncKind.STRICT_CHAIN, Venue.HTX);
        script.delta(1, 5, 5, 4, FeedScript.WHOLE, "|");
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("SnapshotRequest 1 attempt 2 in 1000 ms MALFORMED",
            script.status(1, FeedCondition.MALFORMED_FRAME).get(1));
        assertEquals(List.of("NONE"), script.status(1, FeedCondition.MALFORMED_FRAME));
    }

    @Test
    void htxWholeBooksReplaceOneAnother() {
        begin(SyncKind.SNAPSHOTS, Venue.HTX);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 10",
            "BookChange 1 LIVE at 10: 5x5 | 9x9"), script.inStream(1, 10, "5x5 | 9x9"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 12: 4x4 | 8x8"), script.inStream(1, 12, "4x4 | 8x8"));
        assertEquals(List.of("IGNORED"), script.inStream(1, 12, "3x3 |"));
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of("IGNORED"), script.inStream(1, 11, "3x3 |"));
        }
        assertEquals(List.of("IGNORED", "BookStatus 1 LIVE>SUSPECT SEQUENCE_REGRESSION expected 13 observed 11",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_REGRESSION", "BookChange 1 SUSPECT at 12: |"),
            script.inStream(1, 11, "3x3 |"));
        assertEquals("BookChange 1 LIVE at 11: 3x3 |", script.inStream(1, 11, "3x3 |").get(2));
        assertEquals(List.of("REFUSED", "BookStatus 1 LIVE>SUSPECT MALFORMED",
            "SnapshotRequest 1 attempt 2 in 1000 ms MALFORMED", "BookChange 1 SUSPECT at 11: |"),
            script.delta(1, 12, 12, "|"));
    }

    @Test
    void okxHeartbeatsAndSequenceResetsAreInOrder() {
        begin(SyncKind.STREAM, Venue.OKX);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 10",
            "BookChange 1 LIVE at 10: 5x5 | 9x9"), script.inStream(1, 10, "5x5 | 9x9"));
        assertEquals("APPLIED", chained(10, 15, "4x4 |"));
        assertEquals("APPLIED", chained(15, 15, "|"));
        assertEquals("IGNORED", chained(10, 14, "|"));
        assertEquals("APPLIED", chained(15, 3, "3x3 |"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 5: 5x5 4x4 3x3 2x2 | 9x9"),
            script.delta(1, 5, 5, 3, FeedScript.WHOLE, "2x2 |"));
        assertEquals(List.of("IGNORED", "BookStatus 1 LIVE>SUSPECT SEQUENCE_GAP expected 5 observed 7",
            "SnapshotRequest 1 attempt 1 in 0 ms SEQUENCE_GAP", "BookChange 1 SUSPECT at 5: |"),
            script.delta(1, 9, 9, 7, FeedScript.WHOLE, "1x1 |"));
    }

    @Test
    void okxByRestBridgesByOverlapAndForgetsWhatWasBeforeAReset() {
        begin(SyncKind.CHAIN, Venue.OKX);
        assertEquals("HELD", chained(10, 15, "4x4 |"));
        assertEquals("HELD", chained(15, 20, "3x3 |"));
        assertEquals("BookChange 1 LIVE at 20: 5x5 3x3 | 9x9", restSnapshot(17, "5x5 | 9x9").get(3));
        assertEquals("APPLIED", chained(20, 20, "|"));
        assertEquals("APPLIED", chained(20, 2, "|"));
        assertEquals("APPLIED", chained(2, 8, "|"));
        assertEquals("HELD", chained(9, 12, "1x1 |"));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("IGNORED", "SnapshotRequest 1 attempt 2 in 1000 ms SEQUENCE_REGRESSION"),
            script.delta(1, 3, 3, 12, FeedScript.WHOLE, "7x7 |"));
        assertEquals(List.of("REFUSED"), script.snapshot(1, 13, "5x5 | 9x9"));
        assertEquals("HELD", chained(3, 6, "6x6 |"));
        assertEquals("BookChange 1 LIVE at 6: 6x6 5x5 | 9x9", restSnapshot(4, "5x5 | 9x9").get(3));
    }

    @Test
    void bybitRepeatsAreDroppedAndTheServiceRestartReplaces() {
        begin(SyncKind.STREAM, Venue.BYBIT);
        script.inStream(1, 10, "5x5 | 9x9");
        assertEquals("APPLIED", chained(10, 11, "4x4 |"));
        assertEquals("IGNORED", chained(10, 11, "4x4 |"));
        assertEquals("IGNORED", chained(12, 13, "3x3 |"));
        assertEquals(BookState.SUSPECT, script.book.state(1));
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>LIVE SYNCHRONISED observed 1",
            "BookChange 1 LIVE at 1: 7x7 | 8x8"), script.inStream(1, 1, "7x7 | 8x8"));
        assertEquals("APPLIED", chained(1, 2, "|"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 1: |"), script.inStream(1, 1, "|"));
    }

    @Test
    void coinbaseHoleOnTheConnectionStopsEachBookOfIt() {
        begin(SyncKind.STREAM, Venue.COINBASE);
        script.define(2);
        script.status(2, FeedCondition.SUBSCRIBED);
        script.inStream(1, 1, "5x5 | 9x9");
        script.inStream(2, 1, "6x6 | 8x8");
        assertEquals("APPLIED", chained(1, 2, "4x4 |"));
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>SUSPECT CONNECTION_GAP",
            "BookStatus 2 LIVE>SUSPECT CONNECTION_GAP", "BookChange 1 SUSPECT at 2: |", "BookChange 2 SUSPECT at 1: |"),
            script.status(0, FeedCondition.CONNECTION_GAP));
        assertEquals(List.of("IGNORED", "SnapshotRequest 1 attempt 1 in 0 ms CONNECTION_GAP"),
            script.delta(1, 3, 3, 2, FeedScript.WHOLE, "|"));
        assertEquals(List.of("NONE", "SnapshotRequest 2 attempt 1 in 0 ms CONNECTION_GAP"), script.timer(2));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("BookChange 1 LIVE at 4: 3x3 |", script.inStream(1, 4, "3x3 |").get(2));
        assertEquals(BookState.SUSPECT, script.book.state(2));
    }

    @Test
    void idsThatTheVenueDoesNotSendNeverChain() {
        begin(SyncKind.STREAM, Venue.KRAKEN);
        script.inStream(1, 1, "5x5 | 9x9");
        assertEquals("IGNORED", chained(NO_ID, 2, "4x4 |"));
        assertEquals(BookState.SUSPECT, script.book.state(1));
        begin(SyncKind.CHAIN, Venue.OKX);
        chained(NO_ID, 2, "4x4 |");
        assertEquals("SNAPSHOT_TOO_OLD", restSnapshot(1, "5x5 |").get(1).split(" ")[3]);
    }
}
