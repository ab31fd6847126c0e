package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;

/** Compares one venue's mid with those of the same thing at other venues. */
final class Peers {
    /**
     * Distance of the market's mid from the nearest other venue's, hundredths of a percent rounded up; 0 where no other
     * venue has a live book that can be believed, or the numbers cannot be compared.
     */
    long deviationBps(InstrumentRisk market) {
        final long ours = normal(market);
        long nearest = Long.MAX_VALUE;
        for (final InstrumentRisk peer : market.peers) {
            if (!peer.quote.isLive() || peer.jumps.isDoubted()) {
                continue;
            }
            final long theirs = normal(peer);
            if (theirs > 0 && ours > 0) {
                nearest = Math.min(nearest, Jumps.distanceBps(ours, theirs));
            }
        }
        return nearest == Long.MAX_VALUE ? 0 : nearest;
    }

    /** Whether another venue's mid is within so many hundredths of a percent. */
    boolean agree(InstrumentRisk market, long limitBps) {
        final long ours = normal(market);
        for (final InstrumentRisk peer : market.peers) {
            if (peer.quote.isLive() && !peer.jumps.isDoubted() && ours > 0
                && Jumps.distanceBps(ours, normal(peer)) <= limitBps) {
                return true;
            }
        }
        return false;
    }

    /** Twice the mid at one exponent for all; not positive where it does not fit. */
    private static long normal(InstrumentRisk market) {
        return Money.rescale(market.quote.bidPrice() + market.quote.askPrice(), market.instrument.priceExponent(),
            Money.EXPONENT, Rounding.TRUNCATE);
    }
}
