package io.escapement.engine.features;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.OrderFlow;
import io.escapement.engine.statistics.ExponentialMoments;
import io.escapement.engine.statistics.NormalDistribution;
import io.escapement.engine.statistics.RollingAutocorrelation;
import io.escapement.engine.statistics.RollingMoments;
import io.escapement.engine.statistics.RollingRegression;
import io.escapement.engine.statistics.RollingSum;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The numbers of quant.md section 3 and of micro_vectors.txt, as they are written there. */
class FeatureVectorsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;
    private static final double[] PRICES = {100, 100.1, 100, 100.1, 100.2, 100.1, 100.2, 100.1, 100};
    /** In tenths. */
    private static final long[][] QUOTES = {{1000, 5, 1001, 4}, {1000, 7, 1001, 4}, {1001, 2, 1002, 6},
        {1000, 9, 1002, 6}, {1000, 9, 1001, 3}, {1000, 4, 1001, 8}};

    private static void close(double expected, double actual) {
        assertEquals(expected, actual, Math.abs(expected) * 1e-12);
    }

    @Test
    void orderFlowOfTheSixQuotes() {
        final List<Double> flows = new ArrayList<>();
        for (int i = 1; i < QUOTES.length; i++) {
            final long[] was = QUOTES[i - 1];
            final long[] is = QUOTES[i];
            flows.add(OrderFlow.of(was[0], was[1], was[2], was[3], is[0], is[1], is[2], is[3]));
        }
        assertEquals(List.of(2.0, 6.0, -2.0, -3.0, -10.0), flows);
        assertEquals(-7, flows.stream().mapToDouble(Double::doubleValue).sum());
    }

    @Test
    void orderFlowAndWeightedMidThroughTheStage() {
        final List<Step> steps = new ArrayList<>();
        steps.add(Step.quote(START, QUOTES[0][0], QUOTES[0][1], QUOTES[0][2], QUOTES[0][3]));
        steps.add(Step.timer(START + SECOND));
        for (int i = 1; i < QUOTES.length; i++) {
            final long[] q = QUOTES[i];
            steps.add(Step.quote(START + SECOND + i, q[0], q[1], q[2], q[3]));
        }
        steps.add(Step.timer(START + 2 * SECOND));
        final Rows rows = new Rows(FeaturesConfig.usual(), START, -1, 0).play(steps);
        final double mid = rows.at(START + SECOND, "mid");
        close(100.05, mid);
        close(100.05555555555554, mid + rows.at(START + SECOND, "wmid_dev") * 0.1);
        close(-7, rows.last("ofi_1s"));
        close(-7, rows.last("mlofi_1"));
        close(1.0 / 9, rows.at(START + SECOND, "imb1"));
        assertTrue(Double.isNaN(rows.last("ofi_5s")) && Double.isNaN(rows.last("mlofi_2")));
    }

    @Test
    void weightedMids() {
        final double[][] vectors = {{5, 4, 100.05555555555554}, {7, 4, 100.06363636363636}, {2, 6, 100.12499999999999}};
        final double[] bids = {100, 100, 100.1};
        for (int i = 0; i < vectors.length; i++) {
            final double imbalance = QuoteFeature.imbalance(vectors[i][0], vectors[i][1]);
            close(vectors[i][2], bids[i] + 0.05 + imbalance / 2 * 0.1);
        }
    }

    @Test
    void vpinOfSevenTrades() {
        final VolumeBuckets buckets = new VolumeBuckets(4);
        buckets.volume(10);
        for (final int trade : new int[] {4, -3, 8, 2, -12, 5, -6}) {
            assertTrue(Double.isNaN(buckets.vpin()));
            buckets.add(Math.max(0, trade), Math.max(0, -trade));
        }
        close(0.45, buckets.vpin());
    }

    @Test
    void aTradeOfManyBucketsIsBoundedWork() {
        final VolumeBuckets buckets = new VolumeBuckets(4);
        buckets.volume(10);
        buckets.add(4, 0);
        buckets.add(0, 1e15 + 3);
        close(1, buckets.vpin());
        buckets.add(3, 0);
        close((3 * 1 + 0.4) / 4, buckets.vpin());
    }

    @Test
    void theTableOfPhi() {
        close(0.022750131948179195, NormalDistribution.cumulative(-2));
        close(0.15865525393145707, NormalDistribution.cumulative(-1));
        close(0.5, NormalDistribution.cumulative(0));
        close(0.6914624612740131, NormalDistribution.cumulative(0.5));
        close(0.8413447460685429, NormalDistribution.cumulative(1));
    }

    @Test
    void kyleOfFivePairs() {
        final RollingRegression kyle = new RollingRegression(5);
        final SimpleRegression other = new SimpleRegression();
        final double[] changes = {0.1, 0.05, -0.08, 0.12, -0.02};
        final double[] volumes = {200, 100, -150, 250, -60};
        for (int i = 0; i < changes.length; i++) {
            kyle.add(volumes[i], changes[i]);
            other.addData(volumes[i], changes[i]);
        }
        close(0.0004904745410460686, kyle.slope());
        close(other.getRSquare(), kyle.rSquared());
        close(other.getSlope() / other.getSlopeStdErr(), kyle.slopeT());
    }

    @Test
    void rollOfNinePrices() {
        final RollFeature roll = new RollFeature(8);
        final Top top = new Top(FeaturesStageTest.instrument(-1, 0));
        for (final double price : PRICES) {
            roll.onTrade(top, START, Math.round(price * 10), 1, 1);
        }
        final double[] value = new double[1];
        roll.write(START, top, value, 0);
        close(0.12777531299999342, value[0]);
    }

    @Test
    void variancesAndAutocorrelationOfNinePrices() {
        final RollingSum squares = new RollingSum(8);
        final RollingSum products = new RollingSum(7);
        final RollingAutocorrelation serial = new RollingAutocorrelation(8, 1);
        double last = Double.NaN;
        for (int i = 1; i < PRICES.length; i++) {
            final double change = StrictMath.log(PRICES[i] / PRICES[i - 1]);
            squares.add(change * change);
            if (i > 1) {
                products.add(Math.abs(change * last));
            }
            serial.add(change);
            last = change;
        }
        close(7.98403127211274e-06, squares.sum(0));
        close(1.0972058461665538e-05, Math.PI / 2 * products.sum(0));
        assertEquals(-0.37487524963599883, serial.at(1), 1e-10);
    }

    @Test
    void welfordAndExponentialMoments() {
        final RollingMoments moments = new RollingMoments(4);
        for (final double value : new double[] {4, 7, 13, 16}) {
            moments.add(1e9 + value);
        }
        close(1000000010.0, moments.mean());
        close(22.5, moments.variance(0));
        close(30, moments.variance(1));
        final ExponentialMoments decaying = new ExponentialMoments();
        for (final double value : new double[] {1, 2, 4, 8}) {
            decaying.add(value, 0.1);
        }
        close(2.051, decaying.mean());
        close(4.686399000000001, decaying.variance());
    }

    @Test
    void hawkesAndDecayOfFourTrades() {
        final HawkesTerms terms = new HawkesTerms(0.5, 0.8, 1.2);
        final Decay excited = new Decay(terms.decayPerSecond());
        final Decay rate = new Decay(1);
        final double[] expected = {0.5, 1.058141060856825, 1.7045630628186386, 1.0354895590956468};
        final double[] times = {0, 0.3, 0.4, 1.5};
        for (int i = 0; i < times.length; i++) {
            final long timeNs = START + Math.round(times[i] * 1e9);
            close(expected[i], terms.base() + terms.jump() * excited.at(timeNs));
            excited.add(timeNs, 1);
            rate.add(timeNs, 1);
        }
        close(1.8571954557587116, rate.at(START + 1_500_000_000L));
    }

    @Test
    void hawkesMustBeStationary() {
        assertThrows(IllegalArgumentException.class, () -> new HawkesTerms(0.5, 1.2, 1.2));
        assertThrows(IllegalArgumentException.class, () -> new HawkesTerms(-1, 0.8, 1.2));
        assertThrows(IllegalArgumentException.class, () -> new HawkesTerms(0.5, 0.8, Double.NaN));
    }

    @Test
    void theDayBeforeMakesVpinsBuckets() {
        final long midnight = START - Math.floorMod(START, Days.DAY_NS) + Days.DAY_NS;
        final List<Step> steps = new ArrayList<>();
        steps.add(Step.trade(midnight - SECOND, 1000, 7, Side.BUY));
        for (int hour = 0; hour < 24; hour++) {
            steps.add(Step.trade(midnight + hour * 3600 * SECOND + 1, 1000, 250, Side.SELL));
        }
        final long next = midnight + Days.DAY_NS;
        // 6000 a day: buckets of 120. 49 of them sold, then one bought.
        steps.add(Step.trade(next + 1, 1000, 49 * 120, Side.SELL));
        steps.add(Step.timer(next + SECOND));
        steps.add(Step.trade(next + SECOND + 1, 1000, 60, Side.SELL));
        steps.add(Step.trade(next + SECOND + 2, 1000, 60, Side.BUY));
        steps.add(Step.timer(next + 2 * SECOND));
        final Rows rows = new Rows(FeaturesConfig.usual(), midnight - 2 * SECOND, -1, 0).play(steps);
        assertTrue(Double.isNaN(rows.at(next, "vpin")) && Double.isNaN(rows.at(next + SECOND, "vpin")));
        close(49.0 / 50, rows.at(next + 2 * SECOND, "vpin"));
        close(-6000, rows.at(next, "cvd"));
        close(-49 * 120.0, rows.at(next + 2 * SECOND, "cvd"));
        close(1, rows.at(next, "tod_cos"));
    }

    @Test
    void theConfigMakesVpinsBuckets() {
        final FeaturesConfig config = new FeaturesConfig(EnumSet.of(FeatureGroup.VPIN), SECOND, 16, List.of(
            new InstrumentTerms(Venue.BINANCE, "ETHUSDT", new BigDecimal("0.5"), List.of(), null, null)));
        final List<Step> steps = new ArrayList<>();
        final int[] trades = new int[50];
        Arrays.fill(trades, 500);
        for (int i = 0; i < trades.length; i++) {
            steps.add(Step.trade(START + i, 1000, trades[i], i < 25 ? Side.BUY : Side.SELL));
        }
        steps.add(Step.timer(START + SECOND));
        close(1, new Rows(config, START, -1, -3).play(steps).last("vpin"));
    }
}
