package io.escapement.engine;

import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static io.escapement.engine.ViewMarket.BINANCE;
import static io.escapement.engine.ViewMarket.HTX;
import static io.escapement.engine.ViewMarket.SECOND;
import static io.escapement.engine.ViewMarket.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Bad input against all stages of the view at once; ARCHITECTURE.md has what it does in a table. Each run proves,
 * besides what its test says, that every number is finite or missing, that no time goes back, and that a replay of the
 * events gives the same records, states and inputs ({@link ViewRun}). Each takes a third of a second, since the windows
 * of a minute must come to be warm again.
 */
class ViewBadInputTest {
    private static final int SECONDS = 80;
    /** When something bad happens, in tenths of a second. */
    private static final int WHEN = 200;
    private static final String[] ALL_BUT_QUALITY = {"DEPTH", "FLOW", "INDICATORS", "PIVOTS", "PAIR", "Bar",
        "Bar of view", "Late", "Gap", "Buckets", "Pivot", "PairAlert"};
    /** All that no trade makes that came too late. */
    private static final String[] NOT_OF_TRADES = {"INDICATORS", "PIVOTS", "PAIR", "Bar", "Bar of view", "Gap",
        "Buckets", "Pivot", "PairAlert"};
    private static final ViewRun CLEAN = ViewRun.of(market().run(SECONDS, 2));

    private static ViewMarket market() {
        return new ViewMarket().open(BINANCE).open(HTX);
    }

    private static ViewRun run(ViewMarket.Bad bad) {
        return ViewRun.of(market().run(SECONDS, 2, bad));
    }

    /** Puts something in now and then. */
    private static ViewMarket.Bad often(ViewMarket.Bad bad) {
        return (market, step) -> {
            if (step % 70 == 35) {
                bad.put(market, step);
            }
        };
    }

    private static ViewMarket.Bad once(ViewMarket.Bad bad) {
        return (market, step) -> {
            if (step == WHEN) {
                bad.put(market, step);
            }
        };
    }

    /** What is due so many seconds after a beginning is there at the end. */
    private static void assertDue(int seconds, ViewRun run) {
        final Set<String> due = new TreeSet<>(CLEAN.due(START + seconds * SECOND));
        assertTrue(due.size() > 200, () -> due.size() + " columns");
        // Whether a level decreased, which side of a pivot's bounds is there: as the market will have it.
        due.removeIf(name -> name.contains("pivot_") || name.contains("halflife"));
        due.removeAll(run.due());
        assertEquals(Set.of(), due);
    }

    private static Set<QualityFinding> findings(ViewRun run) {
        return run.found.keySet();
    }

    @Test
    void aCleanMarketHasNothingToFindAndAllBlocksToTell() {
        assertEquals(Set.of(), findings(CLEAN));
        assertEquals(1.0, CLEAN.last("QUALITY 1", "dq_score"));
        assertEquals(16, CLEAN.rows.size(), () -> CLEAN.rows.keySet().toString());
        assertEquals(null, CLEAN.told.get("Gap"));
    }

    @Test
    void tradesOutOfOrderMakeNoBarAndAreCountedAsLate() {
        final ViewRun run = run(often((market, step) -> market.trade(BINANCE, market.lastTrade(BINANCE) + 1,
            market.nowNs - 5 * SECOND, market.mid / 2, 1_000)));
        assertEquals(CLEAN.all(NOT_OF_TRADES), run.all(NOT_OF_TRADES));
        assertEquals(Set.of("1", "view 1"), Set.copyOf(run.told.get("Late")));
        assertTrue(findings(run).containsAll(Set.of(QualityFinding.TIME_DISORDER, QualityFinding.LATE_TRADE)));
        assertEquals(CLEAN.due(), run.due(), "what looks at trades as they come takes them");
    }

    @Test
    void tradesWithANumberThatWasThereDoNotCount() {
        final ViewRun run = run(often((market, step) -> market.trade(BINANCE, market.lastTrade(BINANCE), market.nowNs,
            market.mid / 2, 1_000_000)));
        assertEquals(CLEAN.all(ALL_BUT_QUALITY), run.all(ALL_BUT_QUALITY));
        assertEquals(Set.of(QualityFinding.DUPLICATE), findings(run));
    }

    @Test
    void tradesOfNoSizeNoPriceOrNoTimeDoNotCount() {
        final ViewRun run = run(often((market, step) -> {
            final long id = market.lastTrade(BINANCE);
            market.trade(BINANCE, id + 1, market.nowNs, market.mid, 0).trade(BINANCE, id + 2, market.nowNs,
                market.mid, -5).trade(BINANCE, id + 3, market.nowNs, 0, 5).trade(BINANCE, id + 4, market.nowNs,
                -market.mid, 5).trade(BINANCE, id + 5, market.nowNs, market.mid, Long.MIN_VALUE)
                .trade(BINANCE, id + 6, Long.MIN_VALUE, market.mid, 5).trade(77, 1, market.nowNs, market.mid, 5);
        }));
        assertEquals(CLEAN.all(ALL_BUT_QUALITY), run.all(ALL_BUT_QUALITY));
        assertEquals(Set.of(QualityFinding.MISSING_VALUE), findings(run));
    }

    @Test
    void aBookWithALevelThatCannotBeIsNotLiveAndNothingIsToldOfIt() {
        assertBookEnds(new long[][][] {{{999_000, -5}, {1_001_000, 5}}});
        assertBookEnds(new long[][][] {{{0, 5}, {1_001_000, 5}}, {{999_000, 5}, {-1_001_000, 5}}});
    }

    @Test
    void aBookThatEmptiesEndsWhatIsMadeOfIt() {
        assertBookEnds(new long[][][] {{{}, {}}});
        assertBookEnds(new long[][][] {{{999_000, 5}, {}}, {{}, {1_001_000, 5}}});
    }

    /** For two seconds every good book is followed by these; behind that all that is of the book begins anew. */
    private static void assertBookEnds(long[][][] books) {
        final ViewRun run = run((market, step) -> {
            for (int i = 0; i < books.length && step >= WHEN && step < WHEN + 20; i++) {
                market.book(BINANCE, books[i][0], books[i][1]);
            }
        });
        assertEquals(Set.of(QualityFinding.MISSING_VALUE), findings(run));
        final long then = START + 21 * SECOND;
        final Set<String> left = new TreeSet<>(run.due(then));
        left.removeIf(name -> !name.startsWith("FLOW 1") && !name.startsWith("DEPTH 1") && !name.startsWith("PAIR"));
        assertEquals(Set.of("FLOW 1 cvd", "FLOW 1 tod_cos", "FLOW 1 tod_sin"), left);
        assertEquals(CLEAN.all("DEPTH 2", "FLOW 2", "INDICATORS", "PIVOTS", "Bar"),
            run.all("DEPTH 2", "FLOW 2", "INDICATORS", "PIVOTS", "Bar"));
        assertDue(57, run);
    }

    @Test
    void aTradeFarAheadOfOurTimeDoesNotCount() {
        final ViewRun run = run(often((market, step) -> market.trade(BINANCE, market.lastTrade(BINANCE) + 1,
            market.nowNs + 7_200 * SECOND, market.mid, 1_000)));
        assertEquals(CLEAN.all(ALL_BUT_QUALITY), run.all(ALL_BUT_QUALITY));
        assertEquals(Set.of(QualityFinding.CLOCK_SKEW), findings(run));
    }

    @Test
    void aClockThatLeapsAheadMakesAGapAndBarsGoOnWhenOursHasComeThere() {
        final ViewRun run = run(once((market, step) -> market.trade(BINANCE, market.lastTrade(BINANCE) + 1,
            market.nowNs + 20 * SECOND, market.mid, 1_000)));
        assertEquals(List.of("SILENCE 18"), run.told.get("Gap"));
        assertEquals(CLEAN.all("DEPTH", "PAIR", "Buckets", "INDICATORS 2", "PIVOTS 2"),
            run.all("DEPTH", "PAIR", "Buckets", "INDICATORS 2", "PIVOTS 2"));
        assertEquals(List.of(19L, 20L, 39L, 40L), seconds(run, "INDICATORS 1 of 1", 18, 41));
        assertEquals(22, seconds(run, "INDICATORS view 1 of 1", 18, 41).size(), "the view goes on with the others");
        assertTrue(findings(run).containsAll(Set.of(QualityFinding.CLOCK_SKEW, QualityFinding.MISSING_BAR,
            QualityFinding.LATE_TRADE)));
        assertDue(38, run);
    }

    /** Seconds since the start, from one up to, not including, another, that some columns were told as of. */
    private static List<Long> seconds(ViewRun run, String whose, int from, int to) {
        return run.rows.get(whose).keySet().stream().map(timeNs -> (timeNs - START) / SECOND - 1)
            .filter(second -> second > from && second < to).toList();
    }

    @Test
    void aClockThatFallsBackMakesNoBarsUntilItIsWhereItWas() {
        final ViewRun run = run((market, step) -> market.venueBehindNs = step >= WHEN && step < WHEN + 200
            ? 3_600 * SECOND : 0);
        assertEquals(CLEAN.all("DEPTH", "PAIR", "Buckets"), run.all("DEPTH", "PAIR", "Buckets"));
        assertEquals(List.of(19L, 20L, 39L, 40L, 41L), seconds(run, "INDICATORS 1 of 1", 18, 42));
        assertEquals(List.of("SILENCE 18", "SILENCE 18", "view SILENCE 18"), run.told.get("Gap").stream().sorted()
            .toList());
        assertTrue(findings(run).containsAll(Set.of(QualityFinding.CLOCK_SKEW, QualityFinding.TIME_DISORDER,
            QualityFinding.MISSING_BAR, QualityFinding.LATE_TRADE)));
        assertDue(38, run);
    }

    @Test
    void hoursOfSilenceMakeWhatIsOfTheBookMissingAndTheScoreNone() {
        final ViewRun run = ViewRun.of(market().run(20, 2).silence(7_200, 2));
        final Set<String> left = new TreeSet<>(run.due());
        left.removeIf(name -> name.matches("(INDICATORS|PIVOTS|QUALITY) .*"));
        assertEquals(Set.of("FLOW 1 cvd", "FLOW 1 tod_cos", "FLOW 1 tod_sin", "FLOW 2 cvd",
            "FLOW 2 tod_cos", "FLOW 2 tod_sin"), left);
        assertEquals(Set.of(QualityFinding.STALE), findings(run));
        assertEquals(List.of(0.0, 7_199.0), List.of(run.last("QUALITY 1", "dq_score"),
            Math.rint(run.last("QUALITY 1", "dq_age"))));
        assertFalse(run.inputs.input(1).isFitForInference(Double.MIN_VALUE));
        assertDue(57, ViewRun.of(market().run(10, 2).silence(600, 2).run(60, 2)));
    }

    @Test
    void hoursWithoutAnyEventMakeAGapBehindWhichAllBeginsAnew() {
        final ViewMarket market = market().run(20, 2);
        market.nowNs += 3 * 3_600 * SECOND;
        final ViewRun run = ViewRun.of(market.run(60, 2));
        assertEquals(List.of("STALLED 10799", "view STALLED 10799", "STALLED 10799"), run.told.get("Gap"));
        assertEquals(Set.of(QualityFinding.STALE, QualityFinding.MISSING_BAR), findings(run));
        final long behind = START + (3 * 3_600 + 20 + 1) * SECOND;
        assertEquals(flow(CLEAN.due(START + 2 * SECOND)), flow(run.due(behind)));
        assertDue(57, run);
    }

    /** Columns of order flow that begin with the book. */
    private static Set<String> flow(Set<String> due) {
        final Set<String> flow = new TreeSet<>(due);
        flow.removeIf(name -> !name.startsWith("FLOW 1") || name.endsWith("vpin"));
        return flow;
    }

    @Test
    void aFlashCrashIsFoundAndTakesNoColumnAway() {
        final long[] mid = new long[1];
        final ViewRun run = run((market, step) -> {
            if (step == WHEN) {
                mid[0] = market.mid;
                market.mid = mid[0] / 10;
            } else if (step == WHEN + 15) {
                market.mid = mid[0];
            }
        });
        assertDue(SECONDS, run);
        assertEquals(Set.of(QualityFinding.OUTLIER), findings(run));
        assertEquals(null, run.told.get("Gap"));
        final double crash = run.value("INDICATORS 1 of 1", START + 21 * SECOND, "ret_1");
        assertEquals(Math.log(0.1), crash, 0.01);
        assertEquals(Math.log(0.1), run.value("INDICATORS view 1 of 1", START + 21 * SECOND, "ret_1"), 0.01);
    }

    @Test
    void anInstrumentThatIsFirstSeenMidDayBeginsThenAndAllOthersGoOn() {
        final ViewRun run = ViewRun.of(new ViewMarket().open(BINANCE).run(30, 1).open(HTX).run(60, 2));
        final Set<String> before = new TreeSet<>(run.due(START + 30 * SECOND));
        before.removeIf(name -> name.matches("(DEPTH|FLOW|INDICATORS|PIVOTS|QUALITY) 1 .*"));
        assertEquals(Set.of(), before, "nothing of it, of a view or of a pair");
        assertEquals(Set.of(), findings(run));
        assertEquals(null, run.told.get("Gap"));
        assertDue(57, run);
        final double day = run.last("INDICATORS 2 of 1", "vwap_dev_day");
        assertFalse(Double.isNaN(day), "of what has been seen of the day");
    }

    @Test
    void whatAConfigAsksForThatThereIsNotIsRefusedByName() {
        final ConfigException wrong = assertThrows(ConfigException.class, () -> ViewSettingsReader.read(ConfigFile.of(
            "view.yaml", """
                indicators: {kinds: [rsi, tea-leaves]}
                features: {groups: [quote, horoscope]}
                pivots: {bounds: 2}
                pairs: {list: [{y: nowhere S1, x: htx S2}]}
                colours: {}
                """)));
        for (final String part : List.of("kinds: holds 'tea-leaves'", "groups: holds 'horoscope'",
            "bounds: is not known here", "pairs.list[0].y: is 'nowhere S1'", "colours: is not known here")) {
            assertTrue(wrong.getMessage().contains(part), wrong.getMessage());
        }
    }
}
