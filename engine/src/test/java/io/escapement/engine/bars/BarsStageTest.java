package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
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
            "Bar 1 " + (T0 / MS - 20_000) + "+60000 O100 H100 L100 C100 V100000000/100000000 N100000000 n1/1 late0",
            gap(1_000, 3_599_000, "STALLED")), trade(3_600_000, 200, Side.BUY));
        assertEquals(List.of(bar(3_599_000, "O100 H100 L100 C100 V0/0 N0 n0/0 late0"),
            bar(3_600_000, "O200 H200 L200 C200 V100000000/100000000 N200000000 n1/1 late0")),
            trade(3_601_250, 201, Side.BUY));
    }

    private static String gap(long fromMs, long toMs, String cause) {
        return "Gap 1 " + (T0 / MS + fromMs) + ".." + (T0 / MS + toMs) + " " + cause;
    }

    @Test
    void aVenuesClockThatJumpsAloneMakesAGapOfSilenceAndWhatComesByTheOldClockIsLate() {
        trade(0, 100, Side.BUY);
        assertEquals(List.of(bar(0, "O100 H100 L100 C100 V100000000/100000000 N100000000 n1/1 late0"),
            gap(1_000, 49_000, "SILENCE")), trade(50_000, 101, Side.BUY).stream()
            .filter(line -> !line.contains("+60000")).toList());
        assertEquals(List.of(), trade(1_000, 102, Side.BUY));
        assertEquals(Verdict.APPLIED, harness.verdict());
        final List<String> lines = trade(51_250, 103, Side.BUY);
        assertEquals(bar(49_000, "O100 H100 L100 C100 V0/0 N0 n0/0 late1"), lines.get(0));
    }

    @Test
    void hoursOfSilenceAreBarsWithoutTradesWhileTheEngineRuns() {
        trade(0, 100, Side.BUY);
        int seconds = 0;
        for (int s = 1; s <= 7_200; s++) {
            final List<String> lines = harness.advance(SECOND).send(timer(1));
            seconds += (int) lines.stream().filter(line -> line.contains("+1000 O100 H100 L100 C100")).count();
            assertEquals(List.of(), lines.stream().filter(line -> line.startsWith("Gap")).toList());
        }
        assertEquals(7_199, seconds);
    }

    @Test
    void aFlashCrashIsInTheBarAsItHappened() {
        trade(0, 10_000, Side.SELL);
        trade(100, 1_000, Side.SELL);
        trade(200, 9_900, Side.BUY);
        assertEquals(List.of(bar(0, "O10000 H10000 L1000 C9900 V300000000/100000000 N20900000000 n3/1 late0")),
            trade(1_250, 9_900, Side.BUY));
    }

    @Test
    void anInstrumentThatIsFirstSeenMidDayBeginsWithItsFirstTradeAndNoTimeBefore() {
        harness.send(define(7, "LATEUSDT"));
        final long noon = T0 + 3_600 * SECOND;
        harness.advance(3_600 * SECOND);
        assertEquals(List.of(), harness.send(timer(7)));
        harness.send(TestEvents.trade(7, 1, noon, 50, COIN, Side.BUY));
        assertEquals(List.of("Bar 7 " + noon / MS + "+1000 O50 H50 L50 C50 V100000000/100000000 N50000000 n1/1 late0"),
            harness.send(TestEvents.trade(7, 2, noon + 1_250 * MS, 51, COIN, Side.BUY)));
    }

    @Test
    void anInstrumentOnAnotherGridBeginsAnewAndOtherwiseASecondDefinitionChangesNothing() {
        trade(0, 100, Side.BUY);
        harness.send(define(1, "BTCUSDT"));
        assertEquals(1, trade(1_250, 100, Side.BUY).size());
        harness.send(define(1, "BTCUSDT", InstrumentStatus.TRADING, -3, -8));
        assertEquals(List.of(), trade(5_000, 1_000, Side.BUY));
        assertEquals(List.of(bar(5_000, "O1000 H1000 L1000 C1000 V100000000/100000000 N100000000 n1/1 late0")),
            trade(6_250, 1_000, Side.BUY));
    }

    @Test
    void aMinuteThatSpansAGapGoesOnWithWhatItHas() {
        trade(0, 100, Side.BUY);
        assertEquals(List.of(bar(0, "O100 H100 L100 C100 V100000000/100000000 N100000000 n1/1 late0"),
            gap(1_000, 19_000, "SILENCE")), trade(20_000, 200, Side.BUY));
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
        assertEquals(List.of("timeframes: 0 of them; expected 1 to 12, for example [1s, 1m]"),
            new BarsConfig(List.of(), 0, 2, SECOND).problems());
    }

    @Test
    void allDurationsOfADayFitASlotAndWhatDoesNotIsSaidBeforehand() {
        final List<Long> ten = List.of(SECOND, 60 * SECOND, 300 * SECOND, 600 * SECOND, 900 * SECOND, 1_800 * SECOND,
            3_600 * SECOND, 14_400 * SECOND, 21_600 * SECOND, 86_400 * SECOND);
        final ViewBarsConfig views = new ViewBarsConfig(true, false, 2, 2 * SECOND);
        final List<TradeBarsConfig> dollars =
            List.of(new TradeBarsConfig(BarKind.DOLLAR, BigDecimal.valueOf(1_000_000), List.of()));
        assertEquals(List.of(), new BarsConfig(ten, SECOND / 4, 10, 60 * SECOND, views, dollars).problems());
        assertEquals(List.of("one event may close 100 bars; a slot has room for 90: expected fewer or longer"
            + " timeframes, or a smaller max-catch-up, for example 10"),
            new BarsConfig(ten, SECOND / 4, 30, 60 * SECOND, views, dollars).problems());
        assertEquals(List.of("clockToleranceNs: 0; expected 100000000 to 5000000000, for example 2000000000",
            "trade-bars: TIME; expected TICK, VOLUME, DOLLAR or IMBALANCE", "trade-bars: size 0; expected more than 0",
            "trade-bars: size 2.5 of TICK; expected a whole number of trades, from 1 to 1000000000, for example 100"),
            new BarsConfig(ten, 0, 10, SECOND, new ViewBarsConfig(true, false, 2, 0), List.of(
                new TradeBarsConfig(BarKind.TIME, BigDecimal.ONE, List.of()),
                new TradeBarsConfig(BarKind.DOLLAR, BigDecimal.ZERO, List.of()),
                new TradeBarsConfig(BarKind.TICK, new BigDecimal("2.5"), List.of()))).problems());
    }
}
