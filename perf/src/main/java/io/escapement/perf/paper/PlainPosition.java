package io.escapement.perf.paper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one strategy holds of one instrument, from its fills: at average cost and first in first out, fees by asset.
 * Each fill's worth is rounded once to eight digits, halves to even; a part of a cost is its share, halves up.
 */
final class PlainPosition {
    /** A part of the position with what it cost. */
    private static final class Lot {
        private BigDecimal quantity;
        private BigDecimal cost;

        Lot(BigDecimal quantity, BigDecimal cost) {
            this.quantity = quantity;
            this.cost = cost;
        }
    }

    final PlainInstrument instrument;
    final int strategyId;
    /** Negative when short. */
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal realised = BigDecimal.ZERO;
    BigDecimal realisedFifo = BigDecimal.ZERO;
    BigDecimal toldUnrealised = BigDecimal.ZERO;
    BigDecimal toldMark;
    final Map<String, BigDecimal> fees = new TreeMap<>();
    private final Deque<Lot> lots = new ArrayDeque<>();

    PlainPosition(PlainInstrument instrument, int strategyId) {
        this.instrument = instrument;
        this.strategyId = strategyId;
    }

    void fill(boolean buy, BigDecimal price, BigDecimal quantity, BigDecimal fee, String feeAsset) {
        fees.merge(feeAsset.isEmpty() ? instrument.quote() : feeAsset, fee, BigDecimal::add);
        final BigDecimal worth = worth(price, quantity);
        final BigDecimal size = held.abs();
        if (held.signum() == 0 || buy == held.signum() > 0) {
            cost = cost.add(worth);
            lots.add(new Lot(quantity, worth));
        } else {
            final BigDecimal closed = quantity.min(size);
            final boolean all = closed.compareTo(quantity) == 0;
            final BigDecimal closedWorth = all ? worth : worth(price, closed);
            final BigDecimal released = share(cost, closed, size);
            realised = realised.add(buy ? released.subtract(closedWorth) : closedWorth.subtract(released));
            final BigDecimal first = takeLots(closed);
            realisedFifo = realisedFifo.add(buy ? first.subtract(closedWorth) : closedWorth.subtract(first));
            cost = cost.subtract(released);
            if (!all) {
                cost = worth.subtract(closedWorth);
                lots.add(new Lot(quantity.subtract(closed), cost));
            }
        }
        held = buy ? held.add(quantity) : held.subtract(quantity);
    }

    private BigDecimal takeLots(BigDecimal quantity) {
        BigDecimal left = quantity;
        BigDecimal sum = BigDecimal.ZERO;
        while (left.signum() > 0) {
            final Lot first = lots.element();
            if (first.quantity.compareTo(left) <= 0) {
                sum = sum.add(first.cost);
                left = left.subtract(first.quantity);
                lots.remove();
            } else {
                final BigDecimal share = share(first.cost, left, first.quantity);
                first.quantity = first.quantity.subtract(left);
                first.cost = first.cost.subtract(share);
                sum = sum.add(share);
                left = BigDecimal.ZERO;
            }
        }
        return sum;
    }

    private BigDecimal worth(BigDecimal price, BigDecimal quantity) {
        return instrument.worth(price, quantity).setScale(PlainInstrument.MONEY_SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal share(BigDecimal whole, BigDecimal part, BigDecimal of) {
        return part.compareTo(of) == 0 ? whole
            : whole.multiply(part).divide(of, PlainInstrument.MONEY_SCALE, RoundingMode.HALF_UP);
    }

    /** Null when flat. */
    BigDecimal average() {
        return held.signum() == 0 ? null : cost.divide(held.abs().multiply(instrument.contractSize()),
            instrument.priceScale(), RoundingMode.HALF_UP);
    }

    /** Between two prices the one that is worse for us; null without both or without a live book. */
    BigDecimal mark(PlainMatching market) {
        final BigDecimal bid = market.book.best(true);
        final BigDecimal ask = market.book.best(false);
        if (!market.isLive() || bid == null || ask == null) {
            return null;
        }
        return bid.add(ask).divide(BigDecimal.valueOf(2), instrument.priceScale(),
            held.signum() < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
    }

    BigDecimal unrealised(BigDecimal mark) {
        if (held.signum() == 0) {
            return BigDecimal.ZERO;
        }
        final BigDecimal worth = worth(mark, held.abs());
        return held.signum() > 0 ? worth.subtract(cost) : cost.subtract(worth);
    }

    BigDecimal fees() {
        return fees.getOrDefault(instrument.quote(), BigDecimal.ZERO);
    }
}
