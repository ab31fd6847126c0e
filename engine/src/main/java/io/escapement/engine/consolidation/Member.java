package io.escapement.engine.consolidation;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.Hashing;

/** One instrument's book as its view sees it. */
final class Member {
    final int id;
    final Venue venue;
    final View view;
    /** Its place among the view's books. */
    final int place;
    final int weight;
    final boolean hasFee;
    final int takerFee;
    final Levels bids;
    final Levels asks;

    Conversion conversion;
    /** What the conversion was made of, so that a redefinition is noticed. */
    long grid;
    long contractSize;

    /** Whether its levels are in the view. */
    boolean inside;
    /** Its book is LIVE, and holds a number that -8 cannot. */
    boolean refused;
    /** Its best prices in the view; 0 and the greatest long where it has none, so that they promise nothing. */
    long bestBid;
    long bestAsk = Long.MAX_VALUE;
    /** How many opportunities of buying or selling here are open. */
    int opportunities;
    /** All its sizes, summed and multiplied by its weight: 128 bits. */
    long weightedHigh;
    long weightedLow;

    // Within one record
    boolean doubted;
    boolean listed;
    boolean changed;

    Member(int id, Venue venue, View view, int place, ConsolidationConfig config) {
        this.id = id;
        this.venue = venue;
        this.view = view;
        this.place = place;
        weight = config.venues().weight(venue);
        hasFee = config.venues().hasTakerFee(venue);
        takerFee = config.venues().takerFee(venue);
        bids = new Levels(config.depth());
        asks = new Levels(config.depth());
    }

    boolean hasTwoSides() {
        return inside && !bids.isEmpty() && !asks.isEmpty();
    }

    /** Sums the sizes of both sides; false if the sum fits no long. */
    static long size(Levels bids, Levels asks) {
        long sum = 0;
        for (int i = 0; i < bids.count(); i++) {
            sum = Money.add(sum, bids.quantity(i));
        }
        for (int i = 0; i < asks.count(); i++) {
            sum = Money.add(sum, asks.quantity(i));
        }
        return sum;
    }

    /** Takes these levels into the view in the place of those it had. */
    void enter(Levels newBids, Levels newAsks, long size) {
        inside = true;
        changed = true;
        weightedHigh = Math.multiplyHigh(size, weight);
        weightedLow = size * weight;
        if (!bids.isSame(newBids)) {
            view.bids.replace(id, bids, newBids);
            bids.copy(newBids);
            bestBid = bids.isEmpty() ? 0 : bids.price(0);
        }
        if (!asks.isSame(newAsks)) {
            view.asks.replace(id, asks, newAsks);
            asks.copy(newAsks);
            bestAsk = asks.isEmpty() ? Long.MAX_VALUE : asks.price(0);
        }
    }

    /** Takes everything of this book out of the view. */
    void leave() {
        inside = false;
        changed = true;
        weightedHigh = 0;
        weightedLow = 0;
        view.bids.replace(id, bids, Levels.NONE);
        view.asks.replace(id, asks, Levels.NONE);
        bids.clear();
        asks.clear();
        bestBid = 0;
        bestAsk = Long.MAX_VALUE;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, id);
        hash = Hashing.fold(hash, grid);
        hash = Hashing.fold(hash, contractSize);
        hash = Hashing.fold(hash, inside);
        hash = Hashing.fold(hash, refused);
        return asks.hash(bids.hash(hash));
    }
}
