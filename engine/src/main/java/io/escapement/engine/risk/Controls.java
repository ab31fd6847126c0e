package io.escapement.engine.risk;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.orders.OrderTable;

/**
 * All controls in the order in which they are asked; the first that objects denies. Later ones rely on earlier ones:
 * from {@link RestrictedInstrument} on the instrument and its limits are there, after {@link NumericSanity} sums and
 * products of two numbers are safe. {@link MessageRate} is last, so that only what is sent counts.
 */
final class Controls {
    private final Control[] inOrder;

    Controls(RiskConfig config, TradingSwitch trading, OrderTable table) {
        inOrder = new Control[] {
            new NumericSanity(),
            new OrderValidity(),
            new Attribution(config.strategyIds()),
            new RestrictedInstrument(),
            new KillSwitch(trading),
            new ReduceOnly(),
            new Grid(),
            new MaxOrderQuantity(),
            new MaxOrderNotional(),
            new PriceCollar(),
            new MaxPosition(),
            new OpenOrders(table, config.maxOpenOrders()),
            new MessageRate(config.maxMessages(), config.messageWindowNs()),
        };
    }

    boolean allow(ProposedOrder order, Denial denial) {
        for (final Control control : inOrder) {
            if (!control.allows(order, denial)) {
                return false;
            }
        }
        return true;
    }

    void onSent(long eventTimeNs) {
        for (final Control control : inOrder) {
            control.onSent(eventTimeNs);
        }
    }

    long stateHash() {
        long hash = 0;
        for (final Control control : inOrder) {
            hash = Hashing.fold(hash, control.stateHash());
        }
        return hash;
    }
}
