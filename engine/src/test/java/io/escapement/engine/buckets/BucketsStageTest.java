package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.pipeline.Slot;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Prices have two decimals, quantities five; buckets are 1.00 wide: 100 mantissas. */
class BucketsStageTest {
    private static final long SECOND = 1_000_000_000L;

    private final BucketsStage stage =
        new BucketsStage(BucketsConfig.usual().withGrid("B", BucketsConfig.Grid.of("1")));
    private final FeedScript script = new FeedScript(FeedScript.limits(), List.of(
        new BarsStage(new BarsConfig(List.of(SECOND), 250_000_000L, 10, 60 * SECOND)), stage));
    private long id = 100;

    private BucketsStageTest live(String levels) {
        script.sync = SyncKind.STREAM;
        script.define(1);
        script.status(1, FeedCondition.SUBSCRIBED);
        script.inStream(1, id, levels);
        return this;
    }

    private void delta(String levels) {
        script.delta(1, id + 1, id + 1, id, FeedScript.WHOLE, levels);
        id++;
    }

    /** Time passes, a timer a second and a last one, as the engine's; the book is touched so that it is not stale. */
    private void pass(long ns) {
        for (long left = ns; left > 0; left -= SECOND) {
            script.nowNs += Math.min(left, SECOND);
            script.timer(1);
            if (left > SECOND) {
                delta("|");
            }
        }
    }

    /** What the last record told: mid and columns with something in them, as bid/ask/mean over 1 s, 60 s. */
    private List<String> told() {
        final Slot slot = script.driver.slot();
        final List<String> lines = new ArrayList<>();
        final BucketSnapshotReader snapshot = new BucketSnapshotReader();
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (BucketSnapshotReader.reads(slot.templateId(effect))) {
                snapshot.wrap(slot.buffer(), effect);
                final StringBuilder line = new StringBuilder(snapshot.cadenceNs() == SECOND ? "1s" : "100ms");
                line.append(" mid ").append(snapshot.mid()).append(" imb ").append(number(snapshot.imbalance()))
                    .append(' ').append(number(snapshot.imbalanceMean(0))).append(' ')
                    .append(number(snapshot.imbalanceMean(3)));
                for (int column = 0; column < snapshot.size(); column++) {
                    if (snapshot.bidQuantity(column) + snapshot.askQuantity(column) > 0) {
                        line.append(" | ").append(snapshot.firstId() + column).append(": ")
                            .append(snapshot.bidQuantity(column)).append('/').append(snapshot.askQuantity(column))
                            .append(" at ").append(number(snapshot.vwap(column))).append(" mean ")
                            .append(number(snapshot.mean(column, 0))).append(' ')
                            .append(number(snapshot.mean(column, 3)));
                    }
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private double depth(String column) {
        final Slot slot = script.driver.slot();
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (ColumnsReader.reads(slot.templateId(effect))) {
                return new ColumnsReader().wrap(slot.buffer(), effect).value(DepthColumns.SET.index(column));
            }
        }
        throw new AssertionError("no block was told");
    }

    @Test
    void tellsAsOfBeforeTheEventThatFollowsABoundary() {
        live("10000x6 9950x2 | 10010x2");
        script.nowNs += 100_000_000;
        delta("10000x60 |");
        assertEquals(List.of("100ms mid 10005.0 imb 0.600 - - | 99: 2/0 at 9950.000 mean - -"
            + " | 100: 6/2 at 10002.500 mean - -"), told());
        delta("10000x6 |");
        assertEquals(List.of(), told());
    }

    @Test
    void tellsTheSecondBeforeTheLatestTenth() {
        live("10000x3 | 10110x1");
        script.nowNs += SECOND + 250_000_000;
        script.timer(1);
        assertEquals(List.of(
            "1s mid 10055.0 imb 0.500 0.500 - | 100: 3/0 at 10000.000 mean 1.000 - | 101: 0/1 at 10110.000 mean -1.000"
                + " -",
            "100ms mid 10055.0 imb 0.500 0.500 - | 100: 3/0 at 10000.000 mean 1.000 - | 101: 0/1 at 10110.000 mean"
                + " -1.000 -"), told());
    }

    @Test
    void aMoveOfTheMidShiftsColumnsAndNotHistory() {
        live("10000x3 9700x1 | 10010x1 10300x1");
        pass(70 * SECOND);
        final List<String> before = told();
        assertTrue(before.get(1).contains(" | 97: 1/0 at 9700.000 mean 1.000 1.000 | 100: 3/1 at 10002.500 mean 0.500"
            + " 0.500 | 103: 0/1 at 10300.000 mean -1.000 -1.000"), before::toString);
        delta("10300x3 10250x1 | 10300x0 10010x0 10310x5");
        pass(500_000_000);
        final List<String> after = told();
        // The bucket of 103 has been asks for 59.5 s and mixed for 0.5 s: (59.5 x -1 + 0.5 x -0.25) / 60.
        assertTrue(after.get(0).startsWith("100ms mid 10305.0"), after::toString);
        assertTrue(after.get(0).contains(" | 97: 1/0 at 9700.000 mean 1.000 1.000 | 100: 3/0 at 10000.000 mean 0.750"
            + " 0.504 | 102: 1/0 at 10250.000 mean 1.000 1.000 | 103: 3/5 at 10306.250 mean -0.625 -0.994"),
            after::toString);
    }

    @Test
    void aFlashCrashOf90PercentIsWhatItIs() {
        live("5000000x3 | 5000100x1");
        pass(70 * SECOND);
        delta("5000000x0 500000x2 | 5000100x0 500100x4");
        script.nowNs += 100_000_000;
        script.timer(1);
        // Columns are new there, so they have no past; all columns together have been 0.5 for 59.9 s, then -1/3.
        assertEquals(List.of("100ms mid 500050.0 imb -0.333 0.417 0.499 | 5000: 2/0 at 500000.000 mean - -"
            + " | 5001: 0/4 at 500100.000 mean - -"), told());
    }

    @Test
    void aBookThatEmptiesHasNoMidAndComesBackWithItsPast() {
        live("10000x3 | 10010x1");
        pass(61 * SECOND);
        delta("10000x0 | 10010x0");
        script.nowNs += SECOND;
        script.timer(1);
        assertEquals(List.of(), told());
        assertTrue(Double.isNaN(depth("cob_imb")));
        assertTrue(Double.isNaN(depth("imb10")));
        delta("10000x1 | 10010x1");
        script.nowNs += SECOND;
        script.timer(1);
        // 58 s of 0.5, one without, one of 0.
        assertEquals("100ms mid 10005.0 imb 0.000 0.000 0.492 | 100: 1/1 at 10005.000 mean 0.000 0.492",
            told().get(1));
    }

    @Test
    void whatIsNotLiveIsMissingAndForgotten() {
        live("10000x3 | 10010x1");
        pass(61 * SECOND);
        script.status(0, FeedCondition.DISCONNECTED);
        script.nowNs += SECOND;
        script.timer(1);
        assertEquals(List.of(), told());
        assertTrue(Double.isNaN(depth("cob_bid")));
        script.status(1, FeedCondition.SUBSCRIBED);
        script.inStream(1, id = 500, "10000x1 | 10010x3");
        script.nowNs += 1_100_000_000;
        script.timer(1);
        assertEquals("100ms mid 10005.0 imb -0.500 -0.500 - | 100: 1/3 at 10007.500 mean -0.500 -",
            told().get(1));
    }

    @Test
    void countsWhatComesAndGoesAndWhatTradesExplain() {
        live("10000x100 | 10010x100");
        pass(2 * SECOND);
        delta("10000x140 | 10010x80");
        script.trade(1, 1, 10_010, 15);
        script.trade(1, 1, 10_010, 15);
        delta("10000x120 9999x7 |");
        script.nowNs += SECOND;
        script.timer(1);
        // Added 40 and 7; removed 20 and 20, of which a trade (told twice) explains 15.
        assertEquals(47e-5, depth("add_rate"), 1e-18);
        assertEquals(25.0 / 40, depth("cancel_ratio"), 1e-15);
        script.nowNs += SECOND;
        script.timer(1);
        assertEquals(0.0, depth("add_rate"));
        assertTrue(Double.isNaN(depth("cancel_ratio")));
    }

    @Test
    void aSumThatFitsNoLongIsMissingUntilTheNextSnapshot() {
        live("10000x3 | 10010x1");
        delta("9990x9000000000000000000 9980x9000000000000000000 |");
        script.nowNs += SECOND;
        script.timer(1);
        assertEquals(List.of(), told());
        delta("9990x0 9980x0 |");
        script.nowNs += SECOND;
        script.timer(1);
        assertEquals(List.of(), told());
        script.inStream(1, ++id, "10000x1 | 10010x3");
        script.nowNs += SECOND;
        script.timer(1);
        assertEquals(2, told().size());
    }

    @Test
    void anInstrumentWithAnotherTickBeginsAnew() {
        live("10000x3 | 10010x1");
        pass(2 * SECOND);
        script.define(1, 10, InstrumentStatus.TRADING);
        script.nowNs += 100_000_000;
        script.timer(1);
        assertEquals(List.of(), told());
    }

    @Test
    void hoursOfSilenceTellTheLatestBoundariesOnly() {
        live("10000x3 | 10010x1");
        script.nowNs += 5 * 3600 * SECOND + 130_000_000;
        script.timer(1);
        final Slot slot = script.driver.slot();
        final List<Long> times = new ArrayList<>();
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (BucketSnapshotReader.reads(slot.templateId(effect))) {
                times.add(new BucketSnapshotReader().wrap(slot.buffer(), effect).timeNs());
            }
        }
        assertEquals(List.of(script.nowNs - 130_000_000, script.nowNs - 30_000_000), times);
    }

    @Test
    void aNameWithoutAWidthGetsOneOf125OfItsFirstPrice() {
        final BucketWidths widths = new BucketWidths(BucketsConfig.usual());
        assertEquals(new BucketWidths.Width(1, 1), widths.of(book("X", "BTC/USDT", "BTC", -2, 1), 6_180_000));
        assertEquals(1000, new BucketWidths.Width(1, 1).at(-2));
        assertEquals(new BucketWidths.Width(1, 0), widths.of(book("X", "ETH/USDT", "ETH", -2, 1), 6_180_000));
        // 150.00 / 4000 = 0.0375: 0.02. The name keeps it, whatever the price later on.
        assertEquals(new BucketWidths.Width(2, -2), widths.of(book("S", "SOL/USDT", "SOL", -2, 1), 15_000));
        assertEquals(new BucketWidths.Width(2, -2), widths.of(book("T", "SOL/USDT", "SOL", -3, 1), 4_500_000));
        // 0.00001234 / 4000 is less than a tick of 1e-8.
        assertEquals(new BucketWidths.Width(1, -8), widths.of(book("P", "PEPE/USDT", "PEPE", -8, 1), 1_234));
        assertEquals(new BucketWidths.Width(50, -8), widths.of(book("Q", "Q/USDT", "Q", -8, 50), 1_234));
        assertEquals(0, new BucketWidths.Width(5, -1).at(0));
        assertEquals(1, new BucketWidths.Width(5, -1).atLeast(0));
    }

    private static BucketWidths.Book book(String symbol, String name, String base, int exponent, long tick) {
        return new BucketWidths.Book(symbol, name, base, exponent, tick);
    }

    @Test
    void pricesOutOfTheRangeAreInNoBucket() {
        final BucketsStage ranged = new BucketsStage(BucketsConfig.usual().withGrid("B",
            new BucketsConfig.Grid(BigDecimal.ONE, new BigDecimal("99.50"), new BigDecimal("101.20"))));
        final FeedScript other = new FeedScript(FeedScript.limits(), List.of(ranged));
        other.sync = SyncKind.STREAM;
        other.define(1);
        other.status(1, FeedCondition.SUBSCRIBED);
        other.inStream(1, 100, "10000x6 9950x2 9949x7 | 10010x2 10119x3 10120x9");
        other.delta(1, 101, 101, 100, FeedScript.WHOLE, "9949x8 9951x1 | 10120x0 10119x4");
        final InstrumentBuckets buckets = ranged.instrument(1);
        assertEquals(List.of(3L, 6L, 0L, 0L), List.of(buckets.bid(99), buckets.bid(100), buckets.bid(98),
            buckets.bid(101)));
        assertEquals(List.of(2L, 4L, 0L), List.of(buckets.ask(100), buckets.ask(101), buckets.ask(102)));
    }

    @Test
    void levelsLostUntoldEndTheBucketsUntilTheNextSnapshot() {
        // So little room that what lies beyond the depth cannot be told.
        script.book.tellLevels(0, 1 << 20);
        script.depth = 1;
        live("10000x6 9950x2 | 10010x2");
        script.nowNs += 100_000_000;
        script.timer(1);
        assertEquals(List.of(), told());
        script.inStream(1, ++id, "10000x6 | 10010x2");
        script.nowNs += 100_000_000;
        script.timer(1);
        assertEquals(List.of("100ms mid 10005.0 imb 0.500 - - | 100: 6/2 at 10002.500 mean - -"), told());
    }

    @Test
    void wrongSettingsAreAllNamed() {
        final BucketsConfig wrong = BucketsConfig.usual().withSizes(20, 32)
            .withGrid("Y", new BucketsConfig.Grid(BigDecimal.ONE, new BigDecimal(5), new BigDecimal(5)))
            .withGrid("Z", BucketsConfig.Grid.of("0"));
        assertEquals(List.of("prices of Y: from 5 to below 5; expected from 0 or more to below something greater",
            "width of Z: 0; expected more than 0, and 18 digits at most",
            "inner: 20; expected an odd number from 1 to 41",
            "tracked: 32; expected a power of two from 64 to 1024"), wrong.problems());
        assertThrows(IllegalArgumentException.class, () -> new BucketsStage(wrong));
    }
}
