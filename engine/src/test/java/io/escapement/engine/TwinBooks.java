package io.escapement.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.engine.venue.capture.CaptureLine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What every book was, by the frames that the venue meant to send: slow and plain, on decimals as text, with nothing
 * of the engine in it. A book's contents are a function of the venue's update id, so whatever a client went through,
 * its book at an id has to be the book here at this id.
 */
final class TwinBooks {
    private static final int TOP = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One symbol's book. */
    static final class Book {
        final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        /** The best levels of both sides, by update id. */
        final NavigableMap<Long, String> tops = new TreeMap<>();
        long updateId;

        private void apply(JsonNode bidLevels, JsonNode askLevels, long id) {
            apply(bids, bidLevels);
            apply(asks, askLevels);
            updateId = id;
            tops.put(id, top(bids, asks));
        }

        private static void apply(NavigableMap<BigDecimal, BigDecimal> side, JsonNode levels) {
            for (JsonNode level : levels) {
                final BigDecimal price = new BigDecimal(level.get(0).textValue()).stripTrailingZeros();
                final BigDecimal quantity = new BigDecimal(level.get(1).textValue()).stripTrailingZeros();
                if (quantity.signum() == 0) {
                    side.remove(price);
                } else {
                    side.put(price, quantity);
                }
            }
        }
    }

    private final Map<String, Book> books = new TreeMap<>();

    /** Books from recorded lines: the first depth reply of each symbol, and every depth frame that continues it. */
    static TwinBooks of(List<CaptureLine> lines) {
        final Map<String, String> snapshots = new LinkedHashMap<>();
        for (CaptureLine line : lines) {
            if (line.kind() == CaptureLine.Kind.HTTP && line.url().contains("/depth?symbol=")) {
                snapshots.putIfAbsent(line.url().replaceAll(".*symbol=([A-Z0-9]+).*", "$1"), line.text());
            }
        }
        return of(snapshots, lines.stream().filter(line -> line.kind() == CaptureLine.Kind.IN)
            .map(CaptureLine::text).toList());
    }

    /** Books from snapshots by symbol, and frames in the order in which they were sent. */
    static TwinBooks of(Map<String, String> snapshots, List<String> frames) {
        final TwinBooks twins = new TwinBooks();
        snapshots.forEach((symbol, body) -> {
            final JsonNode snapshot = json(body);
            final Book book = new Book();
            book.apply(snapshot.get("bids"), snapshot.get("asks"), snapshot.get("lastUpdateId").longValue());
            twins.books.put(symbol, book);
        });
        frames.forEach(twins::onFrame);
        return twins;
    }

    private void onFrame(String text) {
        if (!text.contains("depthUpdate")) {
            return;
        }
        final JsonNode frame = json(text);
        final JsonNode data = frame.has("data") ? frame.get("data") : frame;
        final Book book = books.get(data.get("s").textValue());
        if (book == null || data.get("u").longValue() <= book.updateId) {
            return;
        }
        if (data.get("U").longValue() > book.updateId + 1) {
            throw new IllegalStateException("the frames themselves have a gap before " + text);
        }
        book.apply(data.get("b"), data.get("a"), data.get("u").longValue());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Book of(String symbol) {
        return books.get(symbol);
    }

    Iterable<String> symbols() {
        return books.keySet();
    }

    /** The best levels, as text. */
    static String top(NavigableMap<BigDecimal, BigDecimal> bids, NavigableMap<BigDecimal, BigDecimal> asks) {
        final StringBuilder text = new StringBuilder(256);
        side(text, bids);
        side(text.append(" | "), asks);
        return text.toString();
    }

    private static void side(StringBuilder text, NavigableMap<BigDecimal, BigDecimal> side) {
        int count = 0;
        for (Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
            if (count++ == TOP) {
                return;
            }
            text.append(level.getKey().toPlainString()).append(" x ").append(level.getValue().toPlainString())
                .append("; ");
        }
    }
}
