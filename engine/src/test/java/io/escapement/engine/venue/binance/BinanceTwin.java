package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.core.StreamReadFeature;
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
import java.util.regex.Pattern;

/** The decoder's slow plain twin: a Jackson tree and BigDecimal. Says what {@link DecoderBench} should. */
final class BinanceTwin {
    /** The frame holds nothing for us. */
    static final String NOTHING = "nothing";
    /** The frame is wrong. */
    static final String WRONG = "wrong";

    private static final ObjectMapper LENIENT = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?0*[0-9]{1,6})?");

    private final Map<String, Instrument> instruments = new HashMap<>();

    BinanceTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    String decode(byte[] frame) {
        return decode(frame, JSON);
    }

    /** What {@link #decode} would say if a key might come twice. */
    String decodeIgnoringDuplicates(byte[] frame) {
        return decode(frame, LENIENT);
    }

    private String decode(byte[] frame, ObjectMapper json) {
        try {
            final JsonNode top = json.readTree(frame);
            require(top.isObject());
            final JsonNode event = top.has("data") ? top.get("data") : top;
            return event.isObject() ? decodeEvent(event) : NOTHING;
        } catch (IOException | ArithmeticException e) {
            return WRONG;
        }
    }

    private String decodeEvent(JsonNode event) {
        if (!event.has("e")) {
            return event.has("u") && event.has("B") && event.has("A") ? quote(event) : NOTHING;
        }
        require(event.get("e").isTextual());
        return switch (event.get("e").textValue()) {
            case "depthUpdate" -> delta(event);
            case "trade" -> trade(event);
            case "bookTicker" -> quote(event);
            case "serverShutdown" -> event.has("E") && time(event, "E") < 0 ? WRONG : NOTHING;
            default -> NOTHING;
        };
    }

    private String delta(JsonNode event) {
        final Instrument instrument = instrument(event);
        if (instrument == null) {
            return NOTHING;
        }
        if (event.has("T")) {
            integer(event, "T");
        }
        return "delta " + instrument.id() + " " + time(event, "E") + " " + DecoderBench.RECEIVE_TIME + " "
            + integer(event, "U") + " " + integer(event, "u") + " "
            + (event.has("pu") ? "" + integer(event, "pu") : "-")
            + " b|" + levels(event, "b", instrument) + " a|" + levels(event, "a", instrument);
    }

    private String levels(JsonNode event, String key, Instrument instrument) {
        require(event.path(key).isArray());
        final StringBuilder text = new StringBuilder();
        for (final JsonNode level : event.get(key)) {
            require(level.isArray() && level.size() == 2);
            text.append(' ').append(decimal(level.get(0), instrument.priceExponent(), false))
                .append(':').append(decimal(level.get(1), instrument.quantityExponent(), true));
        }
        return text.toString();
    }

    private String trade(JsonNode event) {
        final Instrument instrument = instrument(event);
        if (instrument == null || event.has("X") && !"MARKET".equals(event.get("X").textValue())) {
            return NOTHING;
        }
        if (event.has("E")) {
            integer(event, "E");
        }
        require(event.path("m").isBoolean());
        return "trade " + instrument.id() + " " + time(event, "T") + " " + DecoderBench.RECEIVE_TIME + " "
            + integer(event, "t") + " " + decimal(event.path("p"), instrument.priceExponent(), false) + " "
            + decimal(event.path("q"), instrument.quantityExponent(), false) + " "
            + (event.get("m").booleanValue() ? "SELL" : "BUY");
    }

    private String quote(JsonNode event) {
        final Instrument instrument = instrument(event);
        if (instrument == null) {
            return NOTHING;
        }
        if (event.has("T")) {
            integer(event, "T");
        }
        return "quote " + instrument.id() + " " + (event.has("E") ? "" + time(event, "E") : "-") + " "
            + DecoderBench.RECEIVE_TIME + " " + integer(event, "u") + " "
            + decimal(event.path("b"), instrument.priceExponent(), true) + " "
            + decimal(event.path("B"), instrument.quantityExponent(), true) + " "
            + decimal(event.path("a"), instrument.priceExponent(), true) + " "
            + decimal(event.path("A"), instrument.quantityExponent(), true);
    }

    private Instrument instrument(JsonNode event) {
        require(event.path("s").isTextual());
        return instruments.get(event.get("s").textValue());
    }

    private static long time(JsonNode event, String key) {
        return Math.multiplyExact(integer(event, key), 1_000_000L);
    }

    private static long integer(JsonNode event, String key) {
        final JsonNode node = event.path(key);
        require(node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0);
        return node.longValue();
    }

    private static long decimal(JsonNode node, int exponent, boolean mayBeZero) {
        require(node.isTextual() && DECIMAL.matcher(node.textValue()).matches());
        final long mantissa =
            new BigDecimal(node.textValue()).scaleByPowerOfTen(-exponent).setScale(0).longValueExact();
        require(mantissa > 0 || mantissa == 0 && mayBeZero);
        return mantissa;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new ArithmeticException("not what was expected");
        }
    }
}
