package io.escapement.perf.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.function.BiConsumer;

/** Reads REST snapshots for books that are not the engine's; not measured. */
final class Snapshots {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Snapshots() {
    }

    static void read(byte[] body, BiConsumer<BigDecimal, BigDecimal> bids, BiConsumer<BigDecimal, BigDecimal> asks) {
        try {
            final JsonNode snapshot = JSON.readTree(body);
            levels(snapshot.get("bids"), bids);
            levels(snapshot.get("asks"), asks);
        } catch (final IOException e) {
            throw new UncheckedIOException("a snapshot that is not JSON", e);
        }
    }

    private static void levels(JsonNode levels, BiConsumer<BigDecimal, BigDecimal> side) {
        for (final JsonNode level : levels) {
            side.accept(new BigDecimal(level.get(0).asText()), new BigDecimal(level.get(1).asText()));
        }
    }
}
