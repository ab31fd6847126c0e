package io.escapement.tools.journal;

import java.util.List;
import java.util.Map;

/**
 * A record for a person: the event in one line, each effect in a line of its own below. Long texts and deep books are
 * cut, and say so.
 */
public final class RecordLine {
    private static final int MAX_LEVELS = 3;
    private static final int MAX_TEXT = 80;

    private RecordLine() {
    }

    /** @param tree as {@link io.escapement.journal.RecordDump#tree} gives it */
    static String of(Map<String, Object> tree, Listing listing) {
        final StringBuilder line = new StringBuilder();
        line.append(tree.get("sequence")).append(' ').append(tree.get("eventTime")).append(' ')
            .append(tree.get("provenance"));
        if (!"NONE".equals(tree.get("verdict"))) {
            line.append(' ').append(tree.get("verdict"));
        }
        message(line.append(' '), map(tree.get("event")), listing);
        for (final Object effect : (List<?>) tree.get("effects")) {
            message(line.append("\n    -> "), map(effect), listing);
        }
        return line.toString();
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    /** One message of a record, in one line. */
    public static String message(Map<?, ?> message, Listing listing) {
        final StringBuilder line = new StringBuilder();
        message(line, message, listing);
        return line.toString();
    }

    private static void message(StringBuilder line, Map<?, ?> message, Listing listing) {
        line.append(message.get("type"));
        if (message.get("instrumentId") instanceof Long id && !message.containsKey("symbol")) {
            line.append(' ').append(listing.name(id.intValue()));
        }
        message.forEach((name, value) -> {
            if (!name.equals("type") && !name.equals("instrumentId") && !name.equals("stage")) {
                line.append(' ').append(name).append('=');
                value(line, value);
            }
        });
    }

    private static void value(StringBuilder line, Object value) {
        if (value instanceof List<?> rows) {
            rows(line, rows);
        } else {
            line.append(plain(String.valueOf(value)));
        }
    }

    private static void rows(StringBuilder line, List<?> rows) {
        line.append('[');
        for (int i = 0; i < Math.min(rows.size(), MAX_LEVELS); i++) {
            line.append(i == 0 ? "" : ", ").append(String.join(" x ",
                map(rows.get(i)).values().stream().map(String::valueOf).toList()));
        }
        if (rows.size() > MAX_LEVELS) {
            line.append(", ... ").append(rows.size() - MAX_LEVELS).append(" more");
        }
        line.append(']');
    }

    /** One line, and nothing in it that a terminal would obey: venues' texts are shown too. */
    static String plain(String text) {
        final String clean = text.replaceAll("\\R", " / ").replaceAll("\\p{Cntrl}", "?").strip();
        final String cut = clean.length() <= MAX_TEXT ? clean
            : clean.substring(0, MAX_TEXT) + "... (" + text.length() + " characters)";
        return cut.isEmpty() || cut.indexOf(' ') >= 0 ? '"' + cut + '"' : cut;
    }
}
