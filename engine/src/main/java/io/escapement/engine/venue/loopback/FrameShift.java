package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves the times and ids of a recording on for each further pass of a loop, so that no pass looks like the past of
 * the one before. Ids leave a gap at the seam, because the book at the end is not the book at the beginning: a client
 * must notice and take a new snapshot.
 */
final class FrameShift {
    private static final long PAUSE_NS = 1_000_000_000L;
    private static final Pattern NUMBER = Pattern.compile("\"([ETUutaflLX]|pu|lastUpdateId)\":(\\d{1,18})(?=[,}\\]])");
    private static final String ID_FIELDS = "U u pu lastUpdateId";

    private long spanNs;
    private long spanIds;
    private long passCount;

    /** Whether nothing is moved yet: the first pass is to the letter. */
    boolean isIdle() {
        return passCount == 0;
    }

    /** Finds out how far to move: longer than the recording, and further than any id in it goes. */
    void measure(final Path file) throws IOException {
        long firstNs = Long.MAX_VALUE;
        long lastNs = 0;
        final IdSpan ids = new IdSpan();
        try (CaptureReader reader = CaptureReader.open(file, CaptureLine.Kind.HTTP, CaptureLine.Kind.IN)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                firstNs = Math.min(firstNs, line.timeNs());
                lastNs = Math.max(lastNs, line.timeNs());
                if (line.text() != null) {
                    ids.add(line.text());
                }
            }
        }
        final long millis = (lastNs - firstNs + PAUSE_NS) / 1_000_000 + 1;
        spanNs = millis * 1_000_000;
        spanIds = ids.span() + 1_000;
    }

    /** One pass further. */
    void advance() {
        passCount++;
    }

    long timeNs(final long recordedNs) {
        return recordedNs + passCount * spanNs;
    }

    String snapshot(final String body) {
        return isIdle() ? body : moved(body, 0);
    }

    String frame(final String wrapped, final int dataOffset) {
        return moved(wrapped, dataOffset);
    }

    private String moved(final String text, final int from) {
        final boolean kline = text.startsWith("{\"e\":\"kline\"", from);
        final boolean trade = text.startsWith("{\"e\":\"trade\"", from);
        final Matcher matcher = NUMBER.matcher(text).region(from, text.length());
        final StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        int done = from;
        while (matcher.find()) {
            final long value = Long.parseLong(matcher.group(2));
            out.append(text, done, matcher.start(2)).append(value + by(matcher.group(1), kline, trade));
            done = matcher.end(2);
        }
        return out.append(text, done, text.length()).toString();
    }

    /** A lower-case t is a trade's id but a candle's time, and T is always a time, as E is. */
    private long by(final String field, final boolean kline, final boolean trade) {
        final boolean time = "E".equals(field) || "T".equals(field) || kline && "t".equals(field);
        if (time) {
            return passCount * (spanNs / 1_000_000);
        }
        final boolean tradeId = trade && "t".equals(field) || !trade && "afL".contains(field) || "l".equals(field);
        return tradeId || ID_FIELDS.contains(field) ? passCount * spanIds : 0;
    }

    /** The widest range that the ids of one kind and symbol take. */
    private static final class IdSpan {
        private static final Pattern ID =
            Pattern.compile("\"(u|t|a|l|L|lastUpdateId)\":(\\d{1,18})(?=[,}\\]])");
        private static final Pattern SYMBOL = Pattern.compile("\"s\":\"([^\"]*)\"");

        private final Map<String, long[]> ranges = new HashMap<>();

        void add(final String text) {
            final Matcher symbol = SYMBOL.matcher(text);
            final String name = symbol.find() ? symbol.group(1) : "";
            final Matcher id = ID.matcher(text);
            while (id.find()) {
                final long value = Long.parseLong(id.group(2));
                final long[] range = ranges.computeIfAbsent(name + ' ' + id.group(1), key -> new long[] {value, value});
                range[0] = Math.min(range[0], value);
                range[1] = Math.max(range[1], value);
            }
        }

        /** Snapshots name no symbol, so their ids are left out: an update id of the stream is near each. */
        long span() {
            return ranges.entrySet().stream().filter(entry -> !entry.getKey().startsWith(" "))
                .mapToLong(entry -> entry.getValue()[1] - entry.getValue()[0]).max().orElse(0);
        }
    }
}
