package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A client's book by the letter of the venue's rule: old deltas are dropped, a gap is an error. In decimals. */
final class ClientBook {
    static final ObjectMapper JSON = new ObjectMapper();

    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final String symbol;
    private long id;
    private int appliedCount;

    ClientBook(final String symbol, final String snapshot) {
        this.symbol = symbol;
        final JsonNode json = json(snapshot);
        id = json.required("lastUpdateId").longValue();
        apply(json.required("bids"), bids);
        apply(json.required("asks"), asks);
    }

    static JsonNode json(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final IOException ex) {
            throw new UncheckedIOException("not JSON: " + text, ex);
        }
    }

    /** The data of a combined or raw frame. */
    static JsonNode data(final String frame) {
        final JsonNode json = json(frame);
        return json.has("data") ? json.get("data") : json;
    }

    static boolean isDepth(final JsonNode data, final String symbol) {
        return "depthUpdate".equals(data.path("e").asText()) && symbol.equals(data.path("s").asText());
    }

    void onFrame(final String frame) {
        final JsonNode data = data(frame);
        if (!isDepth(data, symbol)) {
            return;
        }
        final long first = data.required("U").longValue();
        final long last = data.required("u").longValue();
        if (last <= id) {
            return;
        }
        // Futures chain by pu, and their ids have holes: U may be well beyond the last u.
        final boolean chained = data.path("pu").longValue() == id || first <= id + 1;
        if (!chained) {
            throw new IllegalStateException("gap: book at " + id + ", delta " + first + " to " + last);
        }
        apply(data.get("b"), bids);
        apply(data.get("a"), asks);
        id = last;
        appliedCount++;
    }

    private static void apply(final JsonNode levels, final NavigableMap<BigDecimal, BigDecimal> side) {
        for (final JsonNode level : levels) {
            final BigDecimal price = new BigDecimal(level.get(0).asText()).stripTrailingZeros();
            final BigDecimal quantity = new BigDecimal(level.get(1).asText()).stripTrailingZeros();
            if (quantity.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }

    int appliedCount() {
        return appliedCount;
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    /** In the venue's form, for comparison. */
    Truth truth() {
        return new Truth(symbol, id, bids, asks);
    }
}
