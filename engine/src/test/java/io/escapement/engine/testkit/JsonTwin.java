package io.escapement.engine.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.wire.PlainJson;

import java.io.IOException;
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
 * What slow plain twins of JSON decoders share that follow a connection, beside {@link PlainJson}. A twin says with
 * {@link EventLines} what the decoder should publish, statuses left out save {@code CONNECTION_GAP}; {@link #WRONG} is
 * the last line where the frame is wrong.
 */
public abstract class JsonTwin {
    /** The last line of a frame that is wrong. */
    public static final String WRONG = "wrong";

    private static final Pattern TIME = Pattern.compile(
        "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:)([0-9]{2})(?:\\.([0-9]{1,9}))?Z");

    protected final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private long nextNumber;
    private boolean repeated;

    /** @param firstNumber of the connection's sequence; -1 where any may come first */
    protected JsonTwin(Collection<Instrument> listed, long firstNumber) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
        nextNumber = firstNumber;
    }

    public final List<String> decode(byte[] frame) {
        final List<String> lines = new ArrayList<>();
        final List<String> before = new ArrayList<>();
        try {
            decode(PlainJson.STRICT.readTree(frame), before, lines);
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
            PlainJson.LENIENT.readTree(frame);
        } catch (IOException e) {
            return false;
        }
        try {
            PlainJson.STRICT.readTree(frame);
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
        return PlainJson.isText(node, text);
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
        return PlainJson.integer(node);
    }

    protected static long decimal(JsonNode node, int exponent, boolean mayBeZero) {
        return PlainJson.decimal(node, exponent, mayBeZero);
    }

    protected static long signed(JsonNode node, int exponent) {
        return PlainJson.signed(node, exponent);
    }

    /** The elements of an array. */
    protected static JsonNode array(JsonNode node) {
        require(node.isArray());
        return node;
    }

    protected static void require(boolean condition) {
        PlainJson.require(condition);
    }
}
