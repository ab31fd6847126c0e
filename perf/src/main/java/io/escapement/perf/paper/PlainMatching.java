package io.escapement.perf.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.TimeInForce;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One instrument at the simulated venue, by the rules V3 to V12, in decimals; the queue is the risk-averse one. */
final class PlainMatching {
    /** Hears what the venue does. */
    interface Ear {
        void says(PlainOrder order, ExecutionType type, RejectCode code, long timeNs);

        void fills(PlainOrder order, BigDecimal price, BigDecimal quantity, LiquidityRole role, String rule,
            long timeNs);
    }

    final PlainBook book = new PlainBook();
    private final Ear ear;
    /** In the order of their coming. */
    private final List<PlainOrder> resting = new ArrayList<>();
    private final List<PlainOrder> waiting = new ArrayList<>();
    private PlainInstrument instrument;
    private boolean live;
    private boolean news;
    private boolean whole;
    private BigDecimal lastPrint;
    private BigDecimal lowestBid;
    private BigDecimal highestAsk;

    PlainMatching(PlainInstrument instrument, Ear ear) {
        this.instrument = instrument;
        this.ear = ear;
    }

    PlainInstrument instrument() {
        return instrument;
    }

    void define(PlainInstrument again) {
        instrument = again;
    }

    boolean isLive() {
        return live;
    }

    void live(boolean now) {
        news |= now && !live;
        live = now;
    }

    // Depth

    void beginWhole() {
        book.clear();
        whole = true;
        lowestBid = null;
        highestAsk = null;
    }

    void level(boolean bid, BigDecimal price, BigDecimal quantity) {
        book.set(bid, price, quantity);
        if (!whole) {
            book.forgetTakenWhereChanged(bid);
            resting.stream().filter(order -> order.buy == bid && order.price.compareTo(price) == 0)
                .forEach(order -> order.ahead = order.ahead.min(quantity));
        } else if (bid) {
            lowestBid = lowestBid == null ? price : lowestBid.min(price);
        } else {
            highestAsk = highestAsk == null ? price : highestAsk.max(price);
        }
    }

    /** Of a whole book, what lies beyond its last level is not known to be gone. */
    void depthEnds(long venueTimeNs) {
        if (whole) {
            whole = false;
            book.forgetTakenWhereChanged(true);
            book.forgetTakenWhereChanged(false);
            for (final PlainOrder order : resting) {
                final BigDecimal last = order.buy ? lowestBid : highestAsk;
                final boolean seen = last != null
                    && (order.buy ? order.price.compareTo(last) >= 0 : order.price.compareTo(last) <= 0);
                if (seen) {
                    order.ahead = order.ahead.min(book.displayed(order.buy, order.price));
                }
            }
        }
        book.depthEnds(venueTimeNs);
        news = true;
    }

    /** V7: after a record's depth, opposite quotes that reach our prices fill us. */
    void settle(long timeNs) {
        if (news && live) {
            for (final boolean buy : new boolean[] {true, false}) {
                for (final PlainOrder order : bestFirst(buy)) {
                    final BigDecimal opposite = book.best(!buy);
                    if (opposite == null || !order.accepts(opposite)) {
                        break;
                    }
                    sweep(order, LiquidityRole.MAKER, "V7 a quote reached its price", timeNs);
                }
            }
            forgetOver();
        }
        news = false;
    }

    // Prints

    /** @param buyer whether the aggressor bought; null: nobody says */
    void print(Boolean buyer, BigDecimal price, BigDecimal quantity, long venueTimeNs, long timeNs) {
        if (price.signum() <= 0 || quantity.signum() <= 0) {
            return;
        }
        if (buyer == null || !buyer) {
            book.print(true, price, quantity, venueTimeNs);
        }
        if (buyer == null || buyer) {
            book.print(false, price, quantity, venueTimeNs);
        }
        if (!live) {
            return;
        }
        if (buyer != null) {
            hit(!buyer, price, quantity, timeNs);
        }
        lastPrint = price;
        PlainOrder next = firstSetOff(price);
        while (next != null) {
            waiting.remove(next);
            next.setOff();
            ear.says(next, ExecutionType.TRIGGERED, RejectCode.NONE, timeNs);
            final RejectCode refusal = refusalToWork(next);
            if (refusal == RejectCode.NONE) {
                work(next, timeNs);
            } else {
                end(next, ExecutionType.EXPIRED, refusal, timeNs);
            }
            next = firstSetOff(price);
        }
    }

    private PlainOrder firstSetOff(BigDecimal price) {
        return waiting.stream().filter(order -> order.isSetOffBy(price)).findFirst().orElse(null);
    }

    /** V5, V6: one budget for all; at the print's own price those displayed before us come first. */
    private void hit(boolean buy, BigDecimal price, BigDecimal printed, long timeNs) {
        BigDecimal budget = printed;
        BigDecimal others = BigDecimal.ZERO;
        for (final PlainOrder order : bestFirst(buy)) {
            final int better = buy ? order.price.compareTo(price) : price.compareTo(order.price);
            if (better < 0) {
                break;
            }
            if (better > 0) {
                order.ahead = BigDecimal.ZERO;
                final BigDecimal amount = budget.min(order.left());
                budget = budget.subtract(amount);
                fill(order, order.price, amount, LiquidityRole.MAKER, "V6 a print through its price", timeNs);
            } else {
                final BigDecimal gone = order.ahead.subtract(others).max(BigDecimal.ZERO).min(budget);
                others = others.add(gone);
                budget = budget.subtract(gone);
                order.ahead = order.ahead.subtract(others).max(BigDecimal.ZERO);
                if (order.ahead.signum() == 0) {
                    final BigDecimal amount = budget.min(order.left());
                    budget = budget.subtract(amount);
                    fill(order, price, amount, LiquidityRole.MAKER, "V6 a print at its price, queue gone", timeNs);
                }
            }
        }
        forgetOver();
    }

    // Requests

    void arrive(PlainOrder order, long timeNs) {
        final RejectCode refusal = refusal(order, false);
        if (refusal != RejectCode.NONE) {
            end(order, ExecutionType.REJECTED, refusal, timeNs);
            return;
        }
        ear.says(order, ExecutionType.ACCEPTED, RejectCode.NONE, timeNs);
        if (order.waits()) {
            waiting.add(order);
        } else {
            work(order, timeNs);
        }
    }

    private void work(PlainOrder order, long timeNs) {
        final String rule = order.setOff ? "V12 set off, then V3 a sweep" : "V3 a sweep on arrival";
        if (order.timeInForce != TimeInForce.FOK || reachable(order).compareTo(order.quantity) >= 0) {
            sweep(order, LiquidityRole.TAKER, rule, timeNs);
        }
        if (order.over) {
            return;
        }
        if (order.canRest()) {
            rest(order);
        } else {
            end(order, ExecutionType.EXPIRED, RejectCode.NONE, timeNs);
        }
    }

    private void rest(PlainOrder order) {
        order.ahead = book.displayed(order.buy, order.price);
        resting.add(order);
    }

    /** V9. Null: done; else why not. */
    RejectCode amend(PlainOrder order, BigDecimal price, BigDecimal quantity, long timeNs) {
        if (quantity.compareTo(order.filled) <= 0) {
            return RejectCode.QUANTITY_LIMIT;
        }
        final BigDecimal priceBefore = order.price;
        final BigDecimal quantityBefore = order.quantity;
        order.price = price;
        order.quantity = quantity;
        final RejectCode refusal = refusal(order, true);
        if (refusal != RejectCode.NONE) {
            order.price = priceBefore;
            order.quantity = quantityBefore;
            return refusal;
        }
        ear.says(order, ExecutionType.AMENDED, RejectCode.NONE, timeNs);
        final boolean keepsPlace = order.waits()
            || price.compareTo(priceBefore) == 0 && quantity.compareTo(quantityBefore) <= 0;
        if (!keepsPlace) {
            resting.remove(order);
            sweep(order, LiquidityRole.TAKER, "V9 amended, then V3 a sweep", timeNs);
            if (!order.over) {
                rest(order);
            }
        }
        return null;
    }

    void cancel(PlainOrder order, long timeNs) {
        waiting.remove(order);
        resting.remove(order);
        end(order, ExecutionType.CANCELLED, RejectCode.NONE, timeNs);
    }

    private RejectCode refusal(PlainOrder order, boolean isThere) {
        if (!order.takesAnyPrice() && !PlainInstrument.isOn(order.price, instrument.tick())
            || order.waits() && !PlainInstrument.isOn(order.trigger, instrument.tick())) {
            return RejectCode.OFF_TICK;
        }
        if (!PlainInstrument.isOn(order.quantity, instrument.lot())) {
            return RejectCode.OFF_LOT;
        }
        if (instrument.least() != null && order.quantity.compareTo(instrument.least()) < 0
            || instrument.most() != null && instrument.most().signum() > 0
            && order.quantity.compareTo(instrument.most()) > 0) {
            return RejectCode.QUANTITY_LIMIT;
        }
        final BigDecimal opposite = book.best(!order.buy);
        if (!live || !instrument.trading() || order.type == OrderType.MARKET && opposite == null) {
            return RejectCode.NO_BOOK;
        }
        final BigDecimal judged = !order.takesAnyPrice() ? order.price : order.waits() ? order.trigger : opposite;
        if (instrument.leastNotional() != null
            && instrument.worth(judged, order.quantity).compareTo(instrument.leastNotional()) < 0) {
            return RejectCode.BELOW_MINIMUM_NOTIONAL;
        }
        if (order.waits()) {
            return lastPrint != null && order.isSetOffBy(lastPrint) ? RejectCode.WOULD_TRIGGER : RejectCode.NONE;
        }
        return isThere && order.canRest() ? refusalForOthers(order) : refusalToWork(order);
    }

    private RejectCode refusalToWork(PlainOrder order) {
        return order.takesAnyPrice() && book.best(!order.buy) == null ? RejectCode.NO_LIQUIDITY
            : refusalForOthers(order);
    }

    private RejectCode refusalForOthers(PlainOrder order) {
        if (resting.stream().anyMatch(own -> own.buy != order.buy && order.accepts(own.price))) {
            return RejectCode.SELF_TRADE;
        }
        final BigDecimal opposite = book.best(!order.buy);
        return order.timeInForce == TimeInForce.POST_ONLY && opposite != null && order.accepts(opposite)
            ? RejectCode.WOULD_CROSS : RejectCode.NONE;
    }

    // Trading

    private BigDecimal reachable(PlainOrder order) {
        BigDecimal sum = BigDecimal.ZERO;
        for (final BigDecimal price : book.side(!order.buy).keySet()) {
            if (!order.accepts(price)) {
                break;
            }
            sum = sum.add(book.available(!order.buy, price));
        }
        return sum;
    }

    private void sweep(PlainOrder order, LiquidityRole role, String rule, long timeNs) {
        for (final Map.Entry<BigDecimal, BigDecimal> level : book.side(!order.buy).entrySet()) {
            if (order.over || !order.accepts(level.getKey())) {
                return;
            }
            final BigDecimal amount = book.available(!order.buy, level.getKey()).min(order.left());
            if (amount.signum() > 0) {
                book.take(!order.buy, level.getKey(), amount);
                fill(order, role == LiquidityRole.MAKER ? order.price : level.getKey(), amount, role, rule, timeNs);
            }
        }
    }

    private void fill(PlainOrder order, BigDecimal price, BigDecimal amount, LiquidityRole role, String rule,
        long timeNs) {
        if (amount.signum() > 0) {
            order.filled = order.filled.add(amount);
            order.over = order.filled.compareTo(order.quantity) == 0;
            ear.fills(order, price, amount, role, rule, timeNs);
        }
    }

    private void end(PlainOrder order, ExecutionType type, RejectCode code, long timeNs) {
        order.over = true;
        ear.says(order, type, code, timeNs);
    }

    /** Of one side, best price first, at a price as they came. */
    private List<PlainOrder> bestFirst(boolean buy) {
        final Comparator<PlainOrder> rising = Comparator.comparing(order -> order.price);
        return resting.stream().filter(order -> order.buy == buy).sorted(buy ? rising.reversed() : rising).toList();
    }

    private void forgetOver() {
        resting.removeIf(order -> order.over);
    }
}
