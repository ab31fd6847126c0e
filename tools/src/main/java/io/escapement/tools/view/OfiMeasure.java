package io.escapement.tools.view;

import io.escapement.engine.market.OrderFlow;
import io.escapement.engine.statistics.RollingRegression;

import java.util.Arrays;

/** Order flow and the mid of one instrument, from its quotes: sums over seconds, and what imbalance foretells. */
final class OfiMeasure {
    static final int FIFTHS = 5;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int TEN = 10;
    private static final int MOST_SECONDS = 1 << 17;

    private final RollingRegression ones = new RollingRegression(MOST_SECONDS);
    private final RollingRegression tens = new RollingRegression(MOST_SECONDS);
    private final long[] waiting = new long[FIFTHS];
    private final long[] ups = new long[FIFTHS];
    private final long[] moved = new long[FIFTHS];
    private boolean has;
    private long bid;
    private long bidSize;
    private long ask;
    private long askSize;
    private long endNs;
    private double flow;
    private double flowOfTen;
    private long mid;
    private long midOfTen;
    private int seconds;

    /** Takes the next quote; prices and sizes are mantissas. */
    void quote(long timeNs, long newBid, long newBidSize, long newAsk, long newAskSize) {
        if (!has) {
            has = true;
            endNs = timeNs + SECOND_NS;
            mid = newBid + newAsk;
            midOfTen = mid;
        } else {
            close(timeNs);
            flow += OrderFlow.of(bid, bidSize, ask, askSize, newBid, newBidSize, newAsk, newAskSize);
            foretold(newBid + newAsk - bid - ask);
        }
        bid = newBid;
        bidSize = newBidSize;
        ask = newAsk;
        askSize = newAskSize;
        waiting[(int) Math.min(FIFTHS - 1, (double) bidSize * FIFTHS / (bidSize + askSize))]++;
    }

    private void close(long nowNs) {
        while (nowNs >= endNs) {
            endNs += SECOND_NS;
            ones.add(flow, bid + ask - mid);
            mid = bid + ask;
            flowOfTen += flow;
            flow = 0;
            if (++seconds % TEN == 0) {
                tens.add(flowOfTen, mid - midOfTen);
                midOfTen = mid;
                flowOfTen = 0;
            }
        }
    }

    private void foretold(long move) {
        if (move == 0) {
            return;
        }
        for (int i = 0; i < FIFTHS; i++) {
            moved[i] += waiting[i];
            ups[i] += move > 0 ? waiting[i] : 0;
            waiting[i] = 0;
        }
    }

    long quotes() {
        return Arrays.stream(moved).sum();
    }

    double rOfOne() {
        return ones.rSquared();
    }

    double rOfTen() {
        return tens.rSquared();
    }

    double[] ups() {
        final double[] shares = new double[FIFTHS];
        for (int i = 0; i < FIFTHS; i++) {
            shares[i] = (double) ups[i] / moved[i];
        }
        return shares;
    }
}
