package io.escapement.perf.recording;

/**
 * One frame of a recording.
 *
 * @param kind          what it tells
 * @param symbol        of which instrument
 * @param receiveTimeNs when it was received, epoch nanoseconds
 * @param text          as it was received
 */
record RecordedFrame(Kind kind, String symbol, long receiveTimeNs, String text) {
    /** Kinds of frames that the engine takes. */
    enum Kind {
        DEPTH, TRADE, QUOTE;

        /** Null for what is none of them. */
        static Kind of(String text) {
            if (text.contains("\"e\":\"depthUpdate\"")) {
                return DEPTH;
            }
            if (text.contains("\"e\":\"trade\"")) {
                return TRADE;
            }
            return text.contains("\"e\":\"bookTicker\"") || text.contains("@bookTicker\"") ? QUOTE : null;
        }
    }

    /** The number behind a name; the frame must have it. */
    long number(String name) {
        final int from = numberAt(text, name);
        if (from < 0) {
            throw new IllegalArgumentException("a frame without \"" + name + "\": " + text);
        }
        return Long.parseLong(text, from, endOfDigits(text, from), 10);
    }

    boolean has(String name) {
        return numberAt(text, name) >= 0;
    }

    /** Where the digits behind a name begin; -1 where there are none. */
    static int numberAt(String text, String name) {
        final String key = "\"" + name + "\":";
        for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
            final int from = at + key.length();
            if (endOfDigits(text, from) > from) {
                return from;
            }
        }
        return -1;
    }

    static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    static String symbolOf(String text) {
        final int from = text.indexOf("\"s\":\"") + 5;
        return text.substring(from, text.indexOf('"', from));
    }
}
