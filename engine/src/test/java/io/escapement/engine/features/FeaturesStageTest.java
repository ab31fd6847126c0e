package io.escapement.engine.features;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.TestEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 1440 * MINUTE;
    private static final long START = 1_700_000_000L * SECOND;
    /** Volume of a bucket, base asset and mantissa, and the whole part of it that a trade of {@link #inEighths} is. */
    private static final int BUCKET = 20;
    private static final long BUCKET_MANTISSA = 20_000;
    private static final long EIGHTH = BUCKET_MANTISSA / 8;

    static Instrument instrument(int priceExponent, int quantityExponent) {
        return new Instrument(1, Venue.BINANCE, "ETHUSDT", "ETH", "USDT", priceExponent, quantityExponent, 1, 1, 1,
            1_000_000, 1, InstrumentStatus.TRADING);
    }

    private static List<Step> market(int seconds) {
        return RandomSteps.of(7, START, seconds, 50_000_000, true);
    }

    /** Long enough for the windows of an hour; over midnight. */
    private static List<Step> longMarket(boolean sides) {
        return inEighths(RandomSteps.of(7, START + 5_400 * SECOND, 4_400, SECOND / 3, sides));
    }

    /** With trades of whole eighths of a bucket, so that now and then one is full where a trade ends. */
    private static List<Step> inEighths(List<Step> steps) {
        return steps.stream().map(step -> step.isTrade() ? Step.trade(step.timeNs(), step.price(),
            (step.quantity() / EIGHTH + 1) * EIGHTH, step.side()) : step).toList();
    }

    /** Nothing that comes later changes what was told: every column, bit for bit. */
    @Test
    void valuesAreTheSameWhereWhatComesLaterIsCutOff() {
        final Set<String> seen = new TreeSet<>();
        for (final boolean sides : new boolean[] {true, false}) {
            final FeaturesConfig config = FeaturesTwinTest.config(SECOND, BUCKET);
            final List<Step> steps = longMarket(sides);
            final Rows all = Rows.of(config, steps);
            for (final int part : sides ? new int[] {2, 3, 7} : new int[] {7}) {
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
        }
        assertEquals(FeatureColumns.SET.size(), seen.size());
    }

    /**
     * Who begins to look later sees the same once warm: every column, VPIN where the later look begins with a bucket,
     * the day's volume from midnight on. What forgets exponentially differs by what the law of forgetting leaves.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void valuesAreTheSameForWhoBeganLaterOnceTheyAreWarm(boolean sides) {
        final FeaturesConfig config = FeaturesTwinTest.config(SECOND, BUCKET);
        final List<Step> steps = longMarket(sides);
        final Rows all = Rows.of(config, steps);
        final int from = sides ? whereABucketBegins(steps) : whereAMinutesBucketBegins(steps);
        final Rows later = Rows.of(config, steps.subList(from, steps.size()));
        final Forgotten forgotten = new Forgotten(all, later);
        final long midnight = steps.get(0).timeNs() / DAY * DAY + DAY;
        final Map<String, Integer> compared = new HashMap<>();
        later.told.forEach((timeNs, row) -> {
            for (int i = 0; i < row.length; i++) {
                final String name = FeatureColumns.SET.columns().get(i).name();
                if (!Double.isNaN(row[i]) && (timeNs > midnight || !name.equals("cvd"))) {
                    forgotten.check(timeNs, i, name, row[i]);
                    compared.merge(name, 1, Integer::sum);
                }
            }
        });
        assertEquals(FeatureColumns.SET.size() - 1, compared.size(), "all but the VPIN of the other kind of market");
        assertTrue(compared.get(sides ? "vpin" : "vpin_bvc") > 200, compared::toString);
    }

    /** The first step behind so many seconds before which all trades are whole buckets together. */
    private static int whereABucketBegins(List<Step> steps) {
        long volume = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).timeNs() > steps.get(0).timeNs() + 97 * SECOND && volume % BUCKET_MANTISSA == 0) {
                return i;
            }
            volume += steps.get(i).quantity();
        }
        throw new AssertionError("no bucket begins with a trade");
    }

    /**
     * A minute's first step, from which on bulk volume fills the same buckets: the first 50 minutes are not classified,
     * since the deviation has that many changes, so what is classified less by then must be whole buckets.
     */
    private static int whereAMinutesBucketBegins(List<Step> steps) {
        final int warmUp = VpinFeature.BUCKETS;
        final long first = steps.get(0).timeNs() / MINUTE;
        final long[] volumes = new long[100];
        steps.forEach(step -> volumes[(int) (step.timeNs() / MINUTE - first)] += step.quantity());
        long less = 0;
        for (int later = 1; later < 20; later++) {
            less += volumes[later - 1 + warmUp];
            if (less % BUCKET_MANTISSA == 0) {
                final long from = (first + later) * MINUTE;
                return (int) steps.stream().takeWhile(step -> step.timeNs() < from).count();
            }
        }
        throw new AssertionError("no minute begins with a bucket");
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
