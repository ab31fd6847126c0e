package io.escapement.engine.venue.loopback;

/** What a {@link VenueSource} tells next, in the order of its own time. */
sealed interface SourceItem permits SourceItem.Frame, SourceItem.Snapshot {
    /** The source's own time, epoch nanoseconds. */
    long timeNs();

    /**
     * A frame that the venue pushes.
     *
     * @param stream     the stream's name as the source has it, such as {@code btcusdt@depth@100ms}
     * @param key        {@link StreamName#key(String)} of it
     * @param symbol     upper case; set for diff depth only
     * @param wrapped    the frame of a combined connection, {@code {"stream":…,"data":…}}, UTF-8
     * @param dataOffset where in it the value of {@code data} begins
     * @param dataLength length of that value
     */
    record Frame(long timeNs, String stream, String key, String symbol, byte[] wrapped, int dataOffset,
                 int dataLength) implements SourceItem {
        boolean isDepth() {
            return symbol != null;
        }
    }

    /** The reply to a REST depth request: from here on the venue's own book of the symbol is known. */
    record Snapshot(long timeNs, String symbol, String body) implements SourceItem {
    }
}
