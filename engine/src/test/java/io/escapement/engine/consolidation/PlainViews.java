package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Venue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The stage's slow twin: decimals in sorted maps, everything made anew for each record, no thought for speed. */
final class PlainViews {
    /** What one record says of one book: statuses in their order, then the book stage's word; null: none. */
    record Said(int id, List<BookState> statuses, BookState change, List<long[]> bids, List<long[]> asks) {
    }

    /** One instrument. */
    static final class Book {
        final int id;
        final Venue venue;
        final InstrumentKind kind;
        final int priceExponent;
        final int quantityExponent;
        final BigDecimal contract;
        final String view;
        boolean inside;
        boolean refused;
        TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Collections.reverseOrder());
        TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

        Book(int id, Venue venue, InstrumentKind kind, int priceExponent, int quantityExponent, long size,
             String name) {
            this.id = id;
            this.venue = venue;
            this.kind = kind;
            this.priceExponent = priceExponent;
            this.quantityExponent = quantityExponent;
            contract = BigDecimal.valueOf(size, 8);
            view = name + (kind == InstrumentKind.SPOT ? "" : " derivatives");
        }

        BigDecimal size() {
            BigDecimal sum = BigDecimal.ZERO;
            for (final BigDecimal quantity : bids.values()) {
                sum = sum.add(quantity);
            }
            for (final BigDecimal quantity : asks.values()) {
                sum = sum.add(quantity);
            }
            return sum;
        }
    }

    private final ConsolidationConfig config;
    private final PlainArbitrage arbitrage;
    private final Map<Integer, Book> books = new TreeMap<>();
    /** Each view's books in the order of their definition. */
    private final Map<String, List<Book>> views = new TreeMap<>();

    PlainViews(ConsolidationConfig config) {
        this.config = config;
        arbitrage = new PlainArbitrage(config);
    }

    void define(Book book) {
        books.put(book.id, book);
        views.computeIfAbsent(book.view, name -> new ArrayList<>()).add(book);
    }

    /** One record. */
    List<String> run(List<Said> record) {
        final List<String> lines = new ArrayList<>();
        final Set<Book> heard = new LinkedHashSet<>();
        record.stream().filter(said -> !said.statuses.isEmpty()).forEach(said -> heard.add(books.get(said.id)));
        record.stream().filter(said -> said.change != null).forEach(said -> heard.add(books.get(said.id)));
        final Set<Book> changed = new LinkedHashSet<>();
        for (final Said said : record) {
            if (update(books.get(said.id), said, lines)) {
                changed.add(books.get(said.id));
            }
        }
        final Set<String> told = new LinkedHashSet<>();
        heard.stream().filter(changed::contains).forEach(book -> told.add(book.view));
        for (final String view : told) {
            lines.addAll(arbitrage.run(views.get(view), changed));
        }
        told.forEach(view -> lines.add(line(views.get(view))));
        return lines;
    }

    private boolean update(Book book, Said said, List<String> lines) {
        final boolean doubted = !said.statuses.isEmpty()
            && said.statuses.get(said.statuses.size() - 1) != BookState.LIVE;
        if (doubted || said.change != null && said.change != BookState.LIVE) {
            return leave(book);
        }
        if (said.change == null || views.get(book.view).size() < config.leastInstruments()) {
            return false;
        }
        final TreeMap<BigDecimal, BigDecimal> oldBids = book.bids;
        final TreeMap<BigDecimal, BigDecimal> oldAsks = book.asks;
        book.bids = new TreeMap<>(Collections.reverseOrder());
        book.asks = new TreeMap<>();
        Long misfit = convert(book, said.bids, book.bids);
        misfit = misfit == null ? convert(book, said.asks, book.asks) : misfit;
        if (misfit != null || !fits(book.size())) {
            if (!book.refused) {
                lines.add("Remark " + book.id + " LIVE LIVE MALFORMED" + (misfit == null ? "" : " " + misfit));
            }
            book.refused = true;
            return leave(book);
        }
        book.refused = false;
        final boolean same = book.inside && oldBids.equals(book.bids) && oldAsks.equals(book.asks);
        book.inside = true;
        return !same;
    }

    private static boolean leave(Book book) {
        final boolean was = book.inside;
        book.inside = false;
        book.bids.clear();
        book.asks.clear();
        return was;
    }

    private static boolean fits(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 8
            && value.scaleByPowerOfTen(8).toBigIntegerExact().bitLength() < 64;
    }

    private Long convert(Book book, List<long[]> from, TreeMap<BigDecimal, BigDecimal> to) {
        for (final long[] level : from.subList(0, Math.min(config.depth(), from.size()))) {
            final BigDecimal price = BigDecimal.valueOf(level[0], -book.priceExponent).stripTrailingZeros();
            if (!fits(price) || price.scaleByPowerOfTen(8).toBigIntegerExact().bitLength() > 61) {
                return level[0];
            }
            BigDecimal quantity = BigDecimal.valueOf(level[1], -book.quantityExponent).multiply(book.contract);
            if (!fits(quantity)) {
                return level[1];
            }
            if (book.kind == InstrumentKind.INVERSE) {
                quantity = quantity.divide(price, 8, RoundingMode.DOWN);
                if (!fits(quantity)) {
                    return level[1];
                }
            }
            if (quantity.signum() > 0) {
                to.put(price, quantity.stripTrailingZeros());
            }
        }
        return null;
    }

    private String line(List<Book> view) {
        final List<Book> inside = view.stream().filter(book -> book.inside).toList();
        final Map<Book, BigInteger> units = new LinkedHashMap<>();
        BigInteger total = BigInteger.ZERO;
        for (final Book book : inside) {
            final BigInteger weighted = book.size().scaleByPowerOfTen(8).toBigIntegerExact()
                .multiply(BigInteger.valueOf(config.venues().weight(book.venue)));
            units.put(book, weighted);
            total = total.add(weighted);
        }
        final int shift = Math.max(0, total.bitLength() - 62);
        units.replaceAll((book, weighted) -> weighted.shiftRight(shift));
        final BigInteger sum = units.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        final StringBuilder text = new StringBuilder("View mid ").append(mid(units));
        final TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> bids = new TreeMap<>(Collections.reverseOrder());
        final TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> asks = new TreeMap<>();
        inside.forEach(book -> merge(book.id, book.bids, bids));
        inside.forEach(book -> merge(book.id, book.asks, asks));
        text.append(" bid ").append(bids.isEmpty() ? "none" : text(bids.firstKey()));
        text.append(" ask ").append(asks.isEmpty() ? "none" : text(asks.firstKey()));
        text.append(" by ").append(bids.isEmpty() ? "none" : "" + bids.firstEntry().getValue().firstKey());
        text.append(' ').append(asks.isEmpty() ? "none" : "" + asks.firstEntry().getValue().firstKey());
        text.append(" of ").append(inside.size()).append(" in ").append(view.get(0).id).append(" |");
        units.forEach((book, unit) -> text.append(' ').append(book.id).append(':').append(sum.signum() == 0 ? "0"
            : unit.multiply(BigInteger.valueOf(1_000_000)).divide(sum).toString()));
        rows(text.append(" |"), bids);
        rows(text.append(" |"), asks);
        return text.toString();
    }

    private static String mid(Map<Book, BigInteger> units) {
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger weights = BigInteger.ZERO;
        for (final Map.Entry<Book, BigInteger> entry : units.entrySet()) {
            final Book book = entry.getKey();
            if (!book.bids.isEmpty() && !book.asks.isEmpty()) {
                sum = sum.add(book.bids.firstKey().add(book.asks.firstKey())
                    .multiply(new BigDecimal(entry.getValue())));
                weights = weights.add(entry.getValue());
            }
        }
        return weights.signum() == 0 ? "none"
            : text(sum.divide(new BigDecimal(weights.multiply(BigInteger.TWO)), 8, RoundingMode.HALF_EVEN));
    }

    private static void merge(int id, TreeMap<BigDecimal, BigDecimal> from,
                              TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> to) {
        from.forEach((price, quantity) -> to.computeIfAbsent(price, p -> new TreeMap<>()).put(id, quantity));
    }

    private void rows(StringBuilder text, TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>> side) {
        int room = config.rows();
        for (final Map.Entry<BigDecimal, TreeMap<Integer, BigDecimal>> price : side.entrySet()) {
            room -= price.getValue().size();
            if (room < 0) {
                return;
            }
            price.getValue().forEach((id, quantity) -> text.append(' ').append(text(price.getKey())).append('x')
                .append(text(quantity)).append('@').append(id));
        }
    }

    static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
