package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TimeInForce;

/**
 * Row 22, when the market is known: a post-only order may not cross, and a stop or take-profit may not be triggered
 * where it stands.
 */
final class Placement implements Control {
    private final Trigger trigger;
    private final long markAgeNs;

    Placement(Trigger trigger, long markAgeNs) {
        this.trigger = trigger;
        this.markAgeNs = markAgeNs;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.ORDER_VALIDITY;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.timeInForce() == TimeInForce.POST_ONLY) {
            final long far = order.isBuy() ? order.quote().askPrice() : order.quote().bidPrice();
            if (order.isBuy() ? order.price() >= far : order.price() <= far) {
                return denial.because(RiskRule.ORDER_VALIDITY, far, order.price());
            }
        }
        if (!order.isWaiting() || order.kind != ProposedOrder.Kind.NEW) {
            return true;
        }
        final long now = order.market.triggerPrice(trigger, order.eventTimeNs(), markAgeNs);
        return now == InstrumentRisk.NO_PRICE || !isTriggered(order.type(), order.isBuy(), order.triggerPrice(), now)
            || denial.because(RiskRule.ORDER_VALIDITY, now, order.triggerPrice());
    }

    /** Whether a price sets an order off. */
    static boolean isTriggered(OrderType type, boolean buy, long triggerPrice, long price) {
        final boolean stop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        return stop == buy ? price >= triggerPrice : price <= triggerPrice;
    }
}
