package io.escapement.engine.decision;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.OrderFlow;

import java.util.Arrays;

/**
 * Order flow imbalance: {@link OrderFlow} at the best prices over a window of event time, divided by the mean depth
 * there. The window is a ring of slots; it holds the slot of now and the whole ones before it.
 */
final class OrderFlowWindow {
    private final long slotNs;
    private final double[] flows;
    private final double[] depths;
    private final int[] updates;
    private long slot;
    private long startNs;
    private boolean started;
    private long bidPrice;
    private long bidQuantity;
    private long askPrice;
    private long askQuantity;

    OrderFlowWindow(long windowNs, int slots) {
        this.slotNs = windowNs / slots;
        this.flows = new double[slots];
        this.depths = new double[slots];
        this.updates = new int[slots];
    }

    /** Forgets everything: the book was away, and what happened meanwhile is not known. */
    void reset() {
        started = false;
        Arrays.fill(flows, 0);
        Arrays.fill(depths, 0);
        Arrays.fill(updates, 0);
    }

    /** Takes in the best bid and offer at a time; prices and quantities are mantissas. */
    void add(long bid, long bidSize, long ask, long askSize, long timeNs) {
        advance(timeNs);
        final int index = (int) (slot % flows.length);
        if (started) {
            flows[index] += OrderFlow.of(bidPrice, bidQuantity, askPrice, askQuantity, bid, bidSize, ask, askSize);
        } else {
            started = true;
            startNs = timeNs;
        }
        depths[index] += ((double) bidSize + askSize) / 2;
        updates[index]++;
        bidPrice = bid;
        bidQuantity = bidSize;
        askPrice = ask;
        askQuantity = askSize;
    }

    /** Whether the whole window has been seen. */
    boolean isFull(long timeNs) {
        return started && timeNs - startNs >= slotNs * flows.length;
    }

    /** The sum over the window, in quantity mantissas. */
    double sum() {
        double sum = 0;
        for (final double flow : flows) {
            sum += flow;
        }
        return sum;
    }

    /** The sum divided by mean depth: 1 is as much as usually stands at the best price. */
    double normalised(long timeNs) {
        advance(timeNs);
        double depth = 0;
        int count = 0;
        for (int i = 0; i < depths.length; i++) {
            depth += depths[i];
            count += updates[i];
        }
        return depth == 0 ? 0 : sum() * count / depth;
    }

    private void advance(long timeNs) {
        final long now = timeNs / slotNs;
        final long first = Math.max(slot + 1, now - flows.length + 1);
        for (long passed = first; passed <= now; passed++) {
            final int index = (int) (passed % flows.length);
            flows[index] = 0;
            depths[index] = 0;
            updates[index] = 0;
        }
        slot = Math.max(slot, now);
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, started);
        hash = Hashing.fold(hash, slot);
        hash = Hashing.fold(hash, startNs);
        hash = Hashing.fold(hash, bidPrice);
        hash = Hashing.fold(hash, bidQuantity);
        hash = Hashing.fold(hash, askPrice);
        hash = Hashing.fold(hash, askQuantity);
        for (int i = 0; i < flows.length; i++) {
            hash = Hashing.fold(hash, flows[i]);
            hash = Hashing.fold(hash, depths[i]);
            hash = Hashing.fold(hash, updates[i]);
        }
        return hash;
    }
}
