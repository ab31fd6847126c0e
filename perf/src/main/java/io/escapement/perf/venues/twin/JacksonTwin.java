package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A Jackson tree of the whole frame, a {@link BigDecimal} of each number, symbols in a hash map. */
abstract class JacksonTwin implements Twin {
    protected static final long NS_PER_MS = 1_000_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Map<String, Instrument> instruments = new HashMap<>();

    JacksonTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    @Override
    public String name() {
        return "Jackson tree + BigDecimal";
    }

    @Override
    public void decode(byte[] frame, Told told) throws IOException {
        read(JSON.readTree(frame), told);
    }

    abstract void read(JsonNode top, Told told);

    /** Null where nobody knows it. */
    final Instrument instrument(String symbol) {
        return instruments.get(symbol);
    }

    static long mantissa(JsonNode node, int exponent) {
        final BigDecimal value = node.isTextual() ? new BigDecimal(node.textValue()) : node.decimalValue();
        return value.movePointRight(-exponent).longValue();
    }

    /** 0 where there is none. */
    static long orZero(JsonNode node, int exponent) {
        return node.isMissingNode() || node.isNull() || node.isTextual() && node.textValue().isEmpty() ? 0
            : mantissa(node, exponent);
    }

    static long price(JsonNode node, Instrument instrument) {
        return mantissa(node, instrument.priceExponent());
    }

    static long quantity(JsonNode node, Instrument instrument) {
        return mantissa(node, instrument.quantityExponent());
    }

    static long millis(JsonNode node) {
        return node.asLong() * NS_PER_MS;
    }

    /** Levels as arrays: price, quantity and whatever follows. */
    static void levels(JsonNode bids, JsonNode asks, Instrument instrument, Told told) {
        for (final JsonNode row : bids) {
            told.bid(price(row.get(0), instrument), quantity(row.get(1), instrument));
        }
        for (final JsonNode row : asks) {
            told.ask(price(row.get(0), instrument), quantity(row.get(1), instrument));
        }
    }
}
