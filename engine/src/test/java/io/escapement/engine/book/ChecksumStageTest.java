package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.feed.FeedScript;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** What becomes of a book that is not what the venue's checksum says. */
class ChecksumStageTest {
    private final FeedScript script = new FeedScript(FeedScript.limits());
    private final TreeMapBook truth = new TreeMapBook();
    private long id = 100;

    private FeedScript live(ChecksumKind kind) {
        script.checksumKind = kind;
        script.crossed = kind == ChecksumKind.BITFINEX ? CrossedRule.CHECKSUM : CrossedRule.NEVER;
        script.liveInStream(SyncKind.STREAM);
        truth.setBid(100, 5);
        truth.setAsk(101, 5);
        return script;
    }

    private long sum() {
        final ChecksumKind kind = script.checksumKind;
        return BookChecksumTest.crc(kind, BookChecksumTest.text(kind, truth, -2, -5));
    }

    private List<String> delta(String levels) {
        id++;
        return script.delta(1, id, id, id - 1, FeedScript.WHOLE, levels);
    }

    @Test
    void shouldGoOnWhileTheChecksumIsTheBooks() {
        live(ChecksumKind.KRAKEN);
        truth.setBid(99, 7);
        script.checksum = sum();
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 101: 100x5 99x7 | 101x5"), delta("99x7 |"));
        assertEquals(1, script.book.checksumsMade(1));
        assertEquals(0, script.book.checksumsFailed(1));
        assertEquals(0, script.book.checksumsMade(2));
        assertEquals(0, script.book.checksumsFailed(2));
    }

    @Test
    void shouldSuspectTheBookInTheRecordOfTheChecksumThatDiffers() {
        for (final ChecksumKind kind : List.of(ChecksumKind.KRAKEN, ChecksumKind.BITFINEX, ChecksumKind.OKX)) {
            final ChecksumStageTest test = new ChecksumStageTest();
            test.live(kind);
            final long ours = test.sum();
            test.script.checksum = 12_345;
            assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SUSPECT CHECKSUM expected 12345 observed " + ours,
                "SnapshotRequest 1 attempt 1 in 0 ms CHECKSUM", "BookChange 1 SUSPECT at 101: |"), test.delta("|"));
            assertEquals(BookState.SUSPECT, test.script.book.state(1));
            assertEquals(List.of("APPLIED"), test.delta("99x1 |"));
            assertEquals(1, test.script.book.checksumsFailed(1));
            assertEquals("BookStatus 1 SUSPECT>SYNCING RESYNC",
                test.script.status(1, FeedCondition.RESYNC_STARTED).get(1));
            test.script.checksum = ours;
            assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>LIVE SYNCHRONISED observed 102",
                "BookChange 1 LIVE at 102: 100x5 | 101x5"), test.script.inStream(1, 102, "100x5 | 101x5"));
            assertEquals(2, test.script.book.checksumsMade(1));
        }
    }

    @Test
    void shouldSuspectASnapshotWithAnotherChecksum() {
        live(ChecksumKind.KRAKEN);
        script.checksum = 1;
        assertEquals("BookStatus 1 LIVE>SUSPECT CHECKSUM expected 1 observed " + sum(),
            script.inStream(1, 200, "100x5 | 101x5").get(1));
        script.checksum = 1;
        assertEquals("BookStatus 1 SUSPECT>SUSPECT CHECKSUM expected 1 observed " + sum(),
            script.inStream(1, 201, "100x5 | 101x5").get(1));
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>LIVE SYNCHRONISED observed 202",
            "BookChange 1 LIVE at 202: 100x5 | 101x5"), script.inStream(1, 202, "100x5 | 101x5"));
    }

    @Test
    void shouldVerifyEachNthOnly() {
        script.checksumEvery = 3;
        live(ChecksumKind.KRAKEN);
        for (int i = 0; i < 2; i++) {
            script.checksum = 1;
            assertEquals("BookChange 1 LIVE at " + (id + 1) + ": 100x5 | 101x5", delta("|").get(1));
        }
        assertEquals("BookChange 1 LIVE at " + (id + 1) + ": 100x5 | 101x5", delta("|").get(1));
        script.checksum = 1;
        assertEquals("CHECKSUM", delta("|").get(1).split(" ")[3]);
        assertEquals(1, script.book.checksumsMade(1));
    }

    @Test
    void shouldVerifyWhenTheLastFragmentHasCome() {
        live(ChecksumKind.OKX);
        script.checksum = 1;
        assertEquals(List.of("APPLIED"), script.delta(1, 101, 101, 100, FeedScript.FIRST, "99x1 |"));
        truth.setBid(99, 1);
        truth.setBid(98, 1);
        script.checksum = sum();
        assertEquals("BookChange 1 LIVE at 101: 100x5 99x1 98x1 | 101x5",
            script.delta(1, 101, 101, 100, FeedScript.LAST, "98x1 |").get(1));
        assertEquals(1, script.book.checksumsMade(1));
    }

    @Test
    void shouldCutToTheDepthBeforeTheChecksum() {
        script.depth = 1;
        live(ChecksumKind.KRAKEN);
        script.checksum = sum();
        assertEquals("BookChange 1 LIVE at 101: 100x5 | 101x5", delta("99x7 | 102x1").get(1));
    }

    @Test
    void shouldMakeNoChecksumWhereTheVenueSendsNone() {
        live(ChecksumKind.NONE);
        script.checksum = 1;
        assertEquals("BookChange 1 LIVE at 101: 100x5 | 101x5", delta("|").get(1));
        assertEquals(0, script.book.checksumsMade(1));
    }

    @Test
    void shouldSuspectABookThatIsCrossedBetweenTwoDeltasAndGoOnWithIt() {
        live(ChecksumKind.BITFINEX);
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SUSPECT CROSSED expected 101 observed 101",
            "BookChange 1 SUSPECT at 101: |"), delta("101x2 |"));
        assertEquals(BookState.SUSPECT, script.book.state(1));
        assertEquals(List.of("APPLIED"), delta("99x1 |"));
        assertEquals(List.of("NONE"), script.timer(1));
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>LIVE SYNCHRONISED observed 103",
            "BookChange 1 LIVE at 103: 101x2 100x5 99x1 | 102x1"), delta("| 101x0 102x1"));
        truth.setBid(101, 2);
        truth.setBid(99, 1);
        truth.setAsk(101, 0);
        truth.setAsk(102, 1);
        script.checksum = sum();
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 104: 101x2 100x5 99x1 | 102x1"), delta("|"));
    }

    @Test
    void shouldLeaveItToTheChecksumWhetherACrossedBookIsWrong() {
        script.checksumEvery = 100;
        live(ChecksumKind.BITFINEX);
        delta("101x2 |");
        truth.setBid(101, 2);
        script.checksum = sum();
        assertEquals(List.of("APPLIED"), script.after(900).delta(1, ++id, id, id - 1, FeedScript.WHOLE, "|"));
        assertEquals(List.of("NONE"), script.after(4_000).timer(1));
        assertEquals(List.of("APPLIED"), delta("101x3 |"));
        script.checksum = 1;
        truth.setBid(101, 3);
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>SUSPECT CHECKSUM expected 1 observed " + sum(),
            "SnapshotRequest 1 attempt 1 in 0 ms CHECKSUM", "BookChange 1 SUSPECT at 104: |"), delta("|"));
        assertEquals(2, script.book.checksumsMade(1));
    }

    @Test
    void shouldTakeACrossedBookThatNoChecksumBearsOutForWrong() {
        live(ChecksumKind.BITFINEX);
        delta("101x2 |");
        assertEquals(List.of("NONE"), script.after(1_000).timer(1));
        assertEquals(List.of("NONE", "BookStatus 1 SUSPECT>SUSPECT CROSSED expected 101 observed 101",
            "SnapshotRequest 1 attempt 1 in 0 ms CROSSED", "BookChange 1 SUSPECT at 101: |"),
            script.after(1).timer(1));
        final ChecksumStageTest late = new ChecksumStageTest();
        late.live(ChecksumKind.BITFINEX);
        late.delta("101x2 |");
        late.script.after(1_001);
        assertEquals("SnapshotRequest 1 attempt 1 in 0 ms CROSSED", late.delta("99x1 |").get(2));
        final ChecksumStageTest borneOut = new ChecksumStageTest();
        borneOut.live(ChecksumKind.BITFINEX);
        borneOut.delta("101x2 |");
        borneOut.truth.setBid(101, 2);
        borneOut.script.checksum = borneOut.sum();
        borneOut.delta("|");
        assertEquals(List.of("APPLIED"), borneOut.script.after(5_000).delta(1, ++borneOut.id, borneOut.id,
            borneOut.id - 1, FeedScript.WHOLE, "99x1 |"));
        assertEquals(List.of("NONE"), borneOut.script.after(1_000).timer(1));
        assertEquals("SnapshotRequest 1 attempt 1 in 0 ms CROSSED", borneOut.script.after(1).timer(1).get(2));
    }

    @Test
    void shouldTreatASnapshotThatIsCrossedAsAnyBookThatIs() {
        live(ChecksumKind.BITFINEX);
        assertEquals(List.of("APPLIED", "BookStatus 1 LIVE>SUSPECT CROSSED expected 101 observed 102",
            "BookChange 1 SUSPECT at 200: |"), script.inStream(1, 200, "102x1 | 101x1"));
        assertEquals(List.of("APPLIED", "BookStatus 1 SUSPECT>LIVE SYNCHRONISED observed 201",
            "BookChange 1 LIVE at 201: 102x1 | 103x1"),
            script.delta(1, 201, 201, 200, FeedScript.WHOLE, "| 101x0 103x1"));
        delta("103x1 |");
        assertEquals(List.of("NONE", "BookStatus 1 LIVE>STALE DISCONNECTED", "BookChange 1 STALE at 201: |"),
            script.status(0, FeedCondition.DISCONNECTED));
        assertEquals(BookState.STALE, script.book.state(1));
    }

    @Test
    void shouldSuspectOtherVenuesCrossedBooksAtOnce() {
        live(ChecksumKind.KRAKEN);
        assertEquals("CROSSED", delta("101x2 |").get(1).split(" ")[3]);
    }

    @Test
    void shouldHashWhatWasCounted() {
        live(ChecksumKind.BITFINEX);
        final ChecksumStageTest other = new ChecksumStageTest();
        other.live(ChecksumKind.BITFINEX);
        assertEquals(other.script.book.stateHash(), script.book.stateHash());
        script.checksum = sum();
        delta("|");
        other.delta("|");
        assertNotEquals(other.script.book.stateHash(), script.book.stateHash());
    }
}
