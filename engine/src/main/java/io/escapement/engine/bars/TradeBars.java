package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarKind;
import io.escapement.engine.market.Hashing;

/**
 * Bars of one instrument or view that trades close, after Lopez de Prado, Advances in Financial Machine Learning,
 * ch. 2: one bar of one kind at a time, of the trades as they come, without those that are late for the bars of time. A
 * trade is never divided: the one that reaches the size is the last of its bar, with all it has, and the next bar
 * begins with nothing. Times do not go back: a trade that was overtaken counts at the time of the one that overtook it.
 *
 * <ul>
 *   <li>TICK: as many trades as the size
 *   <li>VOLUME: a quantity of the size or more
 *   <li>DOLLAR: money of the size or more, in the quote asset; a sum that no long holds closes the bar too
 *   <li>IMBALANCE: |theta| reaches the threshold. theta sums b over the bar's trades: b is 1 where the buyer was the
 *       aggressor, -1 where the seller was; where that is not known 1 or -1 as the price moved, and as before where it
 *       did not (the tick rule; 1 at first). The threshold is fixed when a bar begins: T x max(|B|, 1 / sqrt(T)), up to
 *       the next whole number. T and B are exponential means, of weight 2 / ({@value #SPAN} + 1), of the trades and of
 *       theta a trade in the bars before; T begins with the size and is kept within a quarter and four times of it, B
 *       begins with 0. The floor of 1 / sqrt(T) is ours: a balanced flow would make bars of one trade, since then B
 *       is 0; a random walk needs T trades to get as far as sqrt(T). What is told as the size is the threshold
 * </ul>
 */
final class TradeBars {
    private static final int SPAN = 20;
    private static final double WEIGHT = 2.0 / (SPAN + 1);
    private static final double MOST_DRIFT = 4;

    private final BarKind kind;
    private final long size;
    private final FormingBar bar = new FormingBar();
    private long openNs;
    private long lastNs;
    private int lateTrades;

    // Of imbalance
    private double expectedTrades;
    private double expectedImbalance;
    private long threshold;
    private long theta;
    private int lastSign = 1;
    private long lastPrice;

    TradeBars(BarKind kind, long size) {
        this.kind = kind;
        this.size = size;
        this.expectedTrades = size;
        this.threshold = kind == BarKind.IMBALANCE ? threshold() : size;
    }

    BarKind kind() {
        return kind;
    }

    /** Counts a trade that comes too late for the bars of time. */
    void countLate() {
        lateTrades++;
    }

    /** @param sign 1: the buyer was the aggressor, -1: the seller, 0: not known */
    void onTrade(long timeNs, long price, long quantity, long worth, int sign, BarListener listener) {
        lastNs = Math.max(lastNs, timeNs);
        if (bar.tradeCount == 0) {
            openNs = lastNs;
        }
        bar.addTrade(price, quantity, worth, sign > 0);
        if (kind == BarKind.IMBALANCE) {
            theta += direction(price, sign);
        }
        if (isFull()) {
            bar.lateTradeCount = lateTrades;
            lateTrades = 0;
            listener.onTradeBar(kind, openNs, lastNs, threshold, bar);
            if (kind == BarKind.IMBALANCE) {
                learn();
            }
            bar.clear(bar.closePrice);
        }
    }

    // A sum that overflowed is negative.
    private boolean isFull() {
        return switch (kind) {
            case TICK -> bar.tradeCount >= size;
            case VOLUME -> bar.volume >= size || bar.volume < 0;
            case DOLLAR -> bar.notional >= size || bar.notional < 0;
            default -> Math.abs(theta) >= threshold;
        };
    }

    private int direction(long price, int sign) {
        final int moved = lastPrice == 0 ? 0 : Long.compare(price, lastPrice);
        lastPrice = price;
        lastSign = sign != 0 ? sign : moved != 0 ? moved : lastSign;
        return lastSign;
    }

    private void learn() {
        final double imbalance = (double) theta / bar.tradeCount;
        expectedTrades += WEIGHT * (bar.tradeCount - expectedTrades);
        expectedTrades = Math.max(size / MOST_DRIFT, Math.min(size * MOST_DRIFT, expectedTrades));
        expectedImbalance += WEIGHT * (imbalance - expectedImbalance);
        threshold = threshold();
        theta = 0;
    }

    private long threshold() {
        return (long) Math.ceil(expectedTrades * Math.max(Math.abs(expectedImbalance), 1 / Math.sqrt(expectedTrades)));
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, openNs);
        hash = Hashing.fold(hash, lastNs);
        hash = Hashing.fold(hash, lateTrades);
        hash = Hashing.fold(hash, expectedTrades);
        hash = Hashing.fold(hash, expectedImbalance);
        hash = Hashing.fold(hash, threshold);
        hash = Hashing.fold(hash, theta);
        hash = Hashing.fold(hash, lastSign);
        hash = Hashing.fold(hash, lastPrice);
        return bar.hash(hash);
    }
}
