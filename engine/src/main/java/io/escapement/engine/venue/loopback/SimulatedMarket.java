package io.escapement.engine.venue.loopback;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One simulated order book, moved by single actions: an order that rests, a cancel, or an incoming order that takes.
 * A hidden imbalance that reverts to zero leans the flow to one side for some seconds at a time, and so the mid walks.
 * Prices count ticks, quantities count lots; doubles are used for chances only.
 */
final class SimulatedMarket {
    /** Hears of trades while an action runs. */
    interface TradeListener {
        void onTrade(long priceTicks, long lots, boolean buyerIsMaker);
    }

    /** Per action: at 200 actions a second the imbalance forgets itself within about ten seconds. */
    private static final double IMBALANCE_REVERSION = 0.0005;
    private static final double IMBALANCE_NOISE = 0.02;
    private static final double TRADE_SHARE = 0.10;
    private static final double CANCEL_SHARE = 0.43;
    /** How deep beyond the best price an order rests, on average, in basis points of the price. */
    private static final double MEAN_DEPTH = 0.00015;
    private static final double MEAN_NOTIONAL = 8_000;

    private final SplitMix random;
    private final TradeListener trades;
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private final TreeSet<Long> changedBids = new TreeSet<>(Comparator.reverseOrder());
    private final TreeSet<Long> changedAsks = new TreeSet<>();
    private final int levelCount;
    private final long startTicks;
    private final double meanDepthTicks;
    private final double meanLots;
    private double imbalance;

    SimulatedMarket(final SimulatedSymbol symbol, final int levelCount, final SplitMix random,
        final TradeListener trades) {
        this.random = random;
        this.trades = trades;
        this.levelCount = levelCount;
        this.startTicks = symbol.price() / symbol.tick();
        this.meanDepthTicks = Math.max(3, startTicks * MEAN_DEPTH);
        final double price = (double) symbol.price() / DecimalText.ONE;
        final double quoteInUsd = symbol.quote().contains("USD") ? 1 : 60_000;
        this.meanLots = Math.max(2, MEAN_NOTIONAL / (price * quoteInUsd) / ((double) symbol.lot() / DecimalText.ONE));
        refill(bids, changedBids, startTicks - 1, -1);
        refill(asks, changedAsks, startTicks + 1, 1);
        clearChanges();
    }

    NavigableMap<Long, Long> bids() {
        return bids;
    }

    NavigableMap<Long, Long> asks() {
        return asks;
    }

    /** Bid levels changed since {@link #clearChanges()}, best first. */
    TreeSet<Long> changedBids() {
        return changedBids;
    }

    /** Ask levels changed since {@link #clearChanges()}, best first. */
    TreeSet<Long> changedAsks() {
        return changedAsks;
    }

    void clearChanges() {
        changedBids.clear();
        changedAsks.clear();
    }

    /** One action; it changes one level at least. */
    void act() {
        // Far from where it began the market leans back, so that a long run keeps its prices plausible.
        final double away = (double) (bids.firstKey() - startTicks) / startTicks;
        imbalance += IMBALANCE_NOISE * random.nextNormal() - IMBALANCE_REVERSION * imbalance - 0.002 * away;
        imbalance = Math.max(-1, Math.min(1, imbalance));
        final boolean upward = random.nextDouble() < 0.5 + 0.3 * imbalance;
        final double choice = random.nextDouble();
        if (choice < TRADE_SHARE) {
            take(upward);
        } else if (choice < TRADE_SHARE + CANCEL_SHARE) {
            cancel(!upward);
        } else {
            rest(upward);
        }
        refill(bids, changedBids, asks.firstKey() - 1, -1);
        refill(asks, changedAsks, bids.firstKey() + 1, 1);
    }

    private void take(final boolean buy) {
        final NavigableMap<Long, Long> side = buy ? asks : bids;
        long lots = lots(0.6);
        while (lots > 0 && side.size() > 1) {
            final var best = side.firstEntry();
            final long filled = Math.min(lots, best.getValue());
            trades.onTrade(best.getKey(), filled, !buy);
            set(!buy, best.getKey(), best.getValue() - filled);
            lots -= filled;
        }
    }

    private void cancel(final boolean bid) {
        final NavigableMap<Long, Long> side = bid ? bids : asks;
        long price = side.firstKey();
        for (int steps = (int) random.nextExponential(4); steps > 0 && side.higherKey(price) != null; steps--) {
            price = side.higherKey(price);
        }
        final long lots = side.get(price);
        set(bid, price, random.nextDouble() < 0.4 && side.size() > 1 ? 0 : Math.max(1, lots - lots(0.5)));
    }

    private void rest(final boolean bid) {
        final long best = bid ? bids.firstKey() : asks.firstKey();
        final long spread = asks.firstKey() - bids.firstKey();
        final int outward = bid ? -1 : 1;
        final long price;
        if (spread > 1 && random.nextDouble() < 0.6) {
            price = best - outward * (1 + (long) (random.nextDouble() * (spread - 1)));
        } else if (random.nextDouble() < 0.4) {
            price = best;
        } else {
            price = best + outward * (1 + (long) random.nextExponential(meanDepthTicks));
        }
        if (price > 0) {
            set(bid, price, (bid ? bids : asks).getOrDefault(price, 0L) + lots(1));
        }
    }

    /** Keeps a side at its number of levels: far levels are added where some are missing and dropped where too many. */
    private void refill(final NavigableMap<Long, Long> side, final TreeSet<Long> changed, final long inner,
        final int outward) {
        while (side.size() < levelCount) {
            final long from = side.isEmpty() ? inner : side.lastKey() + outward;
            final long price = from + outward * (long) random.nextExponential(meanDepthTicks / 10);
            if (price <= 0) {
                return;
            }
            side.put(price, lots(1.5));
            changed.add(price);
        }
        while (side.size() > levelCount + 20) {
            changed.add(side.pollLastEntry().getKey());
        }
    }

    private void set(final boolean bid, final long price, final long lots) {
        final NavigableMap<Long, Long> side = bid ? bids : asks;
        if (lots == 0) {
            side.remove(price);
        } else {
            side.put(price, lots);
        }
        (bid ? changedBids : changedAsks).add(price);
    }

    private long lots(final double factor) {
        return 1 + (long) random.nextExponential(meanLots * factor);
    }
}
