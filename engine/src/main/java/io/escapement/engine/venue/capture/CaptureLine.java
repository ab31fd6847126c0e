package io.escapement.engine.venue.capture;

/**
 * One line of a capture after the first.
 *
 * @param kind       what happened
 * @param timeNs     the recorder's receive time, epoch nanoseconds
 * @param connection number of the WebSocket connection; 0 for a REST reply
 * @param url        of the REST call or of the connection that opened; else null
 * @param text       the frame's or the reply's text, verbatim; null for a binary frame and for OPEN
 * @param bytes      of a binary frame; else null
 */
public record CaptureLine(Kind kind, long timeNs, int connection, String url, String text, byte[] bytes) {
    /** What a line tells; the name on the line is in {@link #key}. */
    public enum Kind {
        /** A REST reply, at the time when it arrived. */
        HTTP("http"),
        /** A WebSocket connection opened. */
        OPEN("open"),
        /** A frame that we sent. */
        OUT("out"),
        /** A frame that we received. */
        IN("in");

        private final String key;

        Kind(final String key) {
            this.key = key;
        }

        /** The value of field {@code k}. */
        public String key() {
            return key;
        }

        static Kind of(final String key) {
            for (final Kind kind : values()) {
                if (kind.key.equals(key)) {
                    return kind;
                }
            }
            return null;
        }
    }
}
