package io.escapement.engine.paper;

import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the simulated venue behaves.
 *
 * @param latency          the way there and back
 * @param queue            what shrinking levels say about the queue before us
 * @param queuePower       of the power model: 1 to 10
 * @param makerFeeBps      basis points of the notional, at most four decimals; negative is a rebate
 * @param takerFeeBps      likewise
 * @param fullPassiveFills a print through our price, or a quote that reaches it, fills all of our order whatever its
 *                         size; false: no more than was printed or displayed
 * @param bounds           how much is held ready
 * @param feeAsset         what fees are paid in
 */
public record PaperConfig(
    Latency latency,
    Queue queue,
    int queuePower,
    BigDecimal makerFeeBps,
    BigDecimal takerFeeBps,
    boolean fullPassiveFills,
    Bounds bounds,
    FeeAsset feeAsset) {

    /** A rate's mantissa at exponent -8 for one basis point. */
    private static final BigDecimal RATE_PER_BPS = BigDecimal.valueOf(10_000);
    private static final BigDecimal MAX_FEE_BPS = BigDecimal.valueOf(1_000);

    /** Fees in the quote asset. */
    public PaperConfig(Latency latency, Queue queue, int queuePower, BigDecimal makerFeeBps, BigDecimal takerFeeBps,
        boolean fullPassiveFills, Bounds bounds) {
        this(latency, queue, queuePower, makerFeeBps, takerFeeBps, fullPassiveFills, bounds, FeeAsset.QUOTE);
    }

    /** What fees are paid in: the quote asset, or, at spot venues, whatever a fill brings. */
    public enum FeeAsset {
        QUOTE, RECEIVED
    }

    /** What V8 of the package's rules may be. */
    public enum Queue {
        RISK_AVERSE, POWER, LOGARITHM
    }

    /**
     * Latencies in nanoseconds.
     *
     * @param file       recorded rows, see {@link LatencyRows}; null: constant
     * @param entryNs    constant, to the venue
     * @param responseNs constant, back
     * @param jitterNs   the most that is added to either way, drawn from the order's id
     * @param seed       of the jitter
     */
    public record Latency(Path file, long entryNs, long responseNs, long jitterNs, long seed) {
        private void check(Problems problems) {
            problems.range("latency.entryNs", entryNs, 0, RecordedLatency.MAX_LATENCY_NS, 1_000_000);
            problems.range("latency.responseNs", responseNs, 0, RecordedLatency.MAX_LATENCY_NS, 1_000_000);
            problems.range("latency.jitterNs", jitterNs, 0, RecordedLatency.MAX_LATENCY_NS, 250_000);
        }
    }

    /**
     * Bounds; what goes beyond is rejected with RATE_LIMIT.
     *
     * @param maxInstruments      highest instrument id
     * @param maxOrdersPerSide    our resting orders on one side of one instrument
     * @param maxOrders           our orders altogether, until their last report has been handed over
     * @param maxCommandsUnderWay orders and cancels that have not arrived
     * @param maxReportsUnderWay  reports that have not been collected: beyond it the venue fails, a report is not lost
     */
    public record Bounds(int maxInstruments, int maxOrdersPerSide, int maxOrders, int maxCommandsUnderWay,
        int maxReportsUnderWay) {
        /** Room for a few hundred orders at the same time, in about 2 MiB. */
        public static final Bounds DEFAULT = new Bounds(1_024, 200, 1_024, 1_024, 8_192);

        private void check(Problems problems) {
            problems.range("bounds.maxInstruments", maxInstruments, 1, 100_000, DEFAULT.maxInstruments);
            problems.range("bounds.maxOrdersPerSide", maxOrdersPerSide, 1, 10_000, DEFAULT.maxOrdersPerSide);
            problems.range("bounds.maxOrders", maxOrders, 1, 1_000_000, DEFAULT.maxOrders);
            problems.range("bounds.maxCommandsUnderWay", maxCommandsUnderWay, 1, 1_000_000,
                DEFAULT.maxCommandsUnderWay);
            problems.range("bounds.maxReportsUnderWay", maxReportsUnderWay, 16, 1_000_000,
                DEFAULT.maxReportsUnderWay);
        }
    }

    /** What is wrong, each with key, value, what was expected and an example; empty when nothing is. */
    public List<String> problems() {
        final Problems problems = new Problems();
        latency.check(problems);
        if (queue == null) {
            problems.add("queue", null, "one of risk-averse power logarithm", "risk-averse");
        }
        problems.range("queuePower", queuePower, 1, 10, 3);
        problems.fee("makerFeeBps", makerFeeBps, "-0.5");
        problems.fee("takerFeeBps", takerFeeBps, "7.5");
        bounds.check(problems);
        return problems.found;
    }

    /**
     * The latency model.
     *
     * @throws IOException              if the file of recorded rows cannot be read
     * @throws IllegalArgumentException if it holds something else
     */
    public LatencyModel latencyModel() throws IOException {
        final LatencyModel model = latency.file == null
            ? new ConstantLatency(latency.entryNs, latency.responseNs)
            : LatencyRows.read(latency.file);
        return latency.jitterNs == 0 ? model : new JitteredLatency(model, latency.jitterNs, latency.seed);
    }

    QueueModel queueModel(int quantityExponent) {
        return switch (queue) {
            case RISK_AVERSE -> QueueModel.RISK_AVERSE;
            case POWER -> ProbabilityQueue.power(queuePower, quantityExponent);
            case LOGARITHM -> ProbabilityQueue.logarithm(quantityExponent);
        };
    }

    Fees fees(Instrument instrument) {
        return new Fees(rate(makerFeeBps), rate(takerFeeBps), instrument.priceExponent(),
            instrument.quantityExponent(), instrument.contractSize());
    }

    private static long rate(BigDecimal bps) {
        return bps.multiply(RATE_PER_BPS).longValueExact();
    }

    private static final class Problems {
        private final List<String> found = new ArrayList<>();

        void add(String key, Object value, String expected, String example) {
            found.add(key + ": is " + value + "; expected " + expected + ", e.g. " + example);
        }

        void range(String key, long value, long min, long max, long example) {
            if (value < min || value > max) {
                add(key, value, "a whole number from " + min + " to " + max, String.valueOf(example));
            }
        }

        void fee(String key, BigDecimal value, String example) {
            if (value == null || value.abs().compareTo(MAX_FEE_BPS) > 0 || value.stripTrailingZeros().scale() > 4) {
                add(key, value, "basis points from -" + MAX_FEE_BPS + " to " + MAX_FEE_BPS
                    + " with at most 4 decimals", example);
            }
        }
    }
}
