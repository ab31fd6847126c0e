package io.escapement.engine.bars;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.market.Hashing;

/**
 * A bar that trades, or shorter bars, are still being added to. A sum that fits no long is {@link Money#OVERFLOW},
 * which the bar's field shows as missing.
 */
final class FormingBar {
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
