package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PivotsStageTest {
    private static final long MINUTE = 60 * SECOND;
    private static final int NO_VIEW = BarEncoder.viewIdNullValue();

    private final PivotsStage stage = new PivotsStage(new PivotsConfig(List.of(MINUTE, 5 * MINUTE), 1, 0, 1, 10));
    private final StageHarness harness = new StageHarness(stage);
    private long next = 1_700_000_040 * SECOND;

    private static Consumer<Slot> bar(long openNs, long durationNs, BarKind kind, int viewId, long high, long low) {
        return slot -> {
            final BarEncoder encoder = new BarEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), new MessageHeaderEncoder())
                .openTimeNs(openNs).durationNs(durationNs).openPrice(low).highPrice(high).lowPrice(low)
                .closePrice((high + low) / 2).volume(1).buyVolume(1).notional(1).instrumentId(1).tradeCount(1)
                .buyCount(1).lateTradeCount(0).kind(kind).endTimeNs(openNs + durationNs)
                .size(BarEncoder.sizeNullValue()).viewId(viewId);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    private List<String> minute(long high, long low) {
        harness.upstream(bar(next, MINUTE, BarKind.TIME, NO_VIEW, high, low));
        next += MINUTE;
        return harness.send(timer(1));
    }

    /** @param back so many bars before its end the pivot's bar begins */
    private static String pivot(long endNs, String kind, long price, int back, int lag, int trend) {
        final long end = endNs / 1_000_000;
        return "Pivot 1 " + kind + " " + price + " bar " + (end - back * 60_000L) + " confirmed " + end + " after "
            + lag + " trend " + trend;
    }

    private List<ColumnsReader> columns() {
        final List<ColumnsReader> told = new ArrayList<>();
        final Slot slot = harness.slot();
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            told.add(new ColumnsReader().wrap(slot.buffer(), at));
        }
        return told;
    }

    private static double value(ColumnsReader columns, String name) {
        return columns.value(PivotColumns.SET.index(name));
    }

    @Test
    void aPivotIsToldWithTheBarThatConfirmsItAndNeverBefore() {
        assertEquals(List.of(), minute(100, 90));
        assertEquals(List.of(), minute(110, 95));
        assertEquals(List.of(), minute(110, 96));
        assertEquals(List.of(pivot(next + MINUTE, "HIGH1", 110, 3, 2, 0)), minute(105, 94));
        assertEquals(List.of(), minute(104, 80));
        assertEquals(List.of(pivot(next + MINUTE, "LOW1", 80, 2, 1, 0)), minute(120, 85));
        assertEquals(List.of(pivot(next + MINUTE, "HIGH1", 120, 2, 1, 0)), minute(119, 84));
        assertEquals(List.of(pivot(next + MINUTE, "LOW1", 84, 2, 1, 1)), minute(119, 86), "both are higher");
    }

    @Test
    void columnsAreThoseOfTheBarAndWhatIsNotThereIsMissing() {
        minute(100, 90);
        ColumnsReader columns = columns().get(0);
        for (int i = 0; i < columns.size(); i++) {
            assertTrue(Double.isNaN(columns.value(i)), PivotColumns.SET.columns().get(i).name());
        }
        minute(110, 95);
        minute(105, 80);
        minute(103, 85);
        columns = columns().get(0);
        assertEquals(List.of(ColumnBlock.PIVOTS, 1, next, MINUTE, PivotColumns.SET.hash()), List.of(columns.block(),
            columns.subjectId(), columns.timeNs(), columns.durationNs(), columns.schemaHash()));
        final double close = 94;
        assertEquals(StrictMath.log(110 / close), value(columns, "pivot_high_l1"));
        assertEquals(2, value(columns, "pivot_high_bars_l1"));
        assertEquals(1, value(columns, "pivot_high_lag_l1"));
        assertEquals(StrictMath.log(80 / close), value(columns, "pivot_low_l1"));
        assertEquals(1, value(columns, "pivot_low_bars_l1"));
        assertEquals(StrictMath.log(110 / close), value(columns, "pivot_resistance"));
        assertEquals(StrictMath.log(80 / close), value(columns, "pivot_support"));
        assertEquals((94 - 80) / 30.0, value(columns, "pivot_position"));
        assertTrue(Double.isNaN(value(columns, "pivot_trend_l1")) && Double.isNaN(value(columns, "pivot_high_l2")));
        for (int i = 0; i < 12; i++) {
            minute(103 + i, 85 + i);
        }
        columns = columns().get(0);
        assertTrue(Double.isNaN(value(columns, "pivot_bound_high")), "out of the window of ten bars");
        assertEquals(14, value(columns, "pivot_high_bars_l1"), "the last stays the last");
    }

    @Test
    void onlyBarsOfTimeOfInstrumentsCountAndEachTimeOnce() {
        minute(100, 90);
        minute(110, 95);
        harness.upstream(bar(next, MINUTE, BarKind.TIME, 1, 1, 1));
        harness.upstream(bar(next, MINUTE, BarKind.DOLLAR, NO_VIEW, 1, 1));
        harness.upstream(bar(next, 2 * MINUTE, BarKind.TIME, NO_VIEW, 1, 1));
        harness.upstream(bar(next - MINUTE, MINUTE, BarKind.TIME, NO_VIEW, 1, 1));
        assertEquals(List.of(), harness.send(timer(1)));
        assertEquals(List.of(), columns());
        harness.upstream(bar(next, MINUTE, BarKind.TIME, NO_VIEW, 105, 99));
        harness.upstream(bar(next + MINUTE, MINUTE, BarKind.TIME, NO_VIEW, 104, 98));
        next += MINUTE;
        assertEquals(List.of(pivot(next, "HIGH1", 110, 2, 1, 0)), harness.send(timer(1)).subList(0, 1));
        assertEquals(1, columns().size(), "of the last of two bars");
        assertEquals(next + MINUTE, columns().get(0).timeNs());
    }

    @Test
    void barsOfThePastMakePivotsAndTheLiveOnesGoOnFromThere() {
        final PivotsStage pivots = new PivotsStage(PivotsConfig.usual());
        final StageHarness live = new StageHarness(new BarsStage(new BarsConfig(List.of(SECOND, MINUTE), 0, 5,
            MINUTE)), pivots);
        final long first = 1_700_000_040 * SECOND;
        live.send(define(1, "BTCUSDT"));
        live.advance(3 * MINUTE + first - live.now());
        live.send(past(first, 100, 90));
        live.send(past(first + MINUTE, 110, 95));
        live.send(past(first + MINUTE, 999, 95));
        final List<String> lines = new ArrayList<>();
        for (int s = 0; s < 62; s++) {
            lines.addAll(live.send(TestEvents.trade(1, s + 1, first + 2 * MINUTE + s * SECOND, 105, 1, Side.BUY)));
            live.advance(SECOND);
        }
        final long end = (first + 3 * MINUTE) / 1_000_000;
        assertEquals(List.of("Pivot 1 HIGH1 110 bar " + (end - 120_000) + " confirmed " + end + " after 1 trend 0"),
            lines.stream().filter(line -> line.startsWith("Pivot")).toList());
        assertEquals(List.of(), lines.stream().filter(line -> line.startsWith("Gap")).toList());
    }

    private static StageHarness.EventWriter past(long openNs, long high, long low) {
        return (buffer, offset, header) -> new HistoryBarEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).openTimeNs(openNs).durationNs(MINUTE).openPrice(low).highPrice(high).lowPrice(low)
            .closePrice(high).volume(1).buyVolume(1).notional(1).instrumentId(1).tradeCount(1).encodedLength();
    }

    @Test
    void pricesWithAnotherExponentBeginAnew() {
        harness.send(define(1, "BTCUSDT"));
        minute(100, 90);
        minute(110, 95);
        harness.send(define(1, "BTCUSDT", InstrumentStatus.HALTED));
        assertEquals(1, minute(105, 80).size(), "the same exponent changes nothing");
        harness.send(define(1, "BTCUSDT", InstrumentStatus.TRADING, -1, -8));
        minute(11, 8);
        final ColumnsReader columns = columns().get(0);
        for (int i = 0; i < columns.size(); i++) {
            assertTrue(Double.isNaN(columns.value(i)), PivotColumns.SET.columns().get(i).name());
        }
        assertEquals(List.of(), minute(10, 9));
    }

    @Test
    void equalHistoriesHaveEqualHashes() {
        final PivotsStage other = new PivotsStage(new PivotsConfig(List.of(MINUTE, 5 * MINUTE), 1, 0, 1, 10));
        final StageHarness twin = new StageHarness(other);
        final Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            final long low = 100 + random.nextInt(20);
            final long high = low + random.nextInt(5);
            final long open = next;
            minute(high, low);
            assertNotEquals(other.stateHash(), stage.stateHash());
            twin.upstream(bar(open, MINUTE, BarKind.TIME, NO_VIEW, high, low));
            twin.send(timer(1));
            assertEquals(other.stateHash(), stage.stateHash());
        }
    }

    @Test
    void aConfigSaysWhatIsWrong() {
        assertEquals(List.of(), PivotsConfig.usual().problems());
        assertEquals(List.of("timeframes: 0 of them; expected 1 to 12, for example [1m, 1h]",
            "neighbours: 0; expected 1 to 20", "boundsLevel: 6; expected 1 to 5", "windowBars: 1; expected 10 to 1500",
            "minMoveAtr: NaN; expected 0 to 100.0, for example 0.5"),
            new PivotsConfig(List.of(), 0, Double.NaN, 6, 1).problems());
        assertThrows(IllegalArgumentException.class,
            () -> new PivotsStage(new PivotsConfig(List.of(MINUTE, MINUTE), 1, 0, 1, 10)));
    }
}
