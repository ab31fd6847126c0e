package io.escapement.engine.paper;

import java.util.Arrays;

/**
 * Latencies interpolated from recorded rows (request sent, taken by the exchange, answer received): the way there by
 * the time of the request, the way back by the time at the exchange. Before the first row and after the last one,
 * that row's latency. Rounded down; the position between two rows is taken to 27 bits, which keeps the product in 64.
 */
public final class RecordedLatency implements LatencyModel {
    /** The longest latency that a row may show: one minute. */
    public static final long MAX_LATENCY_NS = 60_000_000_000L;
    private static final int POSITION_BITS = 27;

    private final long[] requestNs;
    private final long[] exchangeNs;
    private final long[] entryNs;
    private final long[] returnNs;

    /**
     * The rows, all of one length, in the order of their requests; epoch nanoseconds. Copied.
     *
     * @throws IllegalArgumentException naming the first row that is out of order or impossible
     */
    public RecordedLatency(long[] requestNs, long[] exchangeNs, long[] responseNs) {
        final int rows = requestNs.length;
        if (rows == 0 || exchangeNs.length != rows || responseNs.length != rows) {
            throw new IllegalArgumentException("expected as many request, exchange and response times, at least one,"
                + " got " + rows + ", " + exchangeNs.length + " and " + responseNs.length);
        }
        this.requestNs = requestNs.clone();
        this.exchangeNs = exchangeNs.clone();
        this.entryNs = new long[rows];
        this.returnNs = new long[rows];
        for (int i = 0; i < rows; i++) {
            entryNs[i] = latency(i, "request", requestNs[i], "exchange", exchangeNs[i]);
            returnNs[i] = latency(i, "exchange", exchangeNs[i], "response", responseNs[i]);
            if (i > 0 && (requestNs[i] <= requestNs[i - 1] || exchangeNs[i] < exchangeNs[i - 1])) {
                throw new IllegalArgumentException("row " + (i + 1) + ": request times must rise from row to row and"
                    + " exchange times must not fall");
            }
        }
    }

    private static long latency(int row, String from, long fromNs, String to, long toNs) {
        if (fromNs < 0 || toNs < fromNs || toNs - fromNs > MAX_LATENCY_NS) {
            throw new IllegalArgumentException("row " + (row + 1) + ": " + to + " time " + toNs
                + " must be from 0 to " + MAX_LATENCY_NS + " ns after the " + from + " time " + fromNs);
        }
        return toNs - fromNs;
    }

    @Override
    public long orderEntryNs(long requestTimeNs, long clientOrderId) {
        return interpolate(requestNs, entryNs, requestTimeNs);
    }

    @Override
    public long responseNs(long exchangeTimeNs, long clientOrderId) {
        return interpolate(exchangeNs, returnNs, exchangeTimeNs);
    }

    private static long interpolate(long[] times, long[] latencies, long timeNs) {
        final int last = times.length - 1;
        if (timeNs <= times[0]) {
            return latencies[0];
        }
        if (timeNs >= times[last]) {
            return latencies[last];
        }
        final int found = Arrays.binarySearch(times, timeNs);
        if (found >= 0) {
            return latencies[found];
        }
        final int after = -found - 1;
        final long span = times[after] - times[after - 1];
        final int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - POSITION_BITS);
        final long position = (timeNs - times[after - 1]) >> shift;
        final long change = latencies[after] - latencies[after - 1];
        return latencies[after - 1] + Math.floorDiv(change * position, span >> shift);
    }
}
