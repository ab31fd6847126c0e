package io.escapement.engine.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What slow plain twins of JSON decoders share: a Jackson tree, BigDecimal, java.time. A twin says with
 * {@link EventLines} what the decoder should publish, statuses left out save {@code CONNECTION_GAP}; {@link #WRONG} is
 * the last line where the frame is wrong.
 */
public abstract class JsonTwin {
    /** The last line of a frame that is wrong. */
    public static final String WRONG = "wrong";

    private static final ObjectMapper LENIENT = mapper().build();
    private static final ObjectMapper STRICT = mapper().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?0*[0-9]{1,6})?");
    private static final Pattern TIME = Pattern.compile(
        "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:)([0-9]{2})(?:\\.([0-9]{1,9}))?Z");
    private static final int MOST_DIGITS = 40;

    protected final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private long nextNumber;
    private boolean repeated;

    /** @param firstNumber of the connection's sequence; -1 where any may come first */
    protected JsonTwin(Collection<Instrument> listed, long firstNumber) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
        nextNumber = firstNumber;
    }

    private static JsonMapper.Builder mapper() {
        return JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    public final List<String> decode(byte[] frame) {
        final List<String> lines = new ArrayList<>();
        final List<String> before = new ArrayList<>();
        try {
            decode(STRICT.readTree(frame), before, lines);
        } catch (IOException | ArithmeticException e) {
            lines.clear();
            lines.add(WRONG);
        }
        before.addAll(lines);
        return before;
    }

    /** Whether the only thing wrong with the frame is a key that comes twice somewhere. */
    public static boolean hasDuplicates(byte[] frame) {
        try {
            LENIENT.readTree(frame);
        } catch (IOException e) {
            return false;
        }
        try {
            STRICT.readTree(frame);
            return false;
        } catch (JsonProcessingException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Adds the lines of a frame.
     *
     * @param gaps  lines that count even if the frame is wrong
     * @param lines all others
     * @throws ArithmeticException where the frame is wrong
     */
    protected abstract void decode(JsonNode top, List<String> gaps, List<String> lines) throws IOException;

    /** The connection's sequence: false for a repetition; a line where messages are missing. */
    protected final boolean isNew(long number, long first, List<String> gaps) {
        final boolean restart = number == first && nextNumber > first + 1;
        if (number < nextNumber && !repeated && !restart) {
            repeated = true;
            return false;
        }
        if (number != nextNumber && nextNumber >= 0) {
            gaps.add("gap: expected " + nextNumber + ", got " + number);
        }
        repeated = false;
        nextNumber = number == Long.MAX_VALUE ? number : number + 1;
        return true;
    }

    protected final long count(Instrument instrument) {
        return counts.merge(instrument.id(), 1L, Long::sum);
    }

    protected static String delta(Instrument instrument, String time, long count, String checksum, String levels) {
        return "delta " + instrument.id() + " " + time + " " + FrameBench.RECEIVE_TIME + " " + count + " " + count + " "
            + (count - 1) + " c" + checksum + levels;
    }

    protected static String snapshot(Instrument instrument, String time, long count, String checksum, String levels) {
        return "snapshot " + instrument.id() + " " + time + " " + FrameBench.RECEIVE_TIME + " " + count + " c"
            + checksum + " in stream" + levels;
    }

    /** Null where nobody knows it. */
    protected final Instrument instrument(JsonNode object, String key) {
        require(object.path(key).isTextual());
        return instruments.get(object.get(key).textValue());
    }

    protected static boolean isText(JsonNode node, String text) {
        return node.isTextual() && node.textValue().equals(text);
    }

    protected static long time(JsonNode node) {
        final Matcher matcher = TIME.matcher(node.isTextual() ? node.textValue() : "");
        require(matcher.matches());
        final String second = matcher.group(2).equals("60") ? "59" : matcher.group(2);
        try {
            final LocalDateTime time = LocalDateTime.parse(matcher.group(1) + second);
            require(time.getYear() >= 1970 && time.getYear() <= 2261);
            final String nanos = matcher.group(3) == null ? "" : matcher.group(3);
            return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L
                + Long.parseLong((nanos + "000000000").substring(0, 9));
        } catch (DateTimeException e) {
            throw new ArithmeticException(e.getMessage());
        }
    }

    /** From 0 on, of 63 bits, in quotes or not. */
    protected static long integer(JsonNode node) {
        if (node.isTextual()) {
            require(node.textValue().matches("[0-9]+"));
            return new BigDecimal(node.textValue()).longValueExact();
        }
        require(node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0);
        return node.longValue();
    }

    protected static long decimal(JsonNode node, int exponent, boolean mayBeZero) {
        final long mantissa = signed(node, exponent);
        require(mantissa > 0 || mantissa == 0 && mayBeZero);
        return mantissa;
    }

    protected static long signed(JsonNode node, int exponent) {
        require(node.isNumber() || node.isTextual() && DECIMAL.matcher(node.textValue()).matches());
        final BigDecimal value = node.isNumber() ? node.decimalValue() : new BigDecimal(node.textValue());
        if (value.signum() == 0) {
            return 0;
        }
        require(value.precision() - value.scale() < MOST_DIGITS && value.stripTrailingZeros().scale() < MOST_DIGITS);
        return value.scaleByPowerOfTen(-exponent).setScale(0).longValueExact();
    }

    /** The elements of an array. */
    protected static JsonNode array(JsonNode node) {
        require(node.isArray());
        return node;
    }

    protected static void require(boolean condition) {
        if (!condition) {
            throw new ArithmeticException("not what was expected");
        }
    }
}
