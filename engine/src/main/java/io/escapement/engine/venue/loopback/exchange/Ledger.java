package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Balances and positions of the one account, and what its open orders have locked. */
final class Ledger {
    private final Product product;
    private final BigDecimal leverage;
    private final Map<String, Balance> balances = new TreeMap<>();
    private final Map<String, Position> positions = new TreeMap<>();

    Ledger(final Product product, final Map<String, BigDecimal> start, final int leverage) {
        this.product = product;
        this.leverage = BigDecimal.valueOf(leverage);
        start.forEach((asset, amount) -> balances.put(asset, Balance.of(asset, amount)));
    }

    Map<String, Balance> balances() {
        return balances;
    }

    Map<String, Position> positions() {
        return positions;
    }

    Balance balance(final String asset) {
        return balances.getOrDefault(asset, Balance.of(asset, BigDecimal.ZERO));
    }

    Position position(final String symbol) {
        return positions.getOrDefault(symbol, Position.none(symbol));
    }

    /**
     * Whether the account can stand behind an order.
     *
     * @param worth what it costs, or brings, in the quote asset
     * @param open  the account's other open orders
     */
    boolean affords(final TradedSymbol symbol, final boolean buy, final BigDecimal quantity, final BigDecimal worth,
        final BigDecimal alreadyLocked, final Collection<Order> open) {
        if (product == Product.LINEAR) {
            return worth.divide(leverage, MathContext.DECIMAL64).compareTo(available(symbol.quote(), open)) <= 0;
        }
        final Balance balance = balance(buy ? symbol.quote() : symbol.base());
        return (buy ? worth : quantity).compareTo(balance.free().add(alreadyLocked)) <= 0;
    }

    /** Of a margin asset: what no position and no order needs. */
    BigDecimal available(final String asset, final Collection<Order> open) {
        return balance(asset).total().subtract(positionMargin()).subtract(orderMargin(open));
    }

    BigDecimal positionMargin() {
        BigDecimal used = BigDecimal.ZERO;
        for (final Position position : positions.values()) {
            used = used.add(position.quantity().abs().multiply(position.entry()));
        }
        return used.divide(leverage, MathContext.DECIMAL64);
    }

    BigDecimal orderMargin(final Collection<Order> open) {
        BigDecimal used = BigDecimal.ZERO;
        for (final Order order : open) {
            if (!order.isReduceOnly()) {
                used = used.add(order.leaves().multiply(order.price()));
            }
        }
        return used.divide(leverage, MathContext.DECIMAL64);
    }

    /** Brings what an order has locked into line with what is left of it. */
    void lock(final TradedSymbol symbol, final Order order) {
        if (product != Product.SPOT) {
            return;
        }
        final BigDecimal wanted = !order.state.isOpen() || order.price.signum() == 0 && order.isBuy()
            ? BigDecimal.ZERO : order.isBuy() ? order.leaves().multiply(order.price) : order.leaves();
        final String asset = order.isBuy() ? symbol.quote() : symbol.base();
        balances.put(asset, balance(asset).locking(wanted.subtract(order.locked)));
        order.locked = wanted;
    }

    /** Books a fill. */
    void fill(final TradedSymbol symbol, final Fill fill) {
        final BigDecimal signed = fill.buy() ? fill.quantity() : fill.quantity().negate();
        if (product == Product.SPOT) {
            add(symbol.base(), signed);
            add(symbol.quote(), fill.buy() ? fill.notional().negate() : fill.notional());
        } else {
            add(symbol.quote(), fill.profit());
        }
        add(fill.feeAsset(), fill.fee().negate());
        positions.put(symbol.name(), position(symbol.name()).after(signed, fill.price()));
    }

    void add(final String asset, final BigDecimal amount) {
        balances.put(asset, balance(asset).plus(amount));
    }
}
