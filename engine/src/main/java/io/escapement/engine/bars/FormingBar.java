package io.escapement.engine.bars;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.engine.market.Hashing;

/**
 * A bar that trades, or shorter bars, are still being added to. A sum that fits no long is {@link Money#OVERFLOW},
 * which the bar's field shows as missing.
 */
final class FormingBar {
    /** A number of trades that nobody told; the bar's field shows it as missing. */
    static final int UNKNOWN = BarEncoder.tradeCountNullValue();

    long openPrice;
    long highPrice;
    long lowPrice;
    long closePrice;
    long volume;
    long buyVolume;
    long notional;
    int tradeCount;
    int buyCount;
    int lateTradeCount;

    /** Makes it the bar of a time without trades: all four prices are the close before. */
    void clear(long lastPrice) {
        openPrice = lastPrice;
        highPrice = lastPrice;
        lowPrice = lastPrice;
        closePrice = lastPrice;
        volume = 0;
        buyVolume = 0;
        notional = 0;
        tradeCount = 0;
        buyCount = 0;
        lateTradeCount = 0;
    }

    void addTrade(long price, long quantity, long worth, boolean buy) {
        addPrices(price, price, price, price);
        volume = Money.add(volume, quantity);
        notional = Money.add(notional, worth);
        tradeCount++;
        if (buy) {
            buyVolume = Money.add(buyVolume, quantity);
            buyCount++;
        }
    }

    /** Adds the bar that comes next in time. */
    void addBar(FormingBar bar) {
        lateTradeCount += bar.lateTradeCount;
        if (bar.tradeCount == 0) {
            return;
        }
        addPrices(bar.openPrice, bar.highPrice, bar.lowPrice, bar.closePrice);
        volume = Money.add(volume, bar.volume);
        buyVolume = Money.add(buyVolume, bar.buyVolume);
        notional = Money.add(notional, bar.notional);
        tradeCount += bar.tradeCount;
        buyCount += bar.buyCount;
    }

    /** Makes it the same as another. */
    void copy(FormingBar bar) {
        openPrice = bar.openPrice;
        highPrice = bar.highPrice;
        lowPrice = bar.lowPrice;
        closePrice = bar.closePrice;
        volume = bar.volume;
        buyVolume = bar.buyVolume;
        notional = bar.notional;
        tradeCount = bar.tradeCount;
        buyCount = bar.buyCount;
        lateTradeCount = bar.lateTradeCount;
    }

    /** As {@link #addBar}, where both may be of the past, of which not everything is known. */
    void join(FormingBar bar) {
        final int late = lateTradeCount + bar.lateTradeCount;
        if (volume == 0) {
            copy(bar);
        } else if (bar.volume != 0) {
            highPrice = Math.max(highPrice, bar.highPrice);
            lowPrice = Math.min(lowPrice, bar.lowPrice);
            closePrice = bar.closePrice;
            volume = Money.add(volume, bar.volume);
            buyVolume = Money.add(buyVolume, bar.buyVolume);
            notional = Money.add(notional, bar.notional);
            tradeCount = sum(tradeCount, bar.tradeCount);
            buyCount = sum(buyCount, bar.buyCount);
        }
        lateTradeCount = late;
    }

    private static int sum(int a, int b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }

    private void addPrices(long open, long high, long low, long close) {
        if (tradeCount == 0) {
            openPrice = open;
            highPrice = high;
            lowPrice = low;
        } else {
            highPrice = Math.max(highPrice, high);
            lowPrice = Math.min(lowPrice, low);
        }
        closePrice = close;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, openPrice);
        hash = Hashing.fold(hash, highPrice);
        hash = Hashing.fold(hash, lowPrice);
        hash = Hashing.fold(hash, closePrice);
        hash = Hashing.fold(hash, volume);
        hash = Hashing.fold(hash, buyVolume);
        hash = Hashing.fold(hash, notional);
        hash = Hashing.fold(hash, tradeCount);
        hash = Hashing.fold(hash, buyCount);
        return Hashing.fold(hash, lateTradeCount);
    }
}
