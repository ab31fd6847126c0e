package io.escapement.engine.venue.loopback;

import java.util.Locale;

/** The venue's stream names. */
final class StreamName {
    private static final String DEPTH = "@depth";

    private StreamName() {
    }

    /**
     * What a subscription is looked up by: the name, of a diff depth stream without its speed, because a recording or
     * a generator has only one speed of it, whatever was asked for.
     */
    static String key(final String stream) {
        final int at = stream.indexOf('@');
        if (at > 0 && stream.startsWith(DEPTH, at)) {
            final int end = at + DEPTH.length();
            if (end == stream.length() || stream.charAt(end) == '@') {
                return stream.substring(0, end);
            }
        }
        return stream;
    }

    /** Whether the key, or the name, is one of a diff depth stream. */
    static boolean isDepth(final String stream) {
        return key(stream).endsWith(DEPTH);
    }

    /** The symbol, as REST spells it. */
    static String symbol(final String stream) {
        final int at = stream.indexOf('@');
        return (at < 0 ? stream : stream.substring(0, at)).toUpperCase(Locale.ROOT);
    }

    /** Whether a venue would take this for the name of a stream: {@code symbol@what} or {@code !what}. */
    static boolean isValid(final String stream) {
        if (stream.isEmpty() || stream.length() > 128 || stream.indexOf(' ') >= 0 || stream.indexOf('"') >= 0) {
            return false;
        }
        final int at = stream.indexOf('@');
        return at > 0 && at < stream.length() - 1 || stream.charAt(0) == '!' && stream.length() > 1;
    }
}
