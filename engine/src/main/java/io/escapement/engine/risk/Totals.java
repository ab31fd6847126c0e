package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.Exposure;
import io.escapement.engine.orders.OrderTable;

/** What orders and positions add up to, within a scope. Sums that fit no long are {@link Money#OVERFLOW}. */
final class Totals {
    private final Markets markets;
    private final OrderTable table;
    private final long markAgeNs;

    Totals(Markets markets, OrderTable table, long markAgeNs) {
        this.markets = markets;
        this.table = table;
        this.markAgeNs = markAgeNs;
    }

    int openOrders(int scope, ProposedOrder order) {
        if (scope == Scope.GLOBAL) {
            return table.openCount();
        }
        int sum = 0;
        for (int i = 0; i < markets.count(); i++) {
            final Exposure exposure = within(scope, order, markets.get(i));
            sum += exposure == null ? 0 : exposure.openOrders();
        }
        return sum;
    }

    /** At the orders' limits; {@link Money#OVERFLOW} too while there is one without a price. */
    long openNotional(int scope, ProposedOrder order) {
        long sum = 0;
        for (int i = 0; i < markets.count(); i++) {
            final Exposure exposure = within(scope, order, markets.get(i));
            if (exposure != null) {
                if (exposure.unpriced() != 0) {
                    return Money.OVERFLOW;
                }
                sum = Money.add(sum, Money.add(exposure.openBuyNotional(), exposure.openSellNotional()));
            }
        }
        return sum;
    }

    /**
     * What positions are worth with everything open at its worst and the order in it, long and short added: each at its
     * mark, the order's own at its price if that is more.
     */
    long worstWorth(int scope, ProposedOrder order) {
        long sum = 0;
        for (int i = 0; i < markets.count(); i++) {
            final InstrumentRisk market = markets.get(i);
            final Exposure exposure = within(scope, order, market);
            if (exposure != null) {
                sum = Money.add(sum, worth(market, exposure, order));
            }
        }
        return sum;
    }

    /** What one instrument's position is worth likewise. */
    long worth(InstrumentRisk market, Exposure exposure, ProposedOrder order) {
        final boolean own = market == order.market;
        final long buys = Money.add(exposure.openBuy(), own && order.isBuy() ? order.added() : 0);
        final long sells = Money.add(exposure.openSell(), own && !order.isBuy() ? order.added() : 0);
        final long up = Money.add(exposure.position(), buys);
        final long down = Money.subtract(sells, exposure.position());
        if (up == Money.OVERFLOW || down == Money.OVERFLOW) {
            return Money.OVERFLOW;
        }
        final long quantity = Math.max(up, down);
        if (quantity <= 0) {
            return 0;
        }
        final long mark = market.twiceMark(order.eventTimeNs(), markAgeNs) + 1 >> 1;
        final long price = own ? Math.max(mark, order.judgedPrice()) : mark;
        return price <= 0 ? Money.OVERFLOW : Worth.of(market.instrument, price, quantity, Rounding.UP);
    }

    /** What counts of an instrument, or null if it is not within the scope. */
    private static Exposure within(int scope, ProposedOrder order, InstrumentRisk market) {
        return switch (scope) {
            case Scope.VENUE -> market.venue == order.market.venue ? market.exposure : null;
            case Scope.INSTRUMENT -> market == order.market ? market.exposure : null;
            case Scope.STRATEGY -> market.exposureOf(order.strategy);
            default -> market.exposure;
        };
    }
}
