package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What the venue knows of the account at one moment: the truth that a client's own picture has to equal.
 *
 * @param orders    all orders since the start, by their number, as they stand now
 * @param fills     all of them, by their number
 * @param balances  by asset
 * @param positions by symbol; of spot too: what was bought less what was sold, fees not counted
 */
public record AccountTruth(List<Entry> orders, List<Fill> fills, Map<String, Balance> balances,
                           Map<String, Position> positions) {
    /** An order as it stands. */
    public record Entry(long id, String clientId, String symbol, boolean buy, Ticket.Force force, BigDecimal price,
                        BigDecimal quantity, BigDecimal filled, Order.State state) {
    }

    /** Those that are open. */
    public List<Entry> open() {
        return orders.stream().filter(order -> order.state().isOpen()).toList();
    }

    /** Orders of this client id; more than one where the venue lets it be used again. */
    public List<Entry> named(final String clientId) {
        return orders.stream().filter(order -> order.clientId().equals(clientId)).toList();
    }

    /** Net quantity of a symbol, trailing zeros stripped. */
    public BigDecimal net(final String symbol) {
        final Position position = positions.get(symbol);
        return position == null ? BigDecimal.ZERO : position.quantity().stripTrailingZeros();
    }
}
