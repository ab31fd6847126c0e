package io.escapement.engine.features;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

/**
 * Trades split over buckets of equal volume, and how far bought and sold volume in the last of them are apart: VPIN
 * after Easley, Lopez de Prado and O'Hara, Review of Financial Studies 25(5). Allocates nothing.
 */
final class VolumeBuckets {
    private final int buckets;
    private final RollingSum imbalances;
    private double volume;
    private double bought;
    private double sold;

    VolumeBuckets(int buckets) {
        this.buckets = buckets;
        this.imbalances = new RollingSum(buckets);
    }

    /** Buckets are this large from now on; the one that is open begins anew. Not above 0: there are none. */
    void volume(double ofBucket) {
        volume = ofBucket;
        bought = 0;
        sold = 0;
    }

    boolean hasVolume() {
        return volume > 0;
    }

    /** Adds volume, of which each bucket gets as much bought and sold as there is in it. */
    void add(double buy, double sell) {
        double left = buy + sell;
        if (volume <= 0 || left <= 0) {
            return;
        }
        final double share = buy / left;
        int closed = 0;
        while (bought + sold + left >= volume) {
            final double taken = volume - bought - sold;
            bought += share * taken;
            sold += (1 - share) * taken;
            left -= taken;
            close();
            if (++closed > buckets) {
                // All buckets are now of this trade alone; further ones are the same.
                left %= volume;
            }
        }
        bought += share * left;
        sold += (1 - share) * left;
    }

    private void close() {
        imbalances.add(Math.abs(bought - sold) / volume);
        bought = 0;
        sold = 0;
    }

    void clear() {
        imbalances.clear();
        bought = 0;
        sold = 0;
    }

    /** The mean over the last buckets; NaN before there are as many. */
    double vpin() {
        return imbalances.isFull(0) ? imbalances.sum(0) / buckets : Double.NaN;
    }

    long hash(long seed) {
        return Hashing.fold(Hashing.fold(Hashing.fold(imbalances.hash(seed), volume), bought), sold);
    }
}
