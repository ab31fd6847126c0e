package io.escapement.perf.venues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recorded frames of Binance spot as its SBE streams would have sent them, one after the other. */
final class BinaryWords {
    static final int PRICE = -2;
    static final int QUANTITY = -8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIFF = 10_003;
    private static final int QUOTE = 10_001;
    private static final int TRADES = 10_000;
    private static final long US_PER_MS = 1_000;

    private final ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);

    /** The event object of a frame. */
    static JsonNode event(byte[] frame) {
        try {
            final JsonNode top = JSON.readTree(frame);
            return top.has("data") ? top.get("data") : top;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] binary(byte[] frame) {
        final JsonNode event = event(frame);
        out.clear();
        switch (event.path("e").asText()) {
            case "depthUpdate" -> {
                head(26, DIFF).putLong(event.get("E").asLong() * US_PER_MS).putLong(event.get("U").asLong())
                    .putLong(event.get("u").asLong()).put((byte) PRICE).put((byte) QUANTITY);
                levels(event.get("b"));
                levels(event.get("a"));
            }
            case "trade" -> head(18, TRADES).putLong(event.get("E").asLong() * US_PER_MS)
                .putLong(event.get("T").asLong() * US_PER_MS).put((byte) PRICE).put((byte) QUANTITY)
                .putShort((short) 25).putInt(1).putLong(event.get("t").asLong()).putLong(number(event.get("p"), PRICE))
                .putLong(number(event.get("q"), QUANTITY)).put((byte) (event.get("m").booleanValue() ? 1 : 0));
            default -> head(50, QUOTE).putLong(0).putLong(event.get("u").asLong()).put((byte) PRICE)
                .put((byte) QUANTITY).putLong(number(event.get("b"), PRICE)).putLong(number(event.get("B"), QUANTITY))
                .putLong(number(event.get("a"), PRICE)).putLong(number(event.get("A"), QUANTITY));
        }
        final byte[] symbol = event.get("s").asText().getBytes(StandardCharsets.US_ASCII);
        out.put((byte) symbol.length).put(symbol);
        return Arrays.copyOf(out.array(), out.position());
    }

    private ByteBuffer head(int block, int template) {
        return out.putShort((short) block).putShort((short) template).putShort((short) 1).putShort((short) 0);
    }

    private void levels(JsonNode rows) {
        out.putShort((short) 16).putShort((short) rows.size());
        for (final JsonNode row : rows) {
            out.putLong(number(row.get(0), PRICE)).putLong(number(row.get(1), QUANTITY));
        }
    }

    private static long number(JsonNode text, int exponent) {
        return new BigDecimal(text.asText()).movePointRight(-exponent).longValueExact();
    }
}
