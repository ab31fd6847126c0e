package io.escapement.engine.venue.loopback;

import java.nio.charset.StandardCharsets;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binance's diff depth frames under other numbers, at other times, with other levels. */
final class NumberedFrame {
    private static final Pattern NUMBERS = Pattern.compile("\"(?:U|u|pu)\":(\\d{1,18})");
    private static final Pattern PREVIOUS = Pattern.compile("\"pu\":(\\d{1,18})");
    private static final Pattern TIMES = Pattern.compile("\"[ET]\":(\\d{1,18})");
    private static final Pattern LEVELS = Pattern.compile("\"([ba])\":\\[(?:\\[[^]]*],?)*]");

    private NumberedFrame() {
    }

    /** With its numbers moved by this much. */
    static SourceItem.Frame moved(final SourceItem.Frame frame, final long by) {
        return by == 0 ? frame : with(frame, replaced(text(frame), NUMBERS, number -> number + by));
    }

    /** With its times moved by so many milliseconds. */
    static SourceItem.Frame at(final SourceItem.Frame frame, final long byMs) {
        return with(frame, replaced(text(frame), TIMES, time -> time + byMs));
    }

    /** As the update of this one number, chained to the one below it. */
    static SourceItem.Frame under(final SourceItem.Frame frame, final long number) {
        return with(frame, replaced(replaced(text(frame), NUMBERS, any -> number), PREVIOUS, any -> number - 1));
    }

    static SourceItem.Frame withoutLevels(final SourceItem.Frame frame) {
        return with(frame, LEVELS.matcher(text(frame)).replaceAll("\"$1\":[]"));
    }

    private static String text(final SourceItem.Frame frame) {
        return new String(frame.wrapped(), StandardCharsets.UTF_8);
    }

    private static String replaced(final String text, final Pattern pattern, final LongUnaryOperator change) {
        final Matcher matcher = pattern.matcher(text);
        final StringBuilder out = new StringBuilder(text.length() + 16);
        int done = 0;
        while (matcher.find()) {
            out.append(text, done, matcher.start(1))
                .append(change.applyAsLong(Long.parseLong(matcher.group(1))));
            done = matcher.end(1);
        }
        return out.append(text, done, text.length()).toString();
    }

    /** Only what stands within the data has changed. */
    private static SourceItem.Frame with(final SourceItem.Frame frame, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final int tail = frame.wrapped().length - frame.dataOffset() - frame.dataLength();
        return new SourceItem.Frame(frame.timeNs(), frame.stream(), frame.key(), frame.symbol(), bytes,
            frame.dataOffset(), bytes.length - frame.dataOffset() - tail);
    }
}
