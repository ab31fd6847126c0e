package io.escapement.engine.bars;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

class BarsStageTest {
    /** 2023-11-14 22:13:20 UTC: 20 s into a minute. */
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long COIN = 100_000_000L;

    private final StageHarness harness = new StageHarness(
        new BarsStage(new BarsConfig(List.of(SECOND, 60 * SECOND), 250 * MS, 5, 60 * SECOND)));
    private long tradeId;

    BarsStageTest() {
        harness.send(define(1, "BTCUSDT"));
    }

    private List<String> trade(long ms, long price, Side side) {
        return harness.send(TestEvents.trade(1, ++tradeId, T0 + ms * MS, price, COIN,
            side));
    }

    private static String bar(long ms, String rest) {
        return "Bar 1 " + (T0 / MS + ms) + "+1000 " + rest;
    }

    @Test
    void aBarIsClosedByTheTradeThatMovesTheWatermarkPastItsGraceAndNotBefore() {
        assertEquals(List.of(), trade(0, 100, Side.BUY));
        assertEquals(List.of(), trade(999, 90, Side.SELL));
        assertEquals(List.of(), trade(1_249, 95, Side.BUY));
        assertEquals(List.of(bar(0, "O100 H100 L90 C90 V200000000/100000000 N190000000 n2/1 late0")),
            trade(1_250, 97, Side.BUY));
        assertEquals(List.of(bar(1_000, "O95 H97 L95 C97 V200000000/200000000 N192000000 n2/2 late0")),
            trade(2_250, 98, Side.UNKNOWN));
    }

    @Test
    void aTradeWithinTheGraceAmendsItsBarAndALaterOneIsCountedOnly() {
        trade(0, 100, Side.BUY);
        trade(1_240, 101, Side.BUY);
        trade(900, 102, Side.BUY);
        assertEquals(List.of(bar(0, "O100 H102 L100 C102 V200000000/200000000 N202000000 n2/2 late0")),
            trade(1_300, 103, Side.BUY));
        assertEquals(List.of(), trade(950, 999, Side.BUY));
        assertEquals(Verdict.APPLIED, harness.verdict());
        assertEquals(List.of(bar(1_000, "O101 H103 L101 C103 V200000000/200000000 N204000000 n2/2 late1")),
            trade(2_250, 104, Side.BUY));
    }

    @Test
    void secondsWithoutTradesRepeatTheClose() {
        trade(0, 100, Side.BUY);
        assertEquals(List.of(
            bar(0, "O100 H100 L100 C100 V100000000/100000000 N100000000 n1/1 late0"),
            bar(1_000, "O100 H100 L100 C100 V0/0 N0 n0/0 late0"),
            bar(2_000, "O100 H100 L100 C100 V0/0 N0 n0/0 late0")), trade(3_500, 200, Side.BUY));
    }

    @Test
    void theTimerClosesBarsWhenNobodyTradesWhateverOurClockSaysOfTheVenues() {
        harness.advance(30 * SECOND);
        trade(0, 100, Side.BUY);
        assertEquals(List.of(), harness.advance(1_249 * MS).send(timer(1)));
        assertEquals(List.of(bar(0, "O100 H100 L100 C100 V100000000/100000000 N100000000 n1/1 late0")),
            harness.advance(MS).send(timer(1)));
        assertEquals(List.of(), harness.send(timer(2)));
        assertEquals(List.of(bar(1_000, "O100 H100 L100 C100 V0/0 N0 n0/0 late0")),
            harness.advance(SECOND).send(timer(1)));
    }

    @Test
    void aMinuteIsTheSumOfItsSeconds() {
        trade(0, 100, Side.BUY);
        for (int s = 1; s < 40; s++) {
            trade(s * 1_000L, 100 + (s % 7), Side.SELL);
        }
        final List<String> lines = trade(40_250, 1, Side.BUY);
        assertEquals("Bar 1 " + (T0 / MS - 20_000) + "+60000 O100 H106 L100 C104 V4000000000/100000000 N4115000000"
            + " n40/1 late0", lines.get(lines.size() - 1));
    }

    @Test
    void afterAStallThereIsAGapWithoutBarsNotAFloodOfThem() {
        trade(0, 100, Side.BUY);
        harness.advance(3_600 * SECOND);
        assertEquals(List.of(
            bar(0, "O100 H100 L100 C100 V100000000/100000000 N100000000 n1/1 late0"),
            "Bar 1 " + (T0 / MS - 20_000) + "+60000 O100 H100 L100 C100 V100000000/100000000 N100000000 n1/1 late0"),
            trade(3_600_000, 200, Side.BUY));
        assertEquals(List.of(bar(3_599_000, "O100 H100 L100 C100 V0/0 N0 n0/0 late0"),
            bar(3_600_000, "O200 H200 L200 C200 V100000000/100000000 N200000000 n1/1 late0")),
            trade(3_601_250, 201, Side.BUY));
    }

    @Test
    void aMinuteThatSpansAGapGoesOnWithWhatItHas() {
        trade(0, 100, Side.BUY);
        assertEquals(1, trade(20_000, 200, Side.BUY).size());
        for (int s = 21; s < 40; s++) {
            trade(s * 1_000L, 150, Side.SELL);
        }
        final List<String> lines = trade(40_250, 1, Side.BUY);
        assertEquals("Bar 1 " + (T0 / MS - 20_000) + "+60000 O100 H200 L100 C150 V2100000000/200000000 N3150000000"
            + " n21/2 late0", lines.get(lines.size() - 1));
    }

    @Test
    void tradesThatCannotBeAreRefused() {
        final long second = T0 + SECOND;
        for (final StageHarness.EventWriter wrong : List.of(
            trade(2, 1, second, 100, COIN, Side.BUY), trade(0, 1, second, 100, COIN, Side.BUY),
            trade(-1, 1, second, 100, COIN, Side.BUY), trade(1, 1, second, 0, COIN, Side.BUY),
            trade(1, 1, second, -1, COIN, Side.BUY), trade(1, 1, second, Long.MIN_VALUE, COIN, Side.BUY),
            trade(1, 1, second, 100, 0, Side.BUY), trade(1, 1, second, 100, Long.MIN_VALUE, Side.BUY),
            trade(1, 1, 0, 100, COIN, Side.BUY), trade(1, 1, Long.MIN_VALUE, 100, COIN, Side.BUY),
            trade(1, 1, T0 + 60 * SECOND + 1, 100, COIN, Side.BUY), trade(1, 1, Long.MAX_VALUE, 1, COIN, Side.BUY))) {
            assertEquals(List.of(), harness.send(wrong));
            assertEquals(Verdict.REFUSED, harness.verdict());
        }
        trade(0, 100, Side.BUY);
        assertEquals(Verdict.APPLIED, harness.verdict(), "none of those spent the trade id");
    }

    private static StageHarness.EventWriter trade(int id, long tradeId, long timeNs, long price, long quantity,
                                                  Side side) {
        return TestEvents.trade(id, tradeId, timeNs, price, quantity, side);
    }

    private byte verdict(long id) {
        harness.send(trade(1, id, T0, 100, COIN, Side.BUY));
        return harness.verdict();
    }

    @Test
    void repeatedTradesAreIgnoredAndOvertakenOnesCount() {
        assertEquals(Verdict.APPLIED, verdict(1_000));
        assertEquals(Verdict.IGNORED, verdict(1_000));
        assertEquals(Verdict.APPLIED, verdict(1_002));
        assertEquals(Verdict.APPLIED, verdict(1_001));
        assertEquals(Verdict.IGNORED, verdict(1_001));
        for (int id = 2_000; id < 2_128; id++) {
            assertEquals(Verdict.APPLIED, verdict(id));
        }
        assertEquals(Verdict.IGNORED, verdict(1_999));
        assertEquals(Verdict.IGNORED, verdict(1_000));
        assertEquals(Verdict.APPLIED, verdict(Long.MIN_VALUE + 5), "an unsigned id beyond 2^63");
        assertEquals(Verdict.APPLIED, verdict(-1), "no id: nothing to compare");
        assertEquals(Verdict.APPLIED, verdict(-1));
    }

    @Test
    void aSumBeyondALongIsMissingInsteadOfWrong() {
        harness.send(trade(1, 1, T0, 100, Long.MAX_VALUE, Side.BUY));
        harness.send(trade(1, 2, T0, 100, Long.MAX_VALUE, Side.SELL));
        assertEquals(List.of(bar(0, "O100 H100 L100 C100 Vnone/9223372036854775807 Nnone n2/1 late0")),
            harness.send(trade(1, 3, T0 + 1_250 * MS, 100, 1, Side.BUY)));
    }

    @Test
    void aConfigSaysWhatIsWrong() {
        assertEquals(List.of(), new BarsConfig(List.of(SECOND, 60 * SECOND), 0, 2, SECOND).problems());
        assertEquals(6, new BarsConfig(List.of(SECOND / 2, 7 * SECOND, 60 * SECOND, SECOND), -1, 1, 0).problems()
            .size());
        assertEquals(List.of("timeframes: 0 of them; expected 1 to 8, for example [1s, 1m]"),
            new BarsConfig(List.of(), 0, 2, SECOND).problems());
    }
}
