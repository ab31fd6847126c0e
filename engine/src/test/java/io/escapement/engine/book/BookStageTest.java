package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedScript;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class BookStageTest {
    private static final long NO_ID = Long.MIN_VALUE;

    private final FeedScript script = new FeedScript(FeedScript.limits());

    @Test
    void shouldQuarantineACrossedBookUntilItsSnapshot() {
        script.live();
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SUSPECT CROSSED expected 101 observed 101",
            "SnapshotRequest 1 attempt 1 in 0 ms CROSSED", "BookChange 1 SUSPECT at 101: |"),
            script.delta(1, 101, 101, "101x1 |"));
        assertEquals(List.of("APPLIED"), script.delta(1, 102, 102, "101x0 |"));
        assertEquals(List.of("NONE", "BookStatus 1 SUSPECT>SYNCING RESYNC", "BookChange 1 SYNCING at 101: |"),
            script.status(1, FeedCondition.RESYNC_STARTED));
        assertEquals(List.of("HELD"), script.delta(1, 103, 103, "99x1 |"));
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 103",
            "ReleasedDelta 1 at 103: 99x1 |", "BookChange 1 LIVE at 103: 100x5 99x1 | 101x5"),
            script.snapshot(1, 102, "100x5 | 101x5"));
        assertEquals("SnapshotRequest 1 attempt 2 in 1000 ms CROSSED", script.delta(1, 104, 104, "| 99x1").get(2));
    }

    @Test
    void shouldAskAgainWhenTheFetchOfACrossedBookNeverBegins() {
        script.live();
        script.delta(1, 101, 101, "101x1 |");
        for (int i = 0; i < 4; i++) {
            script.after(2_500).delta(1, 102 + i, 102 + i, "|");
            assertEquals(List.of("NONE"), script.timer(1));
        }
        assertEquals(List.of("NONE", "SnapshotRequest 1 attempt 2 in 1000 ms CROSSED"), script.after(1).timer(1));
    }

    @Test
    void shouldSuspectABookWithLevelsThatCannotBe() {
        script.live();
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SUSPECT MALFORMED",
            "SnapshotRequest 1 attempt 1 in 0 ms MALFORMED", "BookChange 1 SUSPECT at 101: |"),
            script.delta(1, 101, 101, "99x1 -5x1 |"));
        final FeedScript snapshot = new FeedScript(FeedScript.limits());
        snapshot.define(1);
        snapshot.delta(1, 1, 1, "|");
        snapshot.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 1",
            "BookStatus 1 LIVE>SUSPECT MALFORMED", "SnapshotRequest 1 attempt 1 in 0 ms MALFORMED",
            "BookChange 1 SUSPECT at 1: |"), snapshot.snapshot(1, 1, "5x1 | 6x-1"));
    }

    @Test
    void shouldTellOfADeltaInFragmentsWithItsLastAlone() {
        script.live();
        assertEquals(List.of("APPLIED"), script.delta(1, 101, 110, NO_ID, FeedScript.FIRST, "102x1 |"));
        assertEquals(List.of("NONE"), script.timer(1));
        assertEquals(List.of("APPLIED"), script.delta(1, 101, 110, NO_ID, FeedScript.MIDDLE, "99x3 |"));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 110: 102x1 100x5 99x3 | 103x1"),
            script.delta(1, 101, 110, NO_ID, FeedScript.LAST, "| 101x0 103x1"));
    }

    @Test
    void shouldShareTheFateOfTheFirstFragment() {
        script.live();
        assertEquals(List.of("IGNORED"), script.delta(1, 90, 95, NO_ID, FeedScript.FIRST, "102x1 |"));
        assertEquals(List.of("IGNORED"), script.delta(1, 90, 95, NO_ID, FeedScript.LAST, "102x1 |"));
        assertEquals("HELD", script.delta(1, 105, 110, NO_ID, FeedScript.FIRST, "1x1 |").get(0));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("APPLIED", "BookChange 1 SYNCING at 107: 100x5 | 101x5"),
            script.snapshot(1, 107, "100x5 | 101x5"));
        assertEquals(List.of("HELD", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 110",
            "ReleasedDelta 1 at 110: 1x1 |", "ReleasedDelta 1 at 110: 2x2 |",
            "BookChange 1 LIVE at 110: 100x5 2x2 1x1 | 101x5"),
            script.delta(1, 105, 110, NO_ID, FeedScript.LAST, "2x2 |"));
    }

    @Test
    void shouldSuspectABookWhoseFragmentsAreCutShort() {
        script.live();
        script.delta(1, 101, 110, NO_ID, FeedScript.FIRST, "102x1 |");
        assertEquals(List.of("HELD", "BookStatus 1 LIVE>SUSPECT MALFORMED expected 110 observed 112",
            "SnapshotRequest 1 attempt 1 in 0 ms MALFORMED", "BookChange 1 SUSPECT at 110: |"),
            script.delta(1, 111, 112, "98x1 |"));
        final FeedScript stray = new FeedScript(FeedScript.limits()).live();
        assertEquals(List.of("REFUSED", "BookStatus 1 LIVE>SUSPECT MALFORMED observed 105",
            "SnapshotRequest 1 attempt 2 in 1000 ms MALFORMED", "BookChange 1 SUSPECT at 100: |"),
            stray.delta(1, 101, 105, NO_ID, FeedScript.LAST, "98x1 |"));
        final FeedScript cut = new FeedScript(FeedScript.limits()).live();
        cut.delta(1, 101, 110, NO_ID, FeedScript.FIRST, "102x1 |");
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>STALE DISCONNECTED", "BookChange 1 STALE at 110: |"),
            cut.status(0, FeedCondition.DISCONNECTED));
        assertEquals("REFUSED", cut.delta(1, 101, 110, NO_ID, FeedScript.LAST, "| 101x0").get(0));
    }

    @Test
    void shouldTakeASnapshotInFragmentsAndTellOfItOnce() {
        script.define(1);
        script.delta(1, 1, 10, "|");
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("APPLIED"), script.snapshot(1, 12, FeedScript.FIRST, "10x1 9x1 |"));
        assertEquals(List.of("HELD"), script.delta(1, 11, 13, "9x0 |"));
        assertEquals(List.of("APPLIED"), script.snapshot(1, 12, FeedScript.MIDDLE, "| 11x1"));
        assertEquals(List.of("REFUSED"), script.snapshot(1, 14, FeedScript.MIDDLE, "| 11x7"));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals(List.of("REFUSED"), script.snapshot(1, 12, FeedScript.LAST, "| 12x1"));
        assertEquals(List.of("APPLIED"), script.snapshot(1, 12, FeedScript.FIRST, "20x1 |"));
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 13",
            "ReleasedDelta 1 at 13: 9x0 |", "BookChange 1 LIVE at 13: 20x1 | 22x1 23x1"),
            script.snapshot(1, 12, FeedScript.LAST, "| 22x1 23x1"));
    }

    @Test
    void shouldTellTheFiveBestLevelsOfEachSide() {
        script.live();
        assertEquals(List.of("APPLIED",
            "BookChange 1 LIVE at 101: 100x5 99x1 98x1 97x1 96x1 | 101x5 102x1 103x1 104x1 105x1"),
            script.delta(1, 101, 101, "99x1 98x1 97x1 96x1 95x1 | 102x1 103x1 104x1 105x1 106x1"));
    }

    @Test
    void shouldSuspectABookThatHasRunOutOfRoom() {
        final FeedLimits limits = FeedScript.limits();
        final FeedScript wide = new FeedScript(new FeedLimits(8, limits.silenceNs(), limits.lagNs(), 4096, 3,
            limits.backoffNs(), limits.maxBackoffNs(), limits.requestTimeoutNs(), limits.quietStartNs(), 12)).live();
        String record = "";
        for (int i = 0; i < 400 && !record.contains("FAULT"); i++) {
            final StringBuilder levels = new StringBuilder("|");
            for (int j = 0; j < 40; j++) {
                levels.append(' ').append(1_000_000L + (i * 40L + j) * 1_000).append("x1");
            }
            record = wide.delta(1, 101 + i, 101 + i, levels.toString()).toString();
        }
        assertEquals("BookStatus 1 LIVE>SUSPECT FAULT", record.split(", ")[1]);
    }

    @Test
    void shouldKeepInstrumentsApart() {
        script.live();
        script.define(2);
        script.delta(2, 1, 1, "|");
        script.status(2, FeedCondition.RESYNC_STARTED);
        script.snapshot(2, 1, "7x7 | 8x8");
        script.delta(2, 9, 9, "|");
        assertEquals(BookState.LIVE, script.book.state(1));
        assertEquals(BookState.SUSPECT, script.book.state(2));
        assertEquals(100, script.book.book(1).bidPrice());
        assertEquals(7, script.book.book(2).bidPrice());
        assertNull(script.book.book(3));
        assertNull(script.book.state(0));
    }
}
