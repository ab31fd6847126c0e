package io.escapement.engine.venue.loopback;

/** What a {@link VenueSource} tells next, in the order of its own time. */
sealed interface SourceItem permits SourceItem.Frame, SourceItem.Snapshot, SourceItem.Spoken, SourceItem.Whole {
    /** The source's own time, epoch nanoseconds. */
    long timeNs();

    /** What a subscription to it is looked up by; null where it is not pushed. */
    default String key() {
        return null;
    }

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

    /**
     * A frame that a venue other than Binance pushes.
     *
     * @param key    of the topic, see {@link Speech}
     * @param update what it says of a book; null where it is about none
     * @param topic  the part of the recorded text that names the topic; null where that text names none
     * @param text   as recorded; null where it has to be written from the update
     */
    record Spoken(long timeNs, String key, Update update, String topic, String text) implements SourceItem {
    }

    /** A whole book that a venue other than Binance gave by REST. */
    record Whole(long timeNs, Update update) implements SourceItem {
    }

    /** The reply to a REST depth request: from here on the venue's own book of the symbol is known. */
    record Snapshot(long timeNs, String symbol, String body) implements SourceItem {
    }
}
