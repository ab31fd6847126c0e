package io.escapement.engine.venue.loopback;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moves the times on in a text: whole numbers of milli-, micro- and nanoseconds since 1970, and RFC 3339. */
final class MovedTimes {
    private static final Pattern TIME = Pattern.compile(
        "(?<![0-9.])(1[0-9]{12}|1[0-9]{15}|1[0-9]{18})(?![0-9])|20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
    private static final int DIGITS_OF_NANOS = 19;

    private MovedTimes() {
    }

    static String in(final String text, final long byNs) {
        final Matcher matcher = TIME.matcher(text);
        final StringBuilder out = new StringBuilder(text.length());
        while (matcher.find()) {
            matcher.appendReplacement(out, moved(matcher.group(), byNs));
        }
        return matcher.appendTail(out).toString();
    }

    private static String moved(final String time, final long byNs) {
        if (time.endsWith("Z")) {
            return Instant.parse(time).plusNanos(byNs).toString();
        }
        long unit = 1;
        for (int i = time.length(); i < DIGITS_OF_NANOS; i++) {
            unit *= 10;
        }
        return Long.toString(Long.parseLong(time) + byNs / unit);
    }
}
