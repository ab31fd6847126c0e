package io.escapement.perf.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * A book kept slowly and simply while a recording is being read: to know where it ends and how fine its numbers are.
 */
final class PlainBook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeMap<BigDecimal, BigDecimal> bids;
    private final TreeMap<BigDecimal, BigDecimal> asks;
    private int priceDecimals;

    PlainBook() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    private PlainBook(TreeMap<BigDecimal, BigDecimal> bids, TreeMap<BigDecimal, BigDecimal> asks) {
        this.bids = bids;
        this.asks = asks;
    }

    /** The same levels, to be changed apart. */
    PlainBook copy() {
        return new PlainBook(new TreeMap<>(bids), new TreeMap<>(asks));
    }

    void applySnapshot(String body) {
        final JsonNode snapshot = parse(body);
        apply(snapshot.get("bids"), bids);
        apply(snapshot.get("asks"), asks);
    }

    void applyFrame(String text) {
        final JsonNode top = parse(text);
        final JsonNode event = top.has("data") ? top.get("data") : top;
        apply(event.get("b"), bids);
        apply(event.get("a"), asks);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (final IOException e) {
            throw new UncheckedIOException("a recording holds what is not JSON: " + text, e);
        }
    }

    private void apply(JsonNode levels, Map<BigDecimal, BigDecimal> side) {
        for (final JsonNode level : levels) {
            final BigDecimal price = new BigDecimal(level.get(0).asText()).stripTrailingZeros();
            final BigDecimal quantity = new BigDecimal(level.get(1).asText()).stripTrailingZeros();
            priceDecimals = Math.max(priceDecimals, price.scale());
            if (quantity.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }

    int priceDecimals() {
        return priceDecimals;
    }

    /** The bids that lead from this book to another, as a depth frame spells them. */
    String bidsTo(PlainBook other) {
        return changes(bids, other.bids);
    }

    /** The asks that lead from this book to another, as a depth frame spells them. */
    String asksTo(PlainBook other) {
        return changes(asks, other.asks);
    }

    private static String changes(Map<BigDecimal, BigDecimal> from, Map<BigDecimal, BigDecimal> to) {
        final StringBuilder text = new StringBuilder("[");
        from.forEach((price, quantity) -> {
            if (!to.containsKey(price)) {
                level(text, price, BigDecimal.ZERO);
            }
        });
        to.forEach((price, quantity) -> {
            if (!quantity.equals(from.get(price))) {
                level(text, price, quantity);
            }
        });
        return text.append(']').toString();
    }

    private static void level(StringBuilder text, BigDecimal price, BigDecimal quantity) {
        text.append(text.length() > 1 ? ",[\"" : "[\"").append(price.toPlainString()).append("\",\"")
            .append(quantity.toPlainString()).append("\"]");
    }
}
