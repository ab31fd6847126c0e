package io.escapement.engine.quality;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.LongStream;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.quality.QualityRig.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Each fault, injected: the alert that it makes, the columns that it moves, and nothing else. */
class QualityStageTest {
    private final QualityRig rig = new QualityRig().define(1);

    private void warm() {
        rig.live(1, 10_000, 10_001).delta(1).healthy(61);
        assertEquals(List.of(), rig.alerts);
        assertEquals(1, rig.column("dq_score"), 0);
    }

    private void assertParts(double completeness, double freshness, double consistency) {
        assertEquals(completeness, rig.column("dq_completeness"), 1e-12, "completeness");
        assertEquals(freshness, rig.column("dq_freshness"), 1e-12, "freshness");
        assertEquals(consistency, rig.column("dq_consistency"), 1e-12, "consistency");
        assertEquals(completeness * freshness * consistency, rig.column("dq_score"), 1e-12, "score");
    }

    @Test
    void eachSecondIsToldOnceAndTheScoreIsMissingForTheFirstMinute() {
        rig.live(1, 10_000, 10_001).delta(1).healthy(59);
        assertEquals(LongStream.rangeClosed(1, 59).boxed().toList(), rig.toldSeconds);
        assertEquals(Double.NaN, rig.column("dq_score"));
        assertEquals(Double.NaN, rig.column("dq_stale"));
        rig.healthy(2);
        assertParts(1, 1, 1);
        assertEquals(0.5, rig.column("dq_age"), 0);
        assertEquals(Double.NaN, rig.column("dq_deviation"), "one venue alone");
    }

    @Test
    void aSecondsColumnsAreAsTheyWereBeforeTheEventThatTellsThem() {
        warm();
        rig.harness.advance(SECOND);
        rig.trade(10_000, 0, rig.harness.now(), Verdict.REFUSED);
        assertEquals(0, rig.column("dq_n_missing_value"), 0);
        rig.healthy(1);
        assertEquals(1, rig.column("dq_n_missing_value"), 0);
        rig.healthy(1);
        assertEquals(0, rig.column("dq_n_missing_value"), 0);
    }

    @Test
    void anInstrumentWithoutDataIsStale() {
        warm();
        for (int i = 0; i < 5; i++) {
            rig.harness.advance(SECOND);
            rig.bar(1, rig.harness.now() - SECOND, SECOND, 10_000, bar -> { }).send(timer(1));
        }
        assertEquals(List.of("1 STALE 2.00000 of 1.00000"), rig.alerts);
        assertParts(1, 1 - 4.0 / 60, 1);
        assertEquals(5, rig.column("dq_age"), 0);
    }

    @Test
    void hoursOfSilenceAreOneMinuteThatIsStaleAndTheDayGoesOnBehindIt() {
        warm();
        rig.harness.advance(7200 * SECOND);
        rig.send(timer(1));
        assertEquals(0, rig.column("dq_freshness"), 0);
        assertEquals(7200, rig.column("dq_age"), 0);
        assertEquals(List.of("1 STALE 7141.00 of 1.00000"), rig.alerts, "the first second of the last minute");
        rig.bar(1, rig.harness.now() - SECOND, SECOND, 10_000, bar -> { }).delta(1);
        assertEquals("1 MISSING_BAR 7199.00 of 0.00000", rig.alerts.get(1));
        rig.healthy(61);
        assertParts(1, 1, 1);
    }

    @Test
    void aFindingIsToldWhenItBeginsAndAgainOnlyAfterItHasBeenQuiet() {
        warm();
        for (int i = 0; i < 10; i++) {
            rig.trade(10_000, 1, rig.harness.now(), Verdict.IGNORED);
        }
        rig.healthy(50).trade(10_000, 1, rig.harness.now(), Verdict.IGNORED).healthy(59);
        rig.trade(10_000, 1, rig.harness.now(), Verdict.IGNORED);
        assertEquals(List.of("1 DUPLICATE 1.00000 of 0.00000"), rig.alerts);
        rig.healthy(61).trade(10_000, 1, rig.harness.now(), Verdict.IGNORED);
        assertEquals(2, rig.alerts.size());
    }

    @Test
    void repeatedTradesCountAgainstConsistency() {
        warm();
        rig.trade(10_000).trade(10_000).trade(10_000).trade(10_000, 1, rig.harness.now(), Verdict.IGNORED);
        rig.healthy(1);
        assertParts(1, 1, 0.75);
        assertEquals(1, rig.column("dq_n_duplicate"), 0);
    }

    @Test
    void lateTradesThatABarCountsCountAgainstConsistency() {
        warm();
        rig.trade(10_000).trade(10_000);
        rig.harness.advance(SECOND);
        rig.bar(1, rig.harness.now() - SECOND, SECOND, 10_000, bar -> bar.lateTradeCount(1)).delta(1).healthy(1);
        assertEquals(List.of("1 LATE_TRADE 1.00000 of 0.00000"), rig.alerts);
        assertParts(1, 1, 0.5);
    }

    @Test
    void aLostSequenceCountsAgainstCompletenessUntilTheBookIsLiveAgain() {
        warm();
        rig.status(1, BookState.SUSPECT, Reason.SEQUENCE_GAP).delta(1).healthy(3);
        rig.live(1, 10_000, 10_001).delta(1).healthy(1);
        assertEquals(List.of("1 SEQUENCE_GAP 1.00000 of 0.00000"), rig.alerts);
        assertParts(1 - 4.0 / 60, 1, 1);
        assertEquals(4.0 / 60, rig.column("dq_gap"), 1e-12);
    }

    @Test
    void aBookThatIsNeverLiveHasNoCompleteness() {
        rig.delta(1).healthy(62);
        assertEquals(0, rig.column("dq_score"), 0);
        assertEquals(1, rig.column("dq_gap"), 0);
    }

    @Test
    void aCrossedBookCountsAgainstConsistency() {
        warm();
        rig.status(1, BookState.SUSPECT, Reason.CROSSED).delta(1).healthy(2);
        rig.live(1, 10_000, 10_001).delta(1).healthy(1);
        assertEquals(List.of("1 CROSSED_BOOK 1.00000 of 0.00000"), rig.alerts);
        assertParts(1, 1, 1 - 3.0 / 60);
        rig.harness.live(1, 10_001, 1, 10_001, 1);
        rig.delta(1).healthy(1);
        assertEquals(4.0 / 60, rig.column("dq_crossed"), 1e-12, "called LIVE, and yet it touches");
    }

    @Test
    void aLiveBookThatEmptiesMissesAValue() {
        warm();
        rig.harness.live(1, 10_000, 1, 0, 0);
        rig.delta(1);
        assertEquals(List.of("1 MISSING_VALUE 1.00000 of 0.00000"), rig.alerts);
    }

    @Test
    void aVenuesClockThatIsAheadOrFarBehindIsSkewed() {
        warm();
        rig.delta(1, -SECOND).delta(1, 10 * SECOND).delta(1, Long.MIN_VALUE);
        assertEquals(List.of(), rig.alerts);
        rig.delta(1, -1_300 * MS).healthy(1);
        assertEquals(List.of("1 CLOCK_SKEW -1.30000 of -1.00000"), rig.alerts);
        assertParts(1, 1, 1 - 1.0 / 60);
        final QualityRig other = new QualityRig().define(1).live(1, 10_000, 10_001).delta(1, 11 * SECOND);
        assertEquals(List.of("1 CLOCK_SKEW 11.0000 of 10.0000"), other.alerts);
    }

    @Test
    void valuesThatAreMissingAreFoundAndGoNoFurther() {
        for (final long[] bad : new long[][] {{0, 1, 1}, {Long.MIN_VALUE, 1, 1}, {100, 0, 1}, {100, -5, 1},
            {100, 1, Long.MIN_VALUE}}) {
            final QualityRig one = new QualityRig().define(1).trade(100);
            one.trade(bad[0], bad[1], bad[2] == 1 ? one.harness.now() : bad[2], Verdict.REFUSED);
            assertEquals(List.of("1 MISSING_VALUE 1.00000 of 0.00000"), one.alerts);
        }
    }

    @Test
    void aFlashCrashIsAnOutlierByTradesAndByBars() {
        rig.trade(10_000).trade(9_001);
        assertEquals(List.of(), rig.alerts, "9.99 % down");
        rig.trade(10_000);
        assertEquals(List.of("1 OUTLIER 0.110988 of 0.100000"), rig.alerts, "and 11.1 % back up");
        final QualityRig crash = new QualityRig().define(1).trade(10_000).trade(1_000);
        assertEquals(List.of("1 OUTLIER 0.900000 of 0.100000"), crash.alerts);
        final long begin = rig.harness.now() / (60 * SECOND) * 60 * SECOND;
        final QualityRig byBars = new QualityRig().define(1);
        for (int i = 0; i < 16; i++) {
            byBars.bar(1, begin + i * 60 * SECOND, 60 * SECOND, i < 15 ? 10_000 : 10_201, bar -> { }).send(timer(1));
        }
        assertEquals(List.of("1 OUTLIER 0.0201000 of 0.0200000"), byBars.alerts);
    }

    @Test
    void tradesOutOfOrderAreFoundBeyondWhatIsAllowed() {
        final long now = rig.harness.now();
        rig.trade(100, 1, now, Verdict.APPLIED).trade(100, 1, now - 100 * MS, Verdict.APPLIED);
        assertEquals(List.of(), rig.alerts);
        rig.trade(100, 1, now - 250 * MS, Verdict.APPLIED);
        assertEquals(List.of("1 TIME_DISORDER 0.250000 of 0.100000"), rig.alerts);
    }

    @Test
    void aTradeBeyondTheBookIsFound() {
        warm();
        rig.trade(10_021).trade(9_981);
        assertEquals(List.of(), rig.alerts);
        rig.trade(10_022);
        assertEquals(List.of("1 TRADE_THROUGH 20.9979 of 20.0000"), rig.alerts);
        rig.status(1, BookState.STALE, Reason.SILENT).delta(1).trade(10_900);
        assertEquals(1, rig.alerts.size(), "nobody knows the book");
    }

    @Test
    void barsThatContradictThemselvesAreFound() {
        final long open = rig.harness.now();
        rig.bar(1, open, SECOND, 100, bar -> bar.lowPrice(101)).send(timer(1));
        assertEquals(List.of("1 BAR_RELATION 1.00000 of 0.00000"), rig.alerts);
        final QualityRig more = new QualityRig().define(1);
        more.bar(1, open, SECOND, 100, bar -> bar.buyVolume(6)).send(timer(1));
        assertEquals(List.of("1 BAR_RELATION 1.00000 of 0.00000"), more.alerts);
        more.bar(1, open + SECOND, SECOND, 100, bar -> bar.notional(Long.MIN_VALUE)).send(timer(1));
        assertEquals("1 MISSING_VALUE 1.00000 of 0.00000", more.alerts.get(1));
        more.bar(1, open, SECOND, 100, bar -> { }).send(timer(1));
        assertEquals("1 TIME_DISORDER 2.00000 of 0.00000", more.alerts.get(2));
    }

    @Test
    void missingBarsCountAgainstCompleteness() {
        warm();
        for (int i = 0; i < 6; i++) {
            rig.harness.advance(SECOND);
            rig.delta(1);
        }
        rig.healthy(1);
        assertEquals(List.of("1 MISSING_BAR 6.00000 of 0.00000"), rig.alerts);
        rig.healthy(1);
        assertParts(1 - 6.0 / 60, 1, 1);
    }

    @Test
    void barsOfThePastAreLookedAtToo() {
        rig.history(0, bar -> { }).history(1, bar -> { }).history(1, bar -> { });
        rig.history(4, bar -> bar.lowPrice(101)).history(2, bar -> { });
        rig.history(5, bar -> bar.volume(HistoryBarEncoder.volumeNullValue()));
        assertEquals(List.of("1 DUPLICATE 1.00000 of 0.00000", "1 BAR_RELATION 1.00000 of 0.00000",
            "1 MISSING_BAR 2.00000 of 0.00000", "1 TIME_DISORDER 120.000 of 0.00000",
            "1 MISSING_VALUE 1.00000 of 0.00000"), rig.alerts);
    }

    @Test
    void aVenueFarFromTheMedianOfTheOthersIsFound() {
        rig.define(2, 3, 4).live(1, 10_100, 10_102).live(2, 10_000, 10_002).live(3, 9_998, 10_000);
        rig.live(4, 10_010, 10_012).delta(1).healthy(1);
        assertEquals(10_000 * (10_101.0 / 10_001 - 1), rig.column("dq_deviation"), 1e-9);
        assertEquals(List.of(), rig.alerts);
        rig.live(1, 10_110, 10_112).delta(1).healthy(1);
        assertEquals(List.of("1 VENUE_DEVIATION 109.989 of 100.000"), rig.alerts);
        rig.status(1, BookState.STALE, Reason.SILENT).delta(1).healthy(1);
        assertEquals(Double.NaN, rig.column("dq_deviation"));
    }

    @Test
    void oneRecordThatEndsTheBooksOfAllIsToldOfEachWithItsOwnNextEvent() {
        rig.define(2, 3);
        rig.status(1, BookState.SUSPECT, Reason.CONNECTION_GAP).status(2, BookState.SUSPECT, Reason.CONNECTION_GAP);
        rig.delta(3);
        assertEquals(List.of(), rig.alerts);
        rig.delta(1).delta(2);
        assertEquals(List.of("1 SEQUENCE_GAP 1.00000 of 0.00000", "2 SEQUENCE_GAP 1.00000 of 0.00000"), rig.alerts);
    }

    @Test
    void equalEventsMakeEqualStateAndOtherOnesAnother() {
        final long[] hashes = new long[3];
        for (int run = 0; run < 3; run++) {
            final QualityRig one = new QualityRig().define(1).live(1, 10_000, 10_001).delta(1).healthy(70);
            one.trade(run == 2 ? 10_001 : 10_000);
            hashes[run] = one.stage.stateHash();
        }
        assertEquals(hashes[0], hashes[1]);
        assertNotEquals(hashes[0], hashes[2]);
    }

    @Test
    void nothingIsAllocatedPerEvent() {
        final StageHarness harness = new StageHarness(new QualityStage(QualityConfig.usual()));
        harness.send(TestEvents.define(1, "BTCUSDT"));
        harness.live(1, 10_000, 1, 10_001, 1).send(timer(1));
        final StageHarness.EventWriter[] events = {timer(1),
            TestEvents.trade(1, 1, harness.now(), 10_000, 1, Side.BUY),
            TestEvents.trade(1, 1, harness.now(), 5_000, 0, Side.BUY)};
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 200_000; i++) {
            if (i == 100_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            harness.advance(SECOND / 5).run(events[i % events.length]);
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, bytes / 4096, () -> bytes + " bytes");
    }
}
