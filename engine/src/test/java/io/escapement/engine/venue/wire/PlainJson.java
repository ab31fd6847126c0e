package io.escapement.engine.venue.wire;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the slow plain twins of JSON decoders share: Jackson trees and BigDecimal; numbers in quotes or not. */
public final class PlainJson {
    /** The only line of a frame that is wrong. */
    public static final String WRONG = "WRONG";
    public static final ObjectMapper LENIENT = mapper().build();

    /** As {@link #LENIENT}, save that no key may come twice. */
    public static final ObjectMapper STRICT = mapper().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?0*[0-9]{1,6})?");
    /** Powers of ten that BigDecimal takes for ever over. */
    private static final Pattern HUGE = Pattern.compile("[eE][+-]?[0-9]{4}");
    private static final Pattern MINUS_ZERO = Pattern.compile("-0");
    /** More than any mantissa has, and few enough to be worked out. */
    private static final int MOST_DIGITS = 40;

    private PlainJson() {
    }

    private static JsonMapper.Builder mapper() {
        return JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** Says with {@link WireLines} what is to be published of a tree. */
    @FunctionalInterface
    public interface Twin {
        /** @throws ArithmeticException where the frame is wrong */
        List<String> lines(JsonNode top);
    }

    /** What a twin says of a text; {@link #WRONG} where it is wrong. */
    public static List<String> decode(Twin twin, byte[] text) {
        return decode(twin, text, STRICT);
    }

    /** Whether a power of ten is in it, perhaps of a field that nobody reads, that the twins' numbers cannot hold. */
    public static boolean isBeyondTheTwins(byte[] text) {
        return HUGE.matcher(new String(text, StandardCharsets.UTF_8)).find();
    }

    private static List<String> decode(Twin twin, byte[] text, ObjectMapper mapper) {
        try {
            final JsonNode top = mapper.readTree(text);
            require(top != null);
            return twin.lines(top);
        } catch (IOException | ArithmeticException e) {
            return List.of(WRONG);
        }
    }

    /**
     * Compares what a decoder published of a text with what its twin says. Of texts with escapes, characters beyond
     * ASCII or minus zeros, and where a key comes twice, the decoder may take less than the twin, never more.
     *
     * @return the lines of the market that both agree on
     */
    public static List<String> agree(Twin twin, byte[] text, List<String> events) {
        final String shown = new String(text, StandardCharsets.UTF_8);
        if (isBeyondTheTwins(text)) {
            return List.of();
        }
        final List<String> market = WireBench.market(events);
        final List<String> expected = decode(twin, text);
        final boolean plain = shown.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\')
            && !MINUS_ZERO.matcher(shown).find();
        final boolean wrong = expected.contains(WRONG);
        if (wrong && decode(twin, text, LENIENT).equals(market)) {
            return market;
        }
        if (!market.isEmpty() || plain && !wrong) {
            assertEquals(expected, market, shown);
        }
        if (plain) {
            assertEquals(wrong, WireBench.isMalformed(events), () -> shown + events);
            assertTrue(!wrong || market.isEmpty(), shown);
        }
        return market;
    }

    /** A whole number from 0 on, of 63 bits. */
    public static long integer(JsonNode node) {
        if (node.isTextual()) {
            require(node.textValue().matches("[0-9]+"));
            return new BigDecimal(node.textValue()).longValueExact();
        }
        require(node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0);
        return node.longValue();
    }

    /** Milliseconds to nanoseconds. */
    public static long time(JsonNode node) {
        return Math.multiplyExact(integer(node), 1_000_000L);
    }

    /** A decimal, in quotes or not. */
    public static BigDecimal decimal(JsonNode node) {
        require(node.isNumber() || node.isTextual() && DECIMAL.matcher(node.textValue()).matches());
        return node.isNumber() ? node.decimalValue() : new BigDecimal(node.textValue());
    }

    public static long signed(JsonNode node, int exponent) {
        final BigDecimal value = decimal(node);
        if (value.signum() == 0) {
            return 0;
        }
        require(value.precision() - value.scale() < MOST_DIGITS && value.stripTrailingZeros().scale() < MOST_DIGITS);
        return value.scaleByPowerOfTen(-exponent).setScale(0).longValueExact();
    }

    public static long decimal(JsonNode node, int exponent, boolean mayBeZero) {
        final long mantissa = signed(node, exponent);
        require(mantissa > 0 || mantissa == 0 && mayBeZero);
        return mantissa;
    }

    public static long price(JsonNode node, Instrument instrument, boolean mayBeZero) {
        return decimal(node, instrument.priceExponent(), mayBeZero);
    }

    public static long quantity(JsonNode node, Instrument instrument, boolean mayBeZero) {
        return decimal(node, instrument.quantityExponent(), mayBeZero);
    }

    /** {@code " price:quantity"} for each row of two or more. */
    public static String levels(JsonNode rows, Instrument instrument) {
        require(rows.isArray());
        final StringBuilder text = new StringBuilder();
        for (final JsonNode row : rows) {
            require(row.isArray() && row.size() >= 2);
            text.append(' ').append(price(row.get(0), instrument, false)).append(':')
                .append(quantity(row.get(1), instrument, true));
        }
        return text.toString();
    }

    public static boolean isText(JsonNode node, String text) {
        return node.isTextual() && node.textValue().equals(text);
    }

    public static void require(boolean condition) {
        if (!condition) {
            throw new ArithmeticException("not what was expected");
        }
    }
}
