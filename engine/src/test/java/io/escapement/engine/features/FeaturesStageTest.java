package io.escapement.engine.features;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.columns.Column;
import io.escapement.engine.pipeline.TestEvents;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FeaturesStageTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;
    /** What depends on when one began to look, by nature. */
    private static final Set<String> SINCE_THE_START = Set.of("cvd", "vpin", "vpin_bvc");
    /** Taus of what forgets exponentially, seconds. */
    private static final Map<String, Double> RECURSIVE = Map.of("lam_buy_1s", 1.0, "lam_sell_1s", 1.0, "lam_buy_10s",
        10.0, "lam_sell_10s", 10.0, "hawkes_buy", 1 / 1.2, "hawkes_sell", 1 / 1.2, "ewvol_30s", 30.0, "volofvol_30s",
        30.0);

    static Instrument instrument(int priceExponent, int quantityExponent) {
        return new Instrument(1, Venue.BINANCE, "ETHUSDT", "ETH", "USDT", priceExponent, quantityExponent, 1, 1, 1,
            1_000_000, 1, InstrumentStatus.TRADING);
    }

    private static List<Step> market(int seconds) {
        return RandomSteps.of(7, START, seconds, 50_000_000, true);
    }

    /** Long enough for the windows of an hour. */
    private static List<Step> longMarket() {
        return RandomSteps.of(7, START, 4_400, SECOND / 3, true);
    }

    /** Nothing that comes later changes what was told: every column, bit for bit. */
    @Test
    void valuesAreTheSameWhereWhatComesLaterIsCutOff() {
        final FeaturesConfig config = FeaturesTwinTest.config(SECOND, 20);
        final List<Step> steps = longMarket();
        final Rows all = Rows.of(config, steps);
        final Set<String> seen = new TreeSet<>();
        for (final int part : new int[] {2, 3, 7}) {
            final List<Step> first = steps.subList(0, steps.size() * (part - 1) / part);
            final Rows rows = Rows.of(config, first);
            assertTrue(rows.told.size() > 1_000);
            rows.told.forEach((timeNs, row) -> {
                assertArrayEquals(all.told.get(timeNs), row);
                for (int i = 0; i < row.length; i++) {
                    if (!Double.isNaN(row[i])) {
                        seen.add(FeatureColumns.SET.columns().get(i).name());
                    }
                }
            });
        }
        assertEquals(FeatureColumns.SET.size() - 1, seen.size(), "all but vpin_bvc, which wants sides not known");
    }

    /** Who begins to look later sees the same once warm; what forgets exponentially, as nearly as it has forgotten. */
    @Test
    void valuesAreTheSameForWhoBeganLaterOnceTheyAreWarm() {
        final FeaturesConfig config = FeaturesTwinTest.config(SECOND, 20);
        final List<Step> steps = longMarket();
        final Rows all = Rows.of(config, steps);
        final long from = START + 97 * SECOND + 123;
        final Rows later = Rows.of(config, steps.stream().filter(step -> step.timeNs() >= from).toList());
        final List<Column> columns = FeatureColumns.SET.columns();
        final Map<String, Integer> compared = new HashMap<>();
        final long begun = later.told.firstKey();
        later.told.forEach((timeNs, row) -> {
            for (int i = 0; i < row.length; i++) {
                final String name = columns.get(i).name();
                if (!Double.isNaN(row[i]) && !SINCE_THE_START.contains(name)) {
                    final double expected = all.told.get(timeNs)[i];
                    final double tau = RECURSIVE.getOrDefault(name, 0.0);
                    final double left = tau == 0 ? 0 : Math.exp(-(timeNs - begun) / 1e9 / tau);
                    // A deviation is off by the root of what of the variance is not forgotten; volofvol follows it.
                    final double bound = name.contains("vol_30s") || name.contains("volofvol")
                        ? 1e-9 + 30 * Math.sqrt(left) : 1e-9 + 30 * left;
                    // What a rate has not forgotten is a part of what it was at the start, however low it is now.
                    final boolean shareOrRate = name.startsWith("jump") || name.startsWith("lam")
                        || name.startsWith("hawkes");
                    final double scale = Math.max(Math.abs(expected), shareOrRate ? 1 : 1e-9);
                    assertTrue(Math.abs(row[i] - expected) <= bound * scale,
                        () -> name + " " + (timeNs - begun) / SECOND + " s after: " + expected);
                    compared.merge(name, 1, Integer::sum);
                }
            }
        });
        assertEquals(FeatureColumns.SET.size() - SINCE_THE_START.size(), compared.size());
    }

    @Test
    void aBoundaryIsToldByTheFirstEventBehindItWithTheStateBeforeThat() {
        final Rows rows = Rows.of(FeaturesConfig.usual(), List.of(
            Step.quote(START, 100, 5, 102, 5),
            Step.quote(START + SECOND, 200, 5, 202, 5),
            Step.quote(START + SECOND + 1, 300, 5, 302, 5),
            Step.timer(START + 4 * SECOND + 7)));
        assertEquals(List.of(START + SECOND, START + 4 * SECOND), List.copyOf(rows.told.keySet()));
        assertEquals(1.01, rows.at(START + SECOND, "mid"), 1e-12);
        assertEquals(3.01, rows.at(START + 4 * SECOND, "mid"), 1e-12);
        assertEquals(0, rows.at(START + 4 * SECOND, "ofi_1s"));
    }

    @Test
    void aLostBookEndsWhatLivesWithItAtOnce() {
        final List<Step> steps = new ArrayList<>(market(90));
        final long lostNs = START + 91 * SECOND;
        steps.add(Step.lost(lostNs));
        steps.add(Step.trade(lostNs + 1, 200_000, 5, Side.BUY));
        steps.add(Step.timer(lostNs + SECOND));
        final double[] row = Rows.of(FeaturesTwinTest.config(SECOND, 20), steps).told.get(lostNs + SECOND);
        final List<String> left = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            if (!Double.isNaN(row[i])) {
                left.add(FeatureColumns.SET.columns().get(i).name());
            }
        }
        left.remove("secs_to_funding");
        assertEquals(List.of("cvd", "vpin", "tod_sin", "tod_cos"), left);
    }

    @Test
    void aStatusThatTakesTheBookOutOfLiveEndsItToo() {
        final Rows rows = Rows.of(FeaturesConfig.usual(), List.of(Step.quote(START, 100, 5, 102, 5),
            Step.timer(START + SECOND)));
        assertEquals(1.01, rows.last("mid"), 1e-12);
        rows.harness.status(1, BookState.SUSPECT);
        rows.play(List.of(Step.timer(START + SECOND + 1), Step.timer(START + 2 * SECOND)));
        assertTrue(Double.isNaN(rows.last("mid")));
    }

    @Test
    void aMinuteWithoutAnyEventMakesAllOfItBeginAnew() {
        final List<Step> steps = new ArrayList<>(market(100));
        final long lastNs = steps.get(steps.size() - 1).timeNs();
        steps.add(Step.timer(lastNs + 3600 * SECOND));
        final Rows rows = Rows.of(FeaturesConfig.usual(), steps);
        assertTrue(Double.isNaN(rows.last("rv_10s")) && !Double.isNaN(rows.last("mid")));
        assertEquals(60, rows.told.headMap(lastNs).tailMap(START + 40 * SECOND).size(), 1);
    }

    @Test
    void groupsThatNobodyAskedForAreMissing() {
        final Rows rows = Rows.of(FeaturesConfig.usual().withGroups(EnumSet.of(FeatureGroup.TFI)), market(70));
        final double[] row = rows.told.lastEntry().getValue();
        for (int i = 0; i < row.length; i++) {
            assertEquals(!FeatureColumns.SET.columns().get(i).name().startsWith("tfi_"), Double.isNaN(row[i]));
        }
        final Rows none = Rows.of(FeaturesConfig.usual().withGroups(Set.of()), market(5));
        assertTrue(Arrays.stream(none.told.lastEntry().getValue()).allMatch(Double::isNaN));
    }

    @Test
    void tooManyTradesThatWaitMakeTheSpreadsBeginAnew() {
        final FeaturesConfig small = new FeaturesConfig(EnumSet.of(FeatureGroup.SPREAD), SECOND, 16, List.of());
        final List<Step> steps = new ArrayList<>();
        steps.add(Step.quote(START, 100, 5, 102, 5));
        for (int i = 0; i < 150; i++) {
            steps.add(Step.trade(START + i * SECOND + 1, 102, 1, Side.BUY));
            for (int j = 0; i == 100 && j < 20; j++) {
                steps.add(Step.trade(START + i * SECOND + 2, 102, 1, Side.BUY));
            }
        }
        final Rows rows = Rows.of(small, steps);
        assertEquals(2e4 * 0.01 / 1.01, rows.at(START + 100 * SECOND, "eff_spr"), 1e-9);
        assertTrue(Double.isNaN(rows.at(START + 101 * SECOND, "eff_spr")));
        assertTrue(Double.isNaN(rows.last("eff_spr")));
    }

    @Test
    void theSpreadOfAWhileAgoIsWhatWasRealisedAndTheImpact() {
        final Rows rows = Rows.of(FeaturesConfig.usual(), market(200));
        int compared = 0;
        for (final long timeNs : rows.told.keySet()) {
            for (final int after : new int[] {1, 10}) {
                final double realised = rows.at(timeNs, "real_spr_" + after + "s");
                if (!Double.isNaN(realised)) {
                    final double then = rows.at(timeNs - after * SECOND, "eff_spr");
                    assertEquals(then, realised + rows.at(timeNs, "impact_" + after + "s"),
                        1e-9 * Math.max(1, Math.abs(then)));
                    compared++;
                }
            }
        }
        assertTrue(compared > 200, compared + " compared");
    }

    @Test
    void anInstrumentWithOtherStepsBeginsAnewAndTheSameOneDoesNot() {
        final Rows rows = Rows.of(FeaturesConfig.usual(), List.of(Step.quote(START, 100, 5, 102, 5)));
        rows.harness.advance(1).send(TestEvents.define(1, "ETHUSDT", InstrumentStatus.HALTED, -2, -3));
        rows.play(Step.timer(START + SECOND));
        assertEquals(1.01, rows.last("mid"), 1e-12);
        rows.harness.advance(1).send(TestEvents.define(1, "ETHUSDT", InstrumentStatus.TRADING, -3, -3));
        rows.play(Step.timer(START + 2 * SECOND));
        assertTrue(Double.isNaN(rows.last("mid")));
    }

    @Test
    void equalStatesHaveEqualHashesAndOthersHaveNot() {
        final List<Step> steps = market(40);
        final long hash = Rows.of(FeaturesTwinTest.config(SECOND, 20), steps).stage.stateHash();
        assertEquals(hash, Rows.of(FeaturesTwinTest.config(SECOND, 20), steps).stage.stateHash());
        assertNotEquals(hash, Rows.of(FeaturesTwinTest.config(SECOND, 20), steps.subList(1, steps.size())).stage
            .stateHash());
    }

    @Test
    void everyColumnSaysWhatItIs() {
        assertEquals(FeatureColumns.SET.size(),
            Arrays.stream(FeatureGroup.values()).mapToInt(group -> group.columns().size()).sum());
        for (final FeatureGroup group : FeatureGroup.values()) {
            assertEquals(group.columns().get(0),
                FeatureColumns.SET.columns().get(FeatureColumns.first(group)), group.spelling());
        }
    }
}
