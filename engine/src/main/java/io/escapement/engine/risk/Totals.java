package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.orders.Exposure;
import io.escapement.engine.orders.OrderTable;

/**
 * What orders and positions add up to within each scope of an order, all scopes in one pass. Sums that fit no long are
 * {@link Money#OVERFLOW}.
 */
final class Totals {
    private final Markets markets;
    private final OrderTable table;
    private final long markAgeNs;
    private final long[] counts = new long[Scope.STRATEGY + 1];
    private final long[] notionals = new long[Scope.STRATEGY + 1];
    private final long[] worths = new long[Scope.STRATEGY + 1];

    Totals(Markets markets, OrderTable table, long markAgeNs) {
        this.markets = markets;
        this.table = table;
        this.markAgeNs = markAgeNs;
    }

    /** Adds up open orders: their count and what they are worth at their limits. */
    void addUpOpen(ProposedOrder order) {
        clear(counts);
        clear(notionals);
        counts[Scope.GLOBAL] = table.openCount();
        table.forgetIdle();
        for (int i = 0; i < table.busyCount(); i++) {
            final InstrumentRisk market = markets.of(table.busy(i));
            if (market == null || isQuiet(market.exposure)) {
                continue;
            }
            final Exposure exposure = market.exposure;
            final long notional = notional(exposure);
            notionals[Scope.GLOBAL] = Money.add(notionals[Scope.GLOBAL], notional);
            if (market.venue == order.market.venue) {
                add(Scope.VENUE, exposure, notional);
            }
            if (market == order.market) {
                add(Scope.INSTRUMENT, exposure, notional);
            }
            final Exposure own = market.exposureOf(order.strategy);
            add(Scope.STRATEGY, own, notional(own));
        }
    }

    private void add(int scope, Exposure exposure, long notional) {
        counts[scope] += exposure.openOrders();
        notionals[scope] = Money.add(notionals[scope], notional);
    }

    private static long notional(Exposure exposure) {
        return exposure.unpriced() != 0 ? Money.OVERFLOW
            : Money.add(exposure.openBuyNotional(), exposure.openSellNotional());
    }

    /** How many orders are open within a scope, as added up last. */
    long openOrders(int scope) {
        return counts[scope];
    }

    /** What open orders within a scope are worth; {@link Money#OVERFLOW} too while there is one without a price. */
    long openNotional(int scope) {
        return notionals[scope];
    }

    /**
     * Adds up what positions are worth with everything open at its worst and the order in it, long and short added:
     * each at its mark, the order's own at its price if that is more.
     */
    void addUpWorth(ProposedOrder order) {
        clear(worths);
        table.forgetIdle();
        boolean met = false;
        for (int i = 0; i < table.busyCount(); i++) {
            final InstrumentRisk market = markets.of(table.busy(i));
            if (market != null) {
                met |= market == order.market;
                addWorth(market, order);
            }
        }
        if (!met) {
            addWorth(order.market, order);
        }
    }

    private void addWorth(InstrumentRisk market, ProposedOrder order) {
        final boolean own = market == order.market;
        final long worth = worth(market, null, order);
        worths[Scope.GLOBAL] = Money.add(worths[Scope.GLOBAL], worth);
        if (market.venue == order.market.venue) {
            worths[Scope.VENUE] = Money.add(worths[Scope.VENUE], worth);
        }
        if (own) {
            worths[Scope.INSTRUMENT] = worth;
        }
        final Exposure strategys = market.exposureOf(order.strategy);
        if (own || !strategys.isIdle()) {
            worths[Scope.STRATEGY] = Money.add(worths[Scope.STRATEGY], worth(market, order.strategy, order));
        }
    }

    private static boolean isQuiet(Exposure exposure) {
        return exposure.openOrders() == 0 && exposure.openBuy() == 0 && exposure.openSell() == 0;
    }

    /** What positions within a scope are worth at the worst, as added up last. */
    long worstWorth(int scope) {
        return worths[scope];
    }

    /**
     * What one instrument's position is worth at its worst, the order in it if it is the order's.
     *
     * @param strategy whose position; null: everybody's
     */
    long worth(InstrumentRisk market, StrategyState strategy, ProposedOrder order) {
        final boolean own = market == order.market;
        final Exposure exposure = market.exposureOf(strategy);
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
        return price <= 0 ? Money.OVERFLOW : market.worthOf(strategy, quantity, price);
    }

    private static void clear(long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = 0;
        }
    }
}
