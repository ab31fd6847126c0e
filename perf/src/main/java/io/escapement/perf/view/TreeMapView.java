package io.escapement.perf.view;

import io.escapement.engine.consolidation.VenueTerms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The view as one would write it with decimals in sorted maps: of each price the sizes by venue, changed level by
 * level; then the best prices, the weighted mid, the venues' shares, and the best twenty rows a side.
 */
final class TreeMapView {
    private static final int ROWS = 20;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** What is compared with the engine's. */
    record Told(long mid, int dominance, String rows) {
    }

    private final ViewChanges script;
    private final TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> asks = new TreeMap<>();
    private final ViewChanges.Change[] books = new ViewChanges.Change[ViewChanges.VENUES.length];
    private final BigDecimal[] weights = new BigDecimal[ViewChanges.VENUES.length];
    private final BigDecimal[] weighted = new BigDecimal[ViewChanges.VENUES.length];
    private final int[] shares = new int[ViewChanges.VENUES.length];
    private final BigDecimal[] rowPrices = new BigDecimal[2 * ROWS];
    private final BigDecimal[] rowSizes = new BigDecimal[2 * ROWS];
    private final int[] rowIds = new int[2 * ROWS];
    private BigDecimal mid;
    private int bidRows;
    private int askRows;
    private int next;

    TreeMapView(ViewChanges script) {
        this.script = script;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = BigDecimal.valueOf(VenueTerms.usualWeight(ViewChanges.VENUES[i]),
                -VenueTerms.WEIGHT_EXPONENT);
        }
    }

    private void step() {
        final ViewChanges.Change change = script.changes[next];
        next = next + 1 == script.changes.length ? 0 : next + 1;
        final ViewChanges.Change old = books[change.book()];
        books[change.book()] = change;
        if (old != null) {
            remove(bids, change.book() + 1, old.decimalBidPrices());
            remove(asks, change.book() + 1, old.decimalAskPrices());
        }
        put(bids, change.book() + 1, change.decimalBidPrices(), change.decimalBidSizes());
        put(asks, change.book() + 1, change.decimalAskPrices(), change.decimalAskSizes());
        BigDecimal size = BigDecimal.ZERO;
        for (int i = 0; i < ViewChanges.LEVELS; i++) {
            size = size.add(change.decimalBidSizes()[i]).add(change.decimalAskSizes()[i]);
        }
        weighted[change.book()] = size.multiply(weights[change.book()]);
        weigh();
        bidRows = rows(bids, 0);
        askRows = rows(asks, ROWS);
    }

    private static void remove(TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> side, int id, BigDecimal[] prices) {
        for (final BigDecimal price : prices) {
            final TreeMap<Integer, BigDecimal> sizes = side.get(price);
            sizes.remove(id);
            if (sizes.isEmpty()) {
                side.remove(price);
            }
        }
    }

    private static void put(TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> side, int id, BigDecimal[] prices,
                            BigDecimal[] sizes) {
        for (int i = 0; i < prices.length; i++) {
            side.computeIfAbsent(prices[i], price -> new TreeMap<>()).put(id, sizes[i]);
        }
    }

    private void weigh() {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < books.length; i++) {
            if (books[i] != null) {
                total = total.add(weighted[i]);
                sum = sum.add(weighted[i].multiply(books[i].decimalBidPrices()[0].add(books[i].decimalAskPrices()[0])));
            }
        }
        mid = sum.divide(total.multiply(TWO), 8, RoundingMode.HALF_EVEN);
        for (int i = 0; i < books.length; i++) {
            shares[i] = books[i] == null ? 0
                : weighted[i].multiply(MILLION).divide(total, 0, RoundingMode.DOWN).intValue();
        }
    }

    private int rows(TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> side, int from) {
        int count = 0;
        for (final Map.Entry<BigDecimal, TreeMap<Integer, BigDecimal>> price : side.entrySet()) {
            if (count + price.getValue().size() > ROWS) {
                break;
            }
            for (final Map.Entry<Integer, BigDecimal> size : price.getValue().entrySet()) {
                rowPrices[from + count] = price.getKey();
                rowSizes[from + count] = size.getValue();
                rowIds[from + count] = size.getKey();
                count++;
            }
        }
        return count;
    }

    /** All changes once. @return something that depends on each view */
    long pass() {
        long checksum = 0;
        for (int i = 0; i < script.changes.length; i++) {
            step();
            checksum += mid.unscaledValue().longValue() + bidRows + askRows + Arrays.hashCode(shares);
        }
        return checksum;
    }

    /** Takes one change. */
    Told one() {
        step();
        int dominance = 0;
        for (int i = 0; i < shares.length; i++) {
            dominance = books[i] == null ? dominance : dominance * 31 + shares[i];
        }
        final StringBuilder rows = new StringBuilder();
        for (int i = 0; i < bidRows; i++) {
            rows.append(row(rowPrices[i], rowSizes[i], rowIds[i]));
        }
        rows.append('|');
        for (int i = ROWS; i < ROWS + askRows; i++) {
            rows.append(row(rowPrices[i], rowSizes[i], rowIds[i]));
        }
        return new Told(mid.unscaledValue().longValueExact(), dominance, rows.toString());
    }

    static String row(BigDecimal price, BigDecimal size, int id) {
        return " " + price.stripTrailingZeros() + "x" + size.stripTrailingZeros() + "@" + id;
    }
}
