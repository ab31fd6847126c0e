package io.escapement.engine.consolidation;

import io.escapement.engine.market.Hashing;

/** What was last told of what there is to be earned between two books. Figures at -8, where nothing else is said. */
final class Opportunity {
    boolean open;
    /** Worst ask taken. */
    long buyPrice;
    /** Worst bid taken. */
    long sellPrice;
    long quantity;
    long grossProfit;
    long netProfit;
    /** Hundredths of a basis point of the notional bought. */
    long netBps;

    void take(Walk walk) {
        buyPrice = walk.buyPrice();
        sellPrice = walk.sellPrice();
        quantity = walk.quantity();
        grossProfit = walk.grossProfit();
        netProfit = walk.netProfit();
        netBps = walk.netBps();
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, open);
        if (open) {
            hash = Hashing.fold(hash, buyPrice);
            hash = Hashing.fold(hash, sellPrice);
            hash = Hashing.fold(hash, quantity);
            hash = Hashing.fold(hash, grossProfit);
            hash = Hashing.fold(hash, netProfit);
            hash = Hashing.fold(hash, netBps);
        }
        return hash;
    }
}
