package io.escapement.engine.inputs;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.engine.market.InstrumentName;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static io.escapement.engine.inputs.InputEvents.SET;
import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InputBookTest {
    /** 2023-11-14 22:13:20 UTC. */
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final InputConfig PLAIN = new InputConfig("BTCUSDT", false, List.of(), List.of(), "dq_score", 100);

    private final StageHarness harness = new StageHarness();
    private final InputBook book = new InputBook(PLAIN);

    private StandardInput send(StageHarness.EventWriter event) {
        harness.run(event);
        book.onRecord(harness.slot());
        return book.input(1);
    }

    private static double[] row(Frame frame, int row) {
        final double[] values = new double[BarField.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = frame.value(row, BarField.at(i));
        }
        return values;
    }

    /** One bar as it is told, and the times around it. */
    private static double[] of(BarDecoder bar) {
        return new double[] {bar.openPrice() / 100.0, bar.highPrice() / 100.0, bar.lowPrice() / 100.0,
            bar.closePrice() / 100.0, bar.volume() / 1e8, bar.buyVolume() / 1e8, bar.notional() / 1e8,
            bar.tradeCount(), bar.buyCount()};
    }

    /** The bar that all of these make, as the bars stage makes it. */
    private static double[] sum(List<double[]> bars) {
        final double[] sum = bars.get(0).clone();
        for (final double[] bar : bars.subList(1, bars.size())) {
            if (bar[7] != 0) {
                sum[0] = sum[7] == 0 ? bar[0] : sum[0];
                sum[1] = sum[7] == 0 ? bar[1] : Math.max(sum[1], bar[1]);
                sum[2] = sum[7] == 0 ? bar[2] : Math.min(sum[2], bar[2]);
                sum[3] = bar[3];
            }
            for (int i = 4; i < 9; i++) {
                sum[i] += bar[i];
            }
        }
        return sum;
    }

    @Property(tries = 5)
    void framesAreTheBarsThatWereToldAndTheFormingBarIsThatOfItsSeconds(@ForAll long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final StageHarness bars = new StageHarness(new BarsStage(
            new BarsConfig(List.of(SECOND, 60 * SECOND, 3_600 * SECOND, 86_400 * SECOND), 0, 10, 60 * SECOND)));
        final InputBook inputs = new InputBook(PLAIN);
        final TreeMap<Long, double[]> seconds = new TreeMap<>();
        final TreeMap<Long, double[]> minutes = new TreeMap<>();
        final BarDecoder bar = new BarDecoder();
        bars.run(define(1, "BTCUSDT"));
        inputs.onRecord(bars.slot());
        long venueNs = T0;
        for (int i = 1; i < 2_500; i++) {
            // Now and then a silence that leaves a gap without bars.
            final long ns = random.nextInt(500) == 0 ? 30 * SECOND : random.nextLong(SECOND);
            venueNs += ns;
            bars.advance(ns).run(trade(1, i, venueNs, 100_000 + random.nextInt(2_000), 1 + random.nextInt(1 << 28),
                random.nextBoolean() ? Side.BUY : Side.SELL));
            final Slot slot = bars.slot();
            inputs.onRecord(slot);
            for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
                // Gaps are told too.
                if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                    bar.wrapAndApplyHeader(slot.buffer(), effect, InputEvents.HEADER);
                    (bar.durationNs() == SECOND ? seconds : minutes).put(bar.openTimeNs(), of(bar));
                }
            }
            if (i % 10 == 0 && !seconds.isEmpty()) {
                check(inputs.input(1), seconds, minutes);
            }
        }
        assertTrue(minutes.size() > 10);
    }

    private static void check(StandardInput input, TreeMap<Long, double[]> seconds, TreeMap<Long, double[]> minutes) {
        for (final Timeframe timeframe : List.of(Timeframe.S1, Timeframe.M1)) {
            final TreeMap<Long, double[]> told = timeframe == Timeframe.S1 ? seconds : minutes;
            final Frame frame = input.frame(timeframe);
            assertEquals(!told.isEmpty(), frame.isStarted());
            int present = 0;
            for (int row = 0; row < Frame.ROWS && frame.isStarted(); row++) {
                final long open = told.lastKey() - (Frame.ROWS - 1 - row) * timeframe.durationNs();
                assertEquals(open, frame.openTimeNs(row));
                assertEquals(told.containsKey(open), frame.isPresent(row));
                present += told.containsKey(open) ? 1 : 0;
                assertArrayEquals(told.getOrDefault(open, InputEvents.nothing()), row(frame, row), 0);
            }
            assertEquals(present, frame.present());
            assertEquals(0, frame.broken());
        }
        final long endNs = seconds.lastKey() + SECOND;
        final long beginNs = endNs - endNs % (60 * SECOND);
        final List<double[]> inMinute = new ArrayList<>(seconds.tailMap(beginNs).values());
        final boolean whole = !inMinute.isEmpty() && inMinute.size() == (endNs - beginNs) / SECOND;
        assertEquals(whole, input.frames().isForming(Timeframe.M1));
        final double[] forming = new double[BarField.count()];
        for (int i = 0; i < forming.length; i++) {
            forming[i] = input.frames().forming(Timeframe.M1, BarField.at(i));
        }
        assertArrayEquals(whole ? sum(inMinute) : InputEvents.nothing(), forming, 1e-9);
        assertFalse(input.frames().isForming(Timeframe.S1));
    }

    @Test
    void anHourFormsOfItsMinutesAndADayOfItsHours() {
        send(define(1, "BTCUSDT"));
        final long day = T0 - T0 % (86_400 * SECOND);
        final List<double[]> all = new ArrayList<>();
        for (int hour = 0; hour < 3; hour++) {
            all.add(history(Timeframe.H1, day + hour * 3_600 * SECOND, 100 + hour));
        }
        for (int minute = 0; minute < 7; minute++) {
            all.add(history(Timeframe.M1, day + 3 * 3_600 * SECOND + minute * 60 * SECOND, 90 + minute));
        }
        for (int second = 0; second < 9; second++) {
            all.add(history(Timeframe.S1, day + (3 * 3_600 + 7 * 60 + second) * SECOND, 110 - second));
        }
        final Frames frames = book.input(1).frames();
        for (final Timeframe timeframe : List.of(Timeframe.M1, Timeframe.H1, Timeframe.D1)) {
            final List<double[]> parts = all.subList(timeframe == Timeframe.D1 ? 0
                : timeframe == Timeframe.H1 ? 3 : 10, all.size());
            double volume = 0;
            double high = 0;
            for (final double[] part : parts) {
                volume += part[4];
                high = Math.max(high, part[1]);
            }
            assertTrue(frames.isForming(timeframe), timeframe.toString());
            assertEquals(parts.get(0)[0], frames.forming(timeframe, BarField.OPEN));
            assertEquals(high, frames.forming(timeframe, BarField.HIGH));
            assertEquals(all.get(all.size() - 1)[3], frames.forming(timeframe, BarField.CLOSE));
            assertEquals(volume, frames.forming(timeframe, BarField.VOLUME), 1e-9);
            assertEquals(Double.NaN, frames.forming(timeframe, BarField.BUYS), "history does not tell");
        }
        // A minute that is missing in the hour: neither the hour nor the day is known, the minute is.
        final StageHarness other = new StageHarness();
        final InputBook holed = new InputBook(PLAIN);
        InputEvents.play(other, holed, define(1, "BTCUSDT"));
        for (int minute = 0; minute < 7; minute++) {
            if (minute != 3) {
                InputEvents.play(other, holed, InputEvents.history(1, Timeframe.M1,
                    day + minute * 60 * SECOND, 9_000));
            }
        }
        InputEvents.play(other, holed, InputEvents.history(1, Timeframe.S1, day + 7 * 60 * SECOND, 9_000));
        assertTrue(holed.input(1).frames().isForming(Timeframe.M1));
        assertFalse(holed.input(1).frames().isForming(Timeframe.H1));
        assertFalse(holed.input(1).frames().isForming(Timeframe.D1));
    }

    private double[] history(Timeframe timeframe, long open, int price) {
        send(InputEvents.history(1, timeframe, open, price * 100L));
        return new double[] {price, price + 2, price - 1, price + 1, 3};
    }

    @Test
    void aBarOfTradesTakesThePlaceOfHistoryAndHistoryNeverOfAnyOther() {
        send(define(1, "BTCUSDT"));
        send(InputEvents.history(1, Timeframe.M1, T0 - 20 * SECOND, 5_000));
        harness.upstream(slot -> InputEvents.bar(slot, 1, Timeframe.M1, T0 - 20 * SECOND, 7_000));
        final Frame frame = send(timer(1)).frame(Timeframe.M1);
        assertEquals(70, frame.value(Frame.ROWS - 1, BarField.OPEN));
        send(InputEvents.history(1, Timeframe.M1, T0 - 20 * SECOND, 6_000));
        assertEquals(70, frame.value(Frame.ROWS - 1, BarField.OPEN));
        send(InputEvents.history(1, Timeframe.M1, T0 - 20 * SECOND - 299 * 60 * SECOND, 6_000));
        assertEquals(60, frame.value(0, BarField.OPEN));
        // Too old, between two, of no timeframe, of nobody: not taken.
        send(InputEvents.history(1, Timeframe.M1, T0 - 20 * SECOND - 300 * 60 * SECOND, 6_000));
        send(InputEvents.history(1, Timeframe.M1, T0 - 50 * SECOND, 6_000));
        send(InputEvents.history(7, Timeframe.M1, T0 + 40 * SECOND, 6_000));
        assertEquals(2, frame.present());
        assertEquals(70, frame.value(Frame.ROWS - 1, BarField.OPEN));
        // A jump ahead leaves what is in between missing.
        send(InputEvents.history(1, Timeframe.M1, T0 - 20 * SECOND + 400 * 60 * SECOND, 6_000));
        assertEquals(1, frame.present());
        assertFalse(frame.isPresent(0));
        assertEquals(Double.NaN, frame.value(0, BarField.OPEN));
    }

    @Test
    void columnsBucketsAndPositionsAreAsToldLast() {
        send(define(1, "BTCUSDT"));
        final StandardInput input = send(define(2, "ETHUSDT"));
        assertEquals(0, input.columnsCount());
        assertFalse(input.buckets().isTold());
        assertEquals(0, input.positions().count());
        final ColumnsWriter writer = new ColumnsWriter(SET);
        harness.upstream(slot -> writer.write(slot, 1, T0, 60 * SECOND, new double[] {1, Double.NaN, 3}));
        harness.upstream(slot -> writer.write(slot, 1, T0, SECOND, new double[] {4, 5, 6}));
        harness.upstream(slot -> writer.write(slot, 9, T0, SECOND, new double[] {4, 5, 6}));
        harness.upstream(slot -> InputEvents.buckets(slot, 1, T0, 7_000_050));
        harness.upstream(slot -> InputEvents.position(slot, 1, 5, -250_000_000L, 7_000_000));
        harness.upstream(slot -> InputEvents.position(slot, 1, 3, 50_000_000L, 7_100_000));
        send(timer(1));
        assertEquals(2, input.columnsCount());
        final ColumnValues minute = input.columns(ColumnBlock.FLOW, 60 * SECOND);
        assertEquals(1, minute.value(0));
        assertEquals(Double.NaN, minute.value(1));
        assertEquals(2, minute.present());
        assertEquals(SET.hash(), minute.schemaHash());
        assertEquals(6, input.columns(ColumnBlock.FLOW, SECOND).value(2));
        assertNull(input.columns(ColumnBlock.DEPTH, SECOND));
        assertThrows(IndexOutOfBoundsException.class, () -> minute.value(3));
        assertEquals(70_000.50, input.buckets().value(Buckets.Whole.MID));
        assertEquals(10, input.buckets().value(Buckets.Whole.WIDTH));
        assertEquals(41, input.buckets().size());
        assertEquals(0.00000003, input.buckets().value(Buckets.Field.BID, 3));
        assertEquals(Double.NaN, input.buckets().value(Buckets.Field.VWAP, 3));
        assertEquals(Double.NaN, input.buckets().value(Buckets.Field.ASK_ORDERS, 3));
        assertEquals(2, input.positions().count());
        assertEquals(3, input.positions().strategyId(0));
        assertEquals(-2.5, input.positions().value(1, Positions.Field.QUANTITY));
        assertEquals(71_000, input.positions().value(0, Positions.Field.AVERAGE_PRICE));
        assertEquals(Double.NaN, input.positions().value(0, Positions.Field.UNREALISED));
        assertEquals(-200_000_000L, input.positions().quantity());
        assertEquals(0, book.input(2).columnsCount());
        assertSame(input, book.input(2).reference());
        assertSame(input, book.input(1).reference());
    }

    @Test
    void aPairIsSeenByBothOfItsLegs() {
        final InputBook both = new InputBook(new InputConfig("BTCUSDT", false,
            List.of(new InputConfig.Block(InputEvents.PAIR_SET, SECOND)),
            List.of(new PairsConfig.Pair(InstrumentName.parse("binance ETHUSDT"),
                InstrumentName.parse("binance BTCUSDT"))), "dq_score", 100));
        InputEvents.play(harness, both, define(1, "BTCUSDT"));
        harness.upstream(slot -> new ColumnsWriter(InputEvents.PAIR_SET).write(slot, 1, T0, SECOND,
            new double[] {7, Double.NaN}));
        InputEvents.play(harness, both, timer(1));
        InputEvents.play(harness, both, define(2, "ETHUSDT"));
        InputEvents.play(harness, both, define(3, "XRPUSDT"));
        assertEquals(7, both.input(1).columns(ColumnBlock.PAIR, 1, SECOND).value(0));
        assertSame(both.input(1).columns(0), both.input(2).columns(0));
        assertEquals(0, both.input(3).columnsCount());
        assertTrue(both.input(2).quality().missing().containsAll(List.of("PAIR 1: 1 of 2", "PAIR 1 pair_second")));
        assertFalse(both.input(3).quality().missing().toString().contains("PAIR"));
    }

    @Test
    void qualityIsCompletenessTimesFreshnessTimesConsistencyAndNamesWhatIsMissing() {
        final InputBook full = new InputBook(InputEvents.withQuality());
        InputEvents.play(harness, full, define(1, "BTCUSDT"));
        assertEquals(Double.NaN, full.input(1).quality().score());
        assertFalse(full.input(1).isFitForInference(0), "no score is no licence");
        final long minute = T0 - T0 % (60 * SECOND);
        for (int i = 0; i < 300; i++) {
            InputEvents.play(harness, full, InputEvents.history(1, Timeframe.M1, minute - i * 60 * SECOND, 5_000));
        }
        harness.upstream(slot -> InputEvents.quality(slot, 1, T0, 80));
        InputEvents.play(harness, full, timer(1));
        final InputQuality quality = full.input(1).quality();
        // Frames: 1m of 4 here and with the reference, which it is itself; no buckets; quality: 1 of 2 columns.
        assertEquals((1 + 1 + 0.5) / 10, quality.completeness(), 1e-15);
        assertEquals(1, quality.freshness());
        assertEquals(0.8, quality.consistency(), 1e-15);
        assertEquals(0.25 * 0.8, quality.score(), 1e-15);
        assertTrue(full.input(1).isFitForInference(0.19));
        assertFalse(full.input(1).isFitForInference(0.21));
        assertEquals(List.of("frame 1s", "frame 1h", "frame 1d", "reference frame 1s", "reference frame 1h",
            "reference frame 1d", "buckets", "QUALITY 1s: 1 of 2", "QUALITY 1s dq_other", "forming 1s", "forming 1m",
            "forming 1h", "forming 1d", "model outputs"), quality.missing());
        // The quality block is due after a second, told stale after 4: at 8 s it is half as fresh.
        InputEvents.play(harness.advance(8 * SECOND), full, timer(1));
        assertEquals(0.5, full.input(1).quality().freshness(), 1e-15);
        assertTrue(full.input(1).quality().missing().contains("QUALITY 1s: 1 of 2, stale"));
        // A bar that cannot be counts against consistency.
        harness.upstream(slot -> InputEvents.brokenBar(slot, 1, Timeframe.M1, minute - 60 * SECOND));
        InputEvents.play(harness, full, timer(1));
        assertEquals(0.8 * 299 / 300, full.input(1).quality().consistency(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> InputEvents.play(harness, new InputBook(
            new InputConfig("BTCUSDT", true, InputEvents.withQuality().blocks(), List.of(), "other", 1)),
            define(1, "BTCUSDT")));
    }

    @Test
    void columnsOfAnotherSchemaAreNotThoseThatAreExpected() {
        final InputBook full = new InputBook(InputEvents.withQuality());
        InputEvents.play(harness, full, define(1, "BTCUSDT"));
        harness.upstream(slot -> InputEvents.otherQuality(slot, 1, T0, 80));
        InputEvents.play(harness, full, timer(1));
        assertEquals(1, full.input(1).columnsCount());
        assertTrue(full.input(1).quality().missing().contains("QUALITY 1s"));
    }

    @Test
    void theHashIsOfEverything() {
        final List<Long> hashes = new ArrayList<>();
        for (int twin = 0; twin < 2; twin++) {
            final InputBook again = new InputBook(InputConfig.USUAL);
            final StageHarness records = new StageHarness();
            InputEvents.play(records, again, define(1, "BTCUSDT"));
            hashes.add(again.input(1).hash());
            InputEvents.play(records, again, InputEvents.history(1, Timeframe.S1, T0, 5_000));
            hashes.add(again.input(1).hash());
            records.upstream(slot -> InputEvents.buckets(slot, 1, T0, 7_000_050));
            InputEvents.play(records, again, timer(1));
            hashes.add(again.input(1).hash());
            records.upstream(slot -> InputEvents.position(slot, 1, 5, 1, 7_000_000));
            InputEvents.play(records, again, timer(1));
            hashes.add(again.input(1).hash());
            records.upstream(slot -> new ColumnsWriter(SET).write(slot, 1, T0, SECOND, new double[] {1, 2, 3}));
            InputEvents.play(records, again, timer(1));
            hashes.add(again.input(1).hash());
            InputEvents.play(records.advance(1), again, timer(1));
            hashes.add(again.input(1).hash());
        }
        assertEquals(hashes.subList(0, 6), hashes.subList(6, 12));
        assertEquals(6, hashes.stream().distinct().count());
        final InputBook late = new InputBook(PLAIN);
        InputEvents.play(harness, late, define(1, "BTCUSDT"));
        InputEvents.play(harness, late, define(2, "ETHUSDT"));
        final long before = late.input(2).hash();
        InputEvents.play(harness, late, InputEvents.history(1, Timeframe.S1, T0, 5_000));
        assertNotEquals(before, late.input(2).hash(), "the reference is part of it");
    }

    @Test
    void allocatesNothingOnceWarm() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final InputBook full = new InputBook(InputEvents.withQuality());
        InputEvents.play(harness, full, define(1, "BTCUSDT"));
        InputEvents.play(harness, full, define(2, "ETHUSDT"));
        long sink = 0;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long spent = 0;
            for (int i = 0; i < 60; i++) {
                final long openNs = T0 + (round * 60 + i) * SECOND;
                harness.upstream(slot -> InputEvents.bar(slot, 2, Timeframe.S1, openNs, 7_000));
                harness.upstream(slot -> InputEvents.buckets(slot, 2, openNs, 7_000_050));
                harness.upstream(slot -> InputEvents.quality(slot, 2, openNs, 80));
                harness.upstream(slot -> InputEvents.position(slot, 2, 5, openNs, 7_000_000));
                harness.run(timer(1));
                final long before = threads.getThreadAllocatedBytes(thread);
                full.onRecord(harness.slot());
                final StandardInput input = full.input(2);
                sink += input.isFitForInference(0.5) ? input.hash() : input.positions().quantity() ^ input.hash();
                spent += threads.getThreadAllocatedBytes(thread) - before;
            }
            least = Math.min(least, spent);
        }
        assertNotEquals(0, sink);
        assertEquals(0, least);
    }
}
