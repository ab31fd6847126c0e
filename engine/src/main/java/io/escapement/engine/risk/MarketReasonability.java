package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Quote;

/**
 * Row 18: no order on a market that cannot be right: locked or crossed, jumped away from its own past while the other
 * venues stayed, or far from all of them.
 */
final class MarketReasonability implements Control {
    private final Peers peers;

    MarketReasonability(Peers peers) {
        this.peers = peers;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.MARKET_DATA_REASONABILITY;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final Quote quote = order.quote();
        if (!quote.isLive()) {
            // Whether there is a reference at all is the next control's question.
            return quote.bidPrice() <= 0 || quote.askPrice() <= 0 || quote.bidPrice() < quote.askPrice()
                || denies(denial, Scope.NONE, 0, quote.bidPrice() - quote.askPrice());
        }
        final Jumps jumps = order.market.jumps;
        if (jumps.isDoubted()) {
            final long limit = order.tightest(Bound.JUMP);
            return denies(denial, order.scope(), limit, jumps.jumpBps());
        }
        final long limit = order.tightest(Bound.DEVIATION);
        if (limit == Bounds.NONE) {
            return true;
        }
        final long deviation = peers.deviationBps(order.market);
        return deviation <= limit || denies(denial, order.scope(), limit, deviation);
    }

    private static boolean denies(Denial denial, int scope, long limit, long seen) {
        return denial.because(RiskRule.MARKET_DATA_REASONABILITY, scope, limit, seen);
    }
}
