package io.escapement.engine.pairs;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.BookState;
import io.escapement.engine.market.InstrumentName;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.statistics.RollingMoments;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PairsStageTest {
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final double[] NOTHING = new double[PairColumns.COUNT];

    static {
        Arrays.fill(NOTHING, Double.NaN);
    }

    /** Two prices that move together: y follows x with a lag of a second, and its own noise comes back. */
    private static final class Market {
        private final SplittableRandom random;
        private double x = 6_000_000;
        private double before = x;
        private double noise;

        Market(long seed) {
            random = new SplittableRandom(seed);
        }

        long[] next() {
            before = x;
            x += (random.nextDouble() - 0.5) * 2_000;
            noise = 0.8 * noise + (random.nextDouble() - 0.5) * 60;
            return new long[] {(long) (0.05 * before * (1 + 1e-9 * x) + noise), (long) x};
        }
    }

    private static double ln(long bid) {
        return Math.log((bid + 1) / 100.0);
    }

    @Property(tries = 6)
    void everySecondIsThatOfTheTwin(@ForAll long seed, @ForAll @IntRange(min = 30, max = 320) int window) {
        final SplittableRandom random = new SplittableRandom(seed);
        final PairRun run = new PairRun(PairRun.config(window)).defined();
        final PlainPair twin = new PlainPair(window, 3);
        final Market market = new Market(seed);
        double largest = 0;
        int hole = 0;
        for (int second = 1; second <= 900; second++) {
            final long[] bids = market.next();
            hole = hole > 0 ? hole - 1 : random.nextInt(100) == 0 && second < 500 ? random.nextInt(1, 6) : 0;
            if (hole > 0) {
                run.harness.advance(SECOND / 2).status(random.nextInt(1, 3), BookState.SUSPECT);
                run.send(timer(1));
                run.end();
            } else {
                run.second(bids[0], bids[1]);
            }
            twin.add(hole > 0 ? null : new double[] {ln(bids[0]), ln(bids[1])});
            if ((T0 / SECOND + second) % 10 == 0) {
                twin.test();
            }
            if (second % 7 == 0 || second > 890 || hole > 0) {
                final double[] expected = twin.values();
                final double[] actual = run.last();
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(Double.isNaN(expected[i]), Double.isNaN(actual[i]), "column " + i + " at " + second);
                    if (!Double.isNaN(expected[i])) {
                        final double scale = i == PairColumns.SPREAD ? 1e-3 : Math.max(1, Math.abs(expected[i]));
                        largest = Math.max(largest, Math.abs(actual[i] - expected[i]) / scale);
                    }
                }
            }
        }
        assertEquals(900, run.rows.size());
        assertTrue(largest < 1e-9, "largest difference " + largest + ", window " + window + ", seed " + seed);
        System.out.printf("pairs, window %d: largest relative difference to the twin %.1e%n", window, largest);
    }

    @Test
    void theLastZOfTheVectorsIsThatOfTheRollingMoments() {
        final double[] x = Series.x();
        final double[] y = Series.y();
        final RollingMoments last = new RollingMoments(100);
        for (int i = 0; i < x.length; i++) {
            last.add(y[i] - 1.9471393224657678 - 1.710531024528644 * x[i]);
        }
        final double off = last.values().ago(0) - last.mean();
        assertEquals(-1.530246108481877, off / last.deviation(0), 1e-11);
        assertEquals(-1.5225756536207615, off / last.deviation(1), 1e-11);
    }

    private static PairRun played(long seed, int skip, int seconds) {
        final Market market = new Market(seed);
        final PairRun run = new PairRun(PairRun.config(300));
        run.harness.advance(skip * SECOND);
        run.defined();
        for (int i = 0; i < seconds; i++) {
            final long[] bids = market.next();
            if (i >= skip) {
                run.second(bids[0], bids[1]);
            }
        }
        return run;
    }

    @Test
    void whatComesLaterChangesNothing() {
        final PairRun whole = played(5, 0, 900);
        final PairRun cut = played(5, 0, 611);
        for (int i = 0; i < 611; i++) {
            assertArrayEquals(cut.rows.get(i).values(), whole.rows.get(i).values(), 0, "second " + i);
            assertEquals(T0 + (i + 1) * SECOND, whole.rows.get(i).timeNs());
        }
        assertEquals(whole.harness.bytesSeen(), played(5, 0, 900).harness.bytesSeen());
        assertEquals(whole.stage.stateHash(), played(5, 0, 900).stage.stateHash());
    }

    @Test
    void aLaterStartGivesTheSameOnceWarm() {
        final double[] whole = played(6, 0, 1_500).last();
        for (final int skip : new int[] {300, 600, 1_195}) {
            final double[] late = played(6, skip, 1_500).last();
            for (int i = 0; i < whole.length; i++) {
                assertEquals(whole[i], late[i], 1e-9 * Math.max(1, Math.abs(whole[i])), "column " + i + " at " + skip);
            }
        }
        // Two returns are lost at the start: the lead needs 302 seconds.
        assertEquals(Double.NaN, played(6, 1_199, 1_500).last()[PairColumns.LEAD]);
        assertEquals(whole[PairColumns.LEAD], played(6, 1_198, 1_500).last()[PairColumns.LEAD], 1e-9);
    }

    @Test
    void whoLeadsIsSeen() {
        final double[] last = played(7, 0, 400).last();
        assertTrue(last[PairColumns.LEAD] > 0.7, "lead " + last[PairColumns.LEAD]);
        assertTrue(Math.abs(last[PairColumns.CORRELATION_LONG]) < 0.2);
        assertEquals(1, last[PairColumns.BETA], 0.2);
        assertTrue(last[PairColumns.ADF_P] < 0.01 && last[PairColumns.ADF_T] < last[PairColumns.ADF_CRITICAL]);
        assertTrue(last[PairColumns.HALF_LIFE] > 0 && last[PairColumns.HALF_LIFE] < 10);
    }

    /** {@code y = x / 20} and a tick of noise, but for what is added. */
    private static void steady(PairRun run, int seconds, long added) {
        for (int i = 0; i < seconds; i++) {
            final long x = 6_000_000 + (i * 7_919L % 13) * 400;
            run.second(x / 20 + (i % 3) * 20 + added, x);
        }
    }

    @Test
    void aZScoreThatLeavesAndComesBackIsToldOnceEach() {
        final PairRun run = new PairRun(PairRun.config(60)).defined();
        steady(run, 70, 0);
        assertEquals(List.of(), run.alerts);
        steady(run, 3, 200);
        assertEquals(List.of("71 pair 1 beyond 2.0"), run.alerts);
        steady(run, 1, 0);
        assertEquals(List.of("71 pair 1 beyond 2.0", "74 pair 1 back from 2.0"), run.alerts);
        steady(run, 1, -400);
        steady(run, 1, 900);
        assertEquals(List.of("75 pair 1 beyond -2.0", "76 pair 1 back from -2.0", "76 pair 1 beyond 2.0"),
            run.alerts.subList(2, run.alerts.size()));
    }

    @Test
    void aPairThatIsForgottenIsNoLongerBeyond() {
        final PairRun run = new PairRun(PairRun.config(60)).defined();
        steady(run, 70, 0);
        steady(run, 1, 500);
        run.harness.status(1, BookState.STALE);
        run.send(timer(1));
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(NOTHING, run.pass());
        }
        assertEquals(1, run.alerts.size(), "three missing seconds are bridged");
        run.pass();
        assertEquals(List.of("71 pair 1 beyond 2.0", "75 pair 1 back from 2.0 unknown"), run.alerts);
        steady(run, 59, 0);
        assertArrayEquals(NOTHING, run.last());
        steady(run, 1, 0);
        assertTrue(Math.abs(run.last()[PairColumns.Z]) > 0);
    }

    @Test
    void aLegThatIsNotThereIsMissing() {
        final PairRun run = new PairRun(PairRun.config(60));
        run.end();
        assertArrayEquals(NOTHING, run.pass());
        run.defined();
        run.harness.live(1, 100, 5, 102, 5);
        run.send(timer(1));
        assertArrayEquals(NOTHING, run.pass());
        run.harness.live(2, 100, 5, 0, 0);
        run.send(timer(1));
        assertArrayEquals(NOTHING, run.pass());
    }

    @Test
    void aQuietMarketHasNoSlopeAndNoZScore() {
        final PairRun run = new PairRun(PairRun.config(60)).defined();
        steady(run, 90, 0);
        for (int i = 0; i < 310; i++) {
            run.second(300_123, 6_000_777);
        }
        assertArrayEquals(NOTHING, run.last());
        for (int i = 0; i < 100; i++) {
            run.second(300_123 + i % 5 * 20, 6_000_777);
        }
        assertEquals(Double.NaN, run.last()[PairColumns.BETA]);
        assertEquals(Double.NaN, run.last()[PairColumns.Z]);
        assertEquals(Double.NaN, run.last()[PairColumns.CORRELATION_SHORT]);
    }

    @Test
    void legsThatAreOneLineHaveNoZScore() {
        final PairRun run = new PairRun(PairRun.config(60)).defined();
        for (int i = 0; i < 90; i++) {
            run.second(6_000_000 + i % 7 * 300, 6_000_000 + i % 7 * 300);
        }
        assertEquals(1, run.last()[PairColumns.BETA], 1e-12);
        assertEquals(1, run.last()[PairColumns.CORRELATION_SHORT], 1e-12);
        assertEquals(Double.NaN, run.last()[PairColumns.Z]);
        assertEquals(Double.NaN, run.last()[PairColumns.ADF_T]);
        assertEquals(List.of(), run.alerts);
    }

    @Test
    void aSecondIsToldWithTheQuotesBeforeTheEventThatEndsIt() {
        final PairRun run = new PairRun(PairRun.config(60)).defined();
        final PairRun other = new PairRun(PairRun.config(60)).defined();
        for (int i = 0; i < 70; i++) {
            run.harness.advance(SECOND);
            run.quotes(300_000 + i * i % 11, 6_000_000 + i % 7 * 100);
            other.harness.advance(SECOND);
            other.send(timer(2));
            other.quotes(300_000 + i * i % 11, 6_000_000 + i % 7 * 100);
        }
        assertEquals(70, run.rows.size());
        for (int i = 0; i < 70; i++) {
            assertEquals(other.rows.get(i).timeNs(), run.rows.get(i).timeNs());
            assertArrayEquals(other.rows.get(i).values(), run.rows.get(i).values(), 0);
        }
        assertArrayEquals(NOTHING, run.rows.get(0).values());
    }

    @Test
    void secondsInWhichNothingWasHeardCountWithTheQuotesThatThereWereAndALongSilenceEndsAll() {
        final PairRun heard = new PairRun(PairRun.config(60)).defined();
        final PairRun quiet = new PairRun(PairRun.config(60)).defined();
        steady(heard, 70, 0);
        steady(quiet, 70, 0);
        heard.end();
        for (int i = 0; i < 6; i++) {
            heard.end();
        }
        quiet.harness.advance(7 * SECOND / 2);
        quiet.send(timer(1));
        assertEquals(T0 + 73 * SECOND, quiet.rows.get(quiet.rows.size() - 1).timeNs());
        assertArrayEquals(heard.last(), quiet.last(), 0);
        assertEquals(71, quiet.rows.size(), "only the last second is told");
        quiet.harness.advance(5 * SECOND);
        quiet.send(timer(1));
        assertArrayEquals(NOTHING, quiet.last());
    }

    @Test
    void withoutPairsItDoesNothingAndBadSettingsAreRefused() {
        final PairRun none = new PairRun(PairsConfig.USUAL);
        none.defined();
        none.second(100, 200);
        none.pass();
        assertEquals(List.of(), none.rows);
        assertEquals(Slot.NONE, none.harness.slot().firstEffect());
        final PairsConfig bad = new PairsConfig(List.of(PairRun.PAIR, PairRun.PAIR,
            new PairsConfig.Pair(InstrumentName.parse("okx A/B"), InstrumentName.parse("okx A/B"))), 3, 0, -1, 99);
        assertEquals(6, bad.problems().size(), bad.problems()::toString);
        assertThrows(IllegalArgumentException.class, () -> new PairsStage(bad));
        assertThrows(IllegalArgumentException.class, () -> InstrumentName.parse("nowhere A/B"));
        assertThrows(IllegalArgumentException.class, () -> InstrumentName.parse("okx"));
        assertEquals("binance-usdm ETH/USDT", InstrumentName.parse(" binance-usdm  ETH/USDT ").toString());
    }

    @Test
    void allocatesNothingOnceWarm() {
        final List<PairsConfig.Pair> pairs = new ArrayList<>(List.of(PairRun.PAIR,
            new PairsConfig.Pair(PairRun.PAIR.x(), PairRun.PAIR.y())));
        final StageHarness harness = new StageHarness(new PairsStage(new PairsConfig(pairs, 300, 2, 0.5, 5)));
        harness.send(define(1, "BTCUSDT"));
        harness.send(define(2, "ETHUSDT"));
        final StageHarness.EventWriter timer = timer(1);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final SplittableRandom random = new SplittableRandom(3);
        harness.live(1, 6_000_000, 5, 6_000_002, 5).live(2, 300_000, 5, 300_002, 5);
        harness.run(timer);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            // Books change where the measure does not run: the harness's own lambdas are garbage.
            long spent = 0;
            for (int i = 0; i < 400; i++) {
                final long y = 300_000 + random.nextInt(400);
                harness.live(1, 6_000_000 + random.nextInt(900), 5, 6_002_000, 5).live(2, y, 5, y + 500, 5);
                harness.run(timer);
                harness.advance(SECOND);
                final long before = threads.getThreadAllocatedBytes(thread);
                harness.run(timer);
                spent += threads.getThreadAllocatedBytes(thread) - before;
            }
            least = Math.min(least, spent);
        }
        assertEquals(0, least);
    }
}
