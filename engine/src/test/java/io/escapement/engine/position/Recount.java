package io.escapement.engine.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What fills come to, counted again from the first to the last in decimals without bounds. Rounds where money does. */
final class Recount {
    /** A fill as a person would write it down; the fee in the named asset. */
    record Fill(boolean buy, BigDecimal price, BigDecimal quantity, BigDecimal contract, BigDecimal fee, String asset) {
        BigDecimal worth(BigDecimal of) {
            return money(price.multiply(of).multiply(contract));
        }
    }

    private record Lot(BigDecimal quantity, BigDecimal cost) {
    }

    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal realised = BigDecimal.ZERO;
    BigDecimal realisedFifo = BigDecimal.ZERO;
    final Map<String, PnlAmounts> amounts = new TreeMap<>();
    private final Deque<Lot> lots = new ArrayDeque<>();

    static Recount of(List<Fill> fills) {
        final Recount recount = new Recount();
        new ArrayList<>(fills).forEach(recount::add);
        return recount;
    }

    static BigDecimal money(BigDecimal exact) {
        return exact.setScale(8, RoundingMode.HALF_EVEN);
    }

    /** The share of a non-negative amount. */
    private static BigDecimal share(BigDecimal amount, BigDecimal part, BigDecimal whole) {
        return part.compareTo(whole) == 0 ? amount : amount.multiply(part).divide(whole, 8, RoundingMode.HALF_UP);
    }

    private void add(Fill fill) {
        amounts.merge(fill.asset(), new PnlAmounts(fill.fee(), BigDecimal.ZERO.setScale(8)), PnlAmounts::plus);
        final BigDecimal signed = fill.buy() ? fill.quantity() : fill.quantity().negate();
        final BigDecimal held = quantity.abs();
        final boolean adds = quantity.signum() == 0 || quantity.signum() == signed.signum();
        final BigDecimal closed = adds ? BigDecimal.ZERO : held.min(fill.quantity());
        final BigDecimal closedWorth = fill.worth(closed);
        final BigDecimal openedWorth = fill.worth(fill.quantity()).subtract(closedWorth);
        if (closed.signum() > 0) {
            final BigDecimal released = share(cost, closed, held);
            final BigDecimal releasedFifo = take(closed);
            final BigDecimal sign = BigDecimal.valueOf(quantity.signum());
            realised = realised.add(closedWorth.subtract(released).multiply(sign));
            realisedFifo = realisedFifo.add(closedWorth.subtract(releasedFifo).multiply(sign));
            cost = cost.subtract(released);
        }
        final BigDecimal opened = fill.quantity().subtract(closed);
        if (opened.signum() > 0) {
            lots.add(new Lot(opened, openedWorth));
            cost = cost.add(openedWorth);
        }
        quantity = quantity.add(signed);
    }

    private BigDecimal take(BigDecimal wanted) {
        BigDecimal left = wanted;
        BigDecimal sum = BigDecimal.ZERO;
        while (left.signum() > 0) {
            final Lot lot = lots.poll();
            final BigDecimal part = lot.quantity().min(left);
            final BigDecimal released = share(lot.cost(), part, lot.quantity());
            sum = sum.add(released);
            left = left.subtract(part);
            if (part.compareTo(lot.quantity()) < 0) {
                lots.addFirst(new Lot(lot.quantity().subtract(part), lot.cost().subtract(released)));
            }
        }
        return sum;
    }

    BigDecimal unrealised(BigDecimal mark, BigDecimal contract) {
        final BigDecimal worth = money(mark.multiply(quantity.abs()).multiply(contract));
        return worth.subtract(cost).multiply(BigDecimal.valueOf(quantity.signum()));
    }
}
