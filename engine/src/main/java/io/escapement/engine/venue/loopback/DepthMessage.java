package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A depthUpdate, or the body of a REST depth reply, taken apart. */
final class DepthMessage {
    private static final JsonFactory JSON = new JsonFactory();

    private String symbol;
    private long firstUpdateId;
    private long lastUpdateId;
    private long eventTimeMs;
    private int priceDecimals;
    private long[] prices = new long[16];
    private String[] quantities = new String[16];
    private int bidCount;
    private int count;

    private DepthMessage() {
    }

    /** Of a REST reply. */
    static DepthMessage parse(final String body) {
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** Of a part of a frame. @throws IllegalArgumentException where it is not a depth message */
    static DepthMessage parse(final byte[] bytes, final int offset, final int length) {
        final DepthMessage message = new DepthMessage();
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            message.read(json);
        } catch (final IOException | ArithmeticException | NumberFormatException ex) {
            throw new IllegalArgumentException("not a depth message: " + ex.getMessage(), ex);
        }
        return message;
    }

    private void read(final JsonParser json) throws IOException {
        json.nextToken();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            final JsonToken value = json.nextToken();
            switch (name) {
                case "s" -> symbol = json.getText();
                case "U" -> firstUpdateId = json.getLongValue();
                case "u", "lastUpdateId" -> lastUpdateId = json.getLongValue();
                case "E" -> eventTimeMs = json.getLongValue();
                case "b", "bids" -> readBids(json);
                case "a", "asks" -> readLevels(json);
                default -> {
                    if (value.isStructStart()) {
                        json.skipChildren();
                    }
                }
            }
        }
    }

    private void readBids(final JsonParser json) throws IOException {
        if (count > 0) {
            throw new IllegalArgumentException("asks before bids");
        }
        readLevels(json);
        bidCount = count;
    }

    private void readLevels(final JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, count * 2);
                quantities = Arrays.copyOf(quantities, count * 2);
            }
            final String price = json.nextTextValue();
            priceDecimals = Math.max(priceDecimals, DecimalText.decimals(price));
            prices[count] = DecimalText.parse(price);
            quantities[count++] = json.nextTextValue();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
            }
        }
    }

    String symbol() {
        return symbol;
    }

    long firstUpdateId() {
        return firstUpdateId;
    }

    long lastUpdateId() {
        return lastUpdateId;
    }

    long eventTimeMs() {
        return eventTimeMs;
    }

    /** Most digits after the point of any price. */
    int priceDecimals() {
        return priceDecimals;
    }

    int levelCount() {
        return count;
    }

    boolean isBid(final int level) {
        return level < bidCount;
    }

    boolean isRemoval(final int level) {
        return DecimalText.isZero(quantities[level]);
    }

    /** Mantissa at exponent -8. */
    long price(final int level) {
        return prices[level];
    }

    /** As the venue wrote it. */
    String quantity(final int level) {
        return quantities[level];
    }
}
