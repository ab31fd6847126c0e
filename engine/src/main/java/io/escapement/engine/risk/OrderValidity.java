package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;

/**
 * Row 22: fields that do not go together. A market order is denied because nothing bounds its price: an IOC limit
 * order does the same within bounds.
 */
final class OrderValidity implements Control {
    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.side() != Side.BUY && order.side() != Side.SELL) {
            return denial.because(RiskRule.ORDER_VALIDITY, Denial.NONE, order.side().value());
        }
        if (order.type() != OrderType.LIMIT) {
            return denial.because(RiskRule.ORDER_VALIDITY, OrderType.LIMIT.value(), order.type().value());
        }
        if (order.timeInForce() == TimeInForce.NULL_VAL) {
            return denial.because(RiskRule.ORDER_VALIDITY, Denial.NONE, order.timeInForce().value());
        }
        if (order.reduceOnly() > 1) {
            return denial.because(RiskRule.ORDER_VALIDITY, 1, order.reduceOnly());
        }
        return true;
    }
}
