package io.escapement.engine.consolidation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Arbitrage as a person would work it out, for {@link PlainViews}. */
final class PlainArbitrage {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Figures of one opportunity. */
    private record Found(BigDecimal buy, BigDecimal sell, BigDecimal quantity, BigDecimal gross, BigDecimal net,
                         long bps) {
        private String line(String what, int from, int to, int view) {
            return what + " " + PlainViews.text(gross) + " net " + PlainViews.text(net) + " is " + bps + ": "
                + PlainViews.text(quantity) + " at " + PlainViews.text(buy) + "@" + from + " to "
                + PlainViews.text(sell) + "@" + to + " of " + view;
        }
    }

    /** An amount that an int64 cannot hold is not taken. */
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(Long.MAX_VALUE, 8);

    private final ConsolidationConfig config;
    private final Map<String, Found> open = new HashMap<>();

    PlainArbitrage(ConsolidationConfig config) {
        this.config = config;
    }

    List<String> run(List<PlainViews.Book> view, Set<PlainViews.Book> changed) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            for (int j = 0; changed.contains(view.get(i)) && j < view.size(); j++) {
                final boolean done = j < i && changed.contains(view.get(j));
                if (!done && view.get(i).venue != view.get(j).venue && hasFee(view.get(i)) && hasFee(view.get(j))) {
                    look(view.get(i), view.get(j), view.get(0).id, lines);
                    look(view.get(j), view.get(i), view.get(0).id, lines);
                }
            }
        }
        return lines;
    }

    private boolean hasFee(PlainViews.Book book) {
        return config.venues().hasTakerFee(book.venue);
    }

    private void look(PlainViews.Book buy, PlainViews.Book sell, int view, List<String> lines) {
        final String key = buy.id + ">" + sell.id;
        final Found known = open.get(key);
        final int worth = known != null ? config.arbitrage().floor() : config.arbitrage().minNet();
        final boolean there = !buy.asks.isEmpty() && !sell.bids.isEmpty()
            && isWorth(buy, buy.asks.firstKey(), sell, sell.bids.firstKey(), worth)
            && (known != null || open.size() < ArbitrageWatch.MAX_OPEN);
        final Found found = there ? walk(buy, sell) : null;
        if (found == null) {
            if (known != null) {
                lines.add(known.line("Gone", buy.id, sell.id, view));
                open.remove(key);
            }
        } else if (known == null || Math.abs(found.bps - known.bps) >= config.arbitrage().change()
            || found.quantity.subtract(known.quantity).abs().compareTo(material(known.quantity)) >= 0) {
            lines.add(found.line("Open", buy.id, sell.id, view));
            open.put(key, found);
        }
    }

    private BigDecimal material(BigDecimal quantity) {
        return quantity.multiply(BigDecimal.valueOf(config.arbitrage().changePercent(), 2))
            .setScale(8, RoundingMode.DOWN).max(BigDecimal.ONE.movePointLeft(8));
    }

    private boolean isWorth(PlainViews.Book buy, BigDecimal ask, PlainViews.Book sell, BigDecimal bid, int worth) {
        final BigDecimal gets = bid.multiply(MILLION.subtract(fee(sell)));
        final BigDecimal pays = ask.multiply(MILLION.add(fee(buy)).add(BigDecimal.valueOf(worth)));
        return gets.compareTo(pays) >= 0;
    }

    private BigDecimal fee(PlainViews.Book book) {
        return BigDecimal.valueOf(config.venues().takerFee(book.venue));
    }

    private Found walk(PlainViews.Book buy, PlainViews.Book sell) {
        final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>(buy.asks);
        final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(sell.bids);
        Found sum = null;
        BigDecimal paid = BigDecimal.ZERO;
        BigDecimal received = BigDecimal.ZERO;
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        while (!asks.isEmpty() && !bids.isEmpty()
            && isWorth(buy, asks.firstKey(), sell, bids.firstKey(), config.arbitrage().floor())) {
            final BigDecimal ask = asks.firstKey();
            final BigDecimal bid = bids.firstKey();
            final BigDecimal step = asks.get(ask).min(bids.get(bid));
            final BigDecimal cost = ask.multiply(step).setScale(8, RoundingMode.UP);
            final BigDecimal proceeds = bid.multiply(step).setScale(8, RoundingMode.DOWN);
            received = received.add(proceeds);
            if (paid.add(cost).max(received).compareTo(MOST_MONEY) > 0) {
                break;
            }
            paid = paid.add(cost);
            quantity = quantity.add(step);
            gross = gross.add(proceeds).subtract(cost);
            net = net.add(proceeds).subtract(cost)
                .subtract(cost.multiply(fee(buy)).divide(MILLION).setScale(8, RoundingMode.UP))
                .subtract(proceeds.multiply(fee(sell)).divide(MILLION).setScale(8, RoundingMode.UP));
            sum = new Found(ask, bid, quantity, gross, net,
                net.multiply(MILLION).divide(paid, 0, RoundingMode.HALF_UP).longValueExact());
            asks.computeIfPresent(ask, (price, left) -> left.compareTo(step) == 0 ? null : left.subtract(step));
            bids.computeIfPresent(bid, (price, left) -> left.compareTo(step) == 0 ? null : left.subtract(step));
        }
        return sum;
    }
}
