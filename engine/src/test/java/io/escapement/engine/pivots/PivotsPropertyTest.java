package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.PivotKind;
import io.escapement.engine.statistics.AverageTrueRange;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PivotsPropertyTest {
    private static final long MINUTE = 60_000_000_000L;

    /** @param level from 1; bars count from 0 */
    record Told(PivotKind kind, int level, long price, int bar, int confirmBar, int trend) {
    }

    /** Bars of few prices, so that plateaus abound, or of many. */
    private static long[][] randomBars(Random random, int count) {
        final int range = 2 + random.nextInt(random.nextBoolean() ? 4 : 1_000);
        final long[][] bars = new long[count][];
        long price = 10_000;
        for (int i = 0; i < count; i++) {
            price += random.nextInt(range) - range / 2;
            final long low = price - random.nextInt(range);
            final long high = price + random.nextInt(range);
            bars[i] = new long[] {high, low, low + (high - low) / 2};
        }
        return bars;
    }

    static List<Told> stream(long[][] bars, PivotsConfig config) {
        final List<Told> told = new ArrayList<>();
        final PivotSeries series = new PivotSeries(1, false, MINUTE, config);
        for (int i = 0; i < bars.length; i++) {
            final int bar = i;
            series.onBar(i * MINUTE, bars[i][0], bars[i][1], bars[i][2], (kind, level, price, timeNs, lag, trend) -> {
                assertEquals(bar - lag, timeNs / MINUTE);
                told.add(new Told(kind, level, price, bar - lag, bar, trend));
            });
        }
        return told;
    }

    private static List<PlainPivots.Point> points(List<Told> told, PivotKind kind, int level) {
        return told.stream().filter(each -> each.kind == kind && each.level == level)
            .map(each -> new PlainPivots.Point(each.price, each.bar, each.confirmBar)).toList();
    }

    private static List<PlainPivots.Point> negated(List<PlainPivots.Point> points) {
        return points.stream().map(each -> new PlainPivots.Point(-each.price(), each.bar(), each.confirmBar()))
            .toList();
    }

    private static PivotsConfig config(int neighbours, double minMove) {
        return new PivotsConfig(List.of(MINUTE), neighbours, minMove, 1, 50);
    }

    @Property(tries = 300)
    void pivotsAreThoseOfBruteForceOverAllBars(@ForAll long seed) {
        final Random random = new Random(seed);
        final long[][] bars = randomBars(random, 1 + random.nextInt(500));
        final int neighbours = 1 + random.nextInt(3);
        final List<Told> told = stream(bars, config(neighbours, 0));
        final List<List<PlainPivots.Point>> highs =
            PlainPivots.levels(Arrays.stream(bars).mapToLong(bar -> bar[0]).toArray(), neighbours);
        final List<List<PlainPivots.Point>> lows =
            PlainPivots.levels(Arrays.stream(bars).mapToLong(bar -> -bar[1]).toArray(), neighbours);
        for (int level = 1; level <= PivotSide.LEVELS; level++) {
            assertEquals(highs.get(level - 1), points(told, PivotKind.HIGH, level));
            assertEquals(negated(lows.get(level - 1)), points(told, PivotKind.LOW, level));
        }
        trends(told);
    }

    /** The trend told with each pivot is that of the level's last two highs and lows until then. */
    private static void trends(List<Told> told) {
        for (int i = 0; i < told.size(); i++) {
            final Told at = told.get(i);
            final List<Told> until = told.subList(0, i + 1).stream().filter(each -> each.level == at.level).toList();
            final List<Told> highs = until.stream().filter(each -> each.kind == PivotKind.HIGH).toList();
            final List<Told> lows = until.stream().filter(each -> each.kind == PivotKind.LOW).toList();
            final int high = turn(highs);
            final int low = turn(lows);
            assertEquals(high == low ? high : 0, at.trend);
        }
    }

    /** Every column, at every bar, is made anew of all pivots that had been confirmed by then. */
    @Property(tries = 60)
    void columnsEqualABatchRecomputation(@ForAll long seed) {
        final Random random = new Random(seed);
        final long[][] bars = randomBars(random, 200);
        final int boundsLevel = 1 + random.nextInt(3);
        final int window = 10 + random.nextInt(60);
        final PivotSeries series =
            new PivotSeries(1, false, MINUTE, new PivotsConfig(List.of(MINUTE), 1, 0, boundsLevel, window));
        final List<List<PlainPivots.Point>> highs =
            PlainPivots.levels(Arrays.stream(bars).mapToLong(bar -> bar[0]).toArray(), 1);
        final List<List<PlainPivots.Point>> lows = new ArrayList<>();
        PlainPivots.levels(Arrays.stream(bars).mapToLong(bar -> -bar[1]).toArray(), 1)
            .forEach(level -> lows.add(negated(level)));
        final double[] values = new double[PivotColumns.SET.size()];
        for (int i = 0; i < bars.length; i++) {
            series.onBar(i * MINUTE, bars[i][0], bars[i][1], bars[i][2], (kind, level, price, time, lag, trend) -> { });
            PivotColumns.fill(series, values);
            final double[] expected = PlainColumns.of(highs, lows, i, bars[i][2], boundsLevel, window);
            for (int column = 0; column < values.length; column++) {
                assertEquals(expected[column], values[column],
                    PivotColumns.SET.columns().get(column).name() + " at bar " + i);
            }
        }
    }

    private static int turn(List<Told> side) {
        return side.size() < 2 ? 0
            : Long.compare(side.get(side.size() - 1).price, side.get(side.size() - 2).price);
    }

    /** What was told up to a bar does not depend on what comes behind it, and never changes. */
    @Property(tries = 100)
    void aShorterSeriesTellsTheBeginningOfTheSame(@ForAll long seed) {
        final Random random = new Random(seed);
        final long[][] bars = randomBars(random, 300);
        final PivotsConfig config = config(1 + random.nextInt(2), random.nextInt(2) * 0.7);
        final int cut = random.nextInt(300);
        final long[][] otherwise = randomBars(random, 300);
        System.arraycopy(bars, 0, otherwise, 0, cut);
        final List<Told> whole = stream(bars, config);
        final List<Told> before = whole.stream().filter(each -> each.confirmBar < cut).toList();
        assertEquals(before, stream(Arrays.copyOf(bars, cut), config));
        assertEquals(before, stream(otherwise, config).stream().filter(each -> each.confirmBar < cut).toList());
    }

    @Property(tries = 100)
    void eachLevelIsAPartOfTheOneBelowAndAtMostHalfOfIt(@ForAll long seed) {
        final Random random = new Random(seed);
        final List<Told> told = stream(randomBars(random, 800), config(1, random.nextInt(2)));
        for (final PivotKind kind : List.of(PivotKind.HIGH, PivotKind.LOW)) {
            for (int level = 2; level <= PivotSide.LEVELS; level++) {
                final List<Integer> below = points(told, kind, level - 1).stream().map(PlainPivots.Point::bar).toList();
                final List<Integer> above = points(told, kind, level).stream().map(PlainPivots.Point::bar).toList();
                assertTrue(below.containsAll(above));
                assertTrue(above.size() * 2 <= below.size());
            }
        }
    }

    /** With a least move every pivot was left by as much before it was told, and by a lower bar on each side. */
    @Property(tries = 100)
    void aPivotIsToldWhenThePriceHasGoneTheLeastMoveAwayFromIt(@ForAll long seed) {
        final Random random = new Random(seed);
        final double move = 0.5 + random.nextInt(3);
        final long[][] bars = randomBars(random, 400);
        final AverageTrueRange range = new AverageTrueRange(PivotSeries.RANGE_BARS);
        final double[] ranges = new double[bars.length];
        for (int i = 0; i < bars.length; i++) {
            range.add(bars[i][0], bars[i][1], bars[i][2]);
            ranges[i] = range.value();
        }
        for (final Told pivot : stream(bars, config(1, move))) {
            if (pivot.level == 1 && pivot.kind == PivotKind.HIGH) {
                assertTrue(bars[pivot.bar - 1][0] < pivot.price);
                for (int i = pivot.bar + 1; i < pivot.confirmBar; i++) {
                    final boolean away = pivot.price > bars[i][0] && pivot.price - bars[i][0] >= move * ranges[i];
                    assertTrue(bars[i][0] <= pivot.price && !away, "not earlier: " + pivot);
                }
                assertTrue(pivot.price - bars[pivot.confirmBar][0] >= move * ranges[pivot.confirmBar]);
            }
        }
    }
}
