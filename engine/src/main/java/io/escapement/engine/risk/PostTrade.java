package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.Corrections;
import io.escapement.engine.pipeline.Slot;

/**
 * Row 24 after the trade: what the venue says of positions, orders and fees against what we have. What reconciling
 * finds and can explain, fills and ends that we missed while we were away, goes on; anything else halts trading until a
 * person has looked: then our exposure was not what we thought.
 */
final class PostTrade {
    /** Nobody takes a fee of more than this share of a fill, nor gives back more than a tenth of it. */
    private static final long MOST_FEE_BPS = 500;
    private static final int BPS_EXPONENT = -4;

    private final Markets markets;
    private final Reins reins;

    PostTrade(Markets markets, Reins reins) {
        this.markets = markets;
        this.reins = reins;
    }

    /** Looks at what the last event corrected. */
    void onCorrections(Slot slot, Corrections corrections) {
        for (int i = 0; i < corrections.count(); i++) {
            final OrderFinding finding = corrections.finding(i);
            if (finding == OrderFinding.POSITION_DIFFERS) {
                adopt(corrections.instrumentId(i), corrections.observed(i) - corrections.expected(i));
            }
            if (!isExplained(finding)) {
                reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, corrections.expected(i),
                    corrections.observed(i));
            }
        }
    }

    private static boolean isExplained(OrderFinding finding) {
        return switch (finding) {
            case NULL_VAL, MISSED_FILL, MISSED_END, NEVER_ARRIVED -> true;
            default -> false;
        };
    }

    /** A position that no fill of ours explains is nobody's, and has earned nothing so far. */
    private void adopt(int instrumentId, long quantity) {
        final InstrumentRisk market = markets.of(instrumentId);
        if (market == null) {
            return;
        }
        final Holding nobody = market.holdings[market.holdings.length - 1];
        final long price = market.goodTwiceMid >> 1;
        final long worth = price <= 0 ? Money.OVERFLOW
            : Worth.of(market.instrument, price, Math.abs(quantity), Rounding.UP);
        nobody.broken |= worth == Money.OVERFLOW;
        if (quantity != 0 && worth != Money.OVERFLOW) {
            nobody.fill(quantity > 0, price, Math.abs(quantity), worth, 0);
        }
    }

    /**
     * A fee that cannot be one.
     *
     * @param fee in the quote asset; {@link Money#OVERFLOW} if it was paid in one whose price is not sure enough
     */
    void onFill(Slot slot, InstrumentRisk market, ExecutionReportDecoder report, long fee) {
        final long worth = Worth.of(market.instrument, report.lastPrice(), report.lastQuantity(), Rounding.UP);
        final long most = Money.share(worth, MOST_FEE_BPS, BPS_EXPONENT, Rounding.UP);
        if (fee != Money.OVERFLOW && most != Money.OVERFLOW && (fee > most || fee < -most / 10)) {
            reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, fee > 0 ? most : -most / 10, fee);
        }
    }
}
