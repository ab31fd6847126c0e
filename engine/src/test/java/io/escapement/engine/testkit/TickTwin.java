package io.escapement.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.regex.Pattern;

/** A twin of decoders of venues that tell times as numbers, and rates with more decimals than we keep. */
public abstract class TickTwin extends JsonTwin {
    protected static final long NS_PER_MS = 1_000_000L;
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?0*[0-9]{1,6})?");
    protected static final String RECEIVED = " " + FrameBench.RECEIVE_TIME + " ";

    protected TickTwin(Collection<Instrument> listed) {
        super(listed, -1);
    }

    /** A text field; the frame is wrong where there is none. */
    protected static String text(JsonNode object, String key) {
        require(object.path(key).isTextual());
        return object.get(key).textValue();
    }

    protected static JsonNode object(JsonNode node) {
        require(node.isObject());
        return node;
    }

    /** A field that has to be there, whatever it is. */
    protected static JsonNode need(JsonNode object, String key) {
        require(object.has(key));
        return object.get(key);
    }

    protected static long millis(JsonNode object, String key) {
        return Math.multiplyExact(integer(need(object, key)), NS_PER_MS);
    }

    protected static String millisOr(JsonNode object, String key, String otherwise) {
        return isNone(object.path(key)) ? otherwise : "" + millis(object, key);
    }

    /** Missing, null or empty. */
    protected static boolean isNone(JsonNode node) {
        return node.isMissingNode() || node.isNull() || isText(node, "");
    }

    /** A decimal without the digits beyond the exponent. */
    protected static String cut(JsonNode object, String key, int exponent) {
        final JsonNode node = object.path(key);
        if (isNone(node)) {
            return "-";
        }
        require(node.isNumber() || node.isTextual() && DECIMAL.matcher(node.textValue()).matches());
        if (node.isTextual() && node.textValue().matches(".*[eE].*")) {
            return "" + signed(node, exponent);
        }
        final BigDecimal value = node.isNumber() ? node.decimalValue() : new BigDecimal(node.textValue());
        return "" + value.scaleByPowerOfTen(-exponent).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /** Levels of an array of arrays, each with a space before it. */
    protected static String levels(JsonNode rows, Instrument instrument) {
        final StringBuilder text = new StringBuilder();
        for (final JsonNode row : array(rows)) {
            require(row.isArray() && row.size() >= 2);
            text.append(' ').append(decimal(row.get(0), instrument.priceExponent(), false)).append(':')
                .append(decimal(row.get(1), instrument.quantityExponent(), true));
        }
        return text.toString();
    }

    /** Price and quantity of an array of at most one level. */
    protected static String best(JsonNode rows, Instrument instrument) {
        require(array(rows).size() <= 1);
        return rows.isEmpty() ? "0 0" : pair(rows.get(0), instrument);
    }

    /** Price and quantity of one level, which may be empty. */
    protected static String pair(JsonNode level, Instrument instrument) {
        if (array(level).isEmpty()) {
            return "0 0";
        }
        require(level.size() >= 2);
        return decimal(level.get(0), instrument.priceExponent(), true) + " "
            + decimal(level.get(1), instrument.quantityExponent(), true);
    }

    /** 0 where the field is an empty text. */
    protected static long orZero(JsonNode object, String key, int exponent) {
        return isText(need(object, key), "") ? 0 : decimal(object.get(key), exponent, true);
    }

    protected static String side(JsonNode object, String key, String buy, String sell) {
        final String side = text(object, key);
        require(side.equals(buy) || side.equals(sell));
        return side.equals(buy) ? "BUY" : "SELL";
    }
}
