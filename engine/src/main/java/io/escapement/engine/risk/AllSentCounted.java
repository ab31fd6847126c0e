package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;

/**
 * Row 7: orders that have been sent count at once, not only when the venue has answered. Says so where it is these that
 * make the position too large; {@link MaxPosition} has the rest.
 */
final class AllSentCounted implements Control {
    private final OrderTable table;

    AllSentCounted(OrderTable table) {
        this.table = table;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.ALL_SENT_COUNTED;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final long limit = order.inProfile(order.limits().maxPosition(), Scope.INSTRUMENT);
        final int scope = order.scope();
        final long worst = order.worstPosition();
        denial.compares(scope, limit, worst);
        if (worst == Money.OVERFLOW || worst <= limit) {
            return true;
        }
        final long answered = worst - inFlight(order);
        return answered > limit || denial.because(RiskRule.ALL_SENT_COUNTED, scope, limit, worst);
    }

    private long inFlight(ProposedOrder order) {
        long sum = 0;
        for (Order ours = table.firstOpen(order.instrumentId); ours != null; ours = table.nextOpenBeside(ours)) {
            if (ours.side() == order.side() && ours.status() == OrderStatus.SENT) {
                sum += ours.leavesQuantity();
            }
        }
        return sum;
    }
}
