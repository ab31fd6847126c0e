package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is special about a venue other than Binance for whoever plays it: what its recorded frames say, and how books
 * and answers are worded. Sockets, pace, faults, books and the end of the play are the same for all.
 *
 * <p>A topic is looked up by a key: {@code book:SYMBOL} for what brings a book, else any text that the venue's talk
 * and its reader of recordings agree on.
 */
abstract class Speech {
    static final String BOOK = "book:";
    /** What can go wrong wherever frames are text and books are told by changes. */
    static final Set<FaultKind> COMMON = EnumSet.of(FaultKind.DISCONNECT, FaultKind.ABORT, FaultKind.STALL,
        FaultKind.HALF_OPEN, FaultKind.GAP, FaultKind.DUPLICATE, FaultKind.REORDER, FaultKind.CROSSED,
        FaultKind.TRUNCATED, FaultKind.GARBAGE, FaultKind.HUGE_NUMBER, FaultKind.RENAMED_FIELD,
        FaultKind.DUPLICATE_KEY, FaultKind.OVERSIZED, FaultKind.EMPTY_UPDATE, FaultKind.DUPLICATE_NEW_ID,
        FaultKind.SEQUENCE_RESET, FaultKind.CLOCK_SKEW, FaultKind.REST_SLOW, FaultKind.REST_503, FaultKind.REST_429,
        FaultKind.SNAPSHOT_CROSSED, FaultKind.SNAPSHOT_TRUNCATED, FaultKind.SUBSCRIBE_REFUSED);

    /** How numbers begin again. */
    enum Reset {
        /** A whole book under number 1. */
        WHOLE_FROM_ONE,
        /** A change whose number is below the one before, to which it is chained. */
        CHAINED,
        /** The numbers go back without a word. */
        BARE,
        /** Those of the connection do. */
        CONNECTION
    }

    /** Takes what a recording has. */
    interface Reading {
        /** A book message. @param topic, text as {@link SourceItem.Spoken} has them */
        void book(Update update, String topic, String text);

        /** Anything else that is pushed. */
        void other(String key, String topic, String text);

        /** A whole book that was asked for, by REST as a rule. */
        void whole(Update update);

        /** The venue's checksum of a book, where it comes in a frame of its own. */
        default void checksum(String symbol, String checksum) {
        }

        /** The number of a frame, where those of a connection are numbered. */
        default void number(long number) {
        }
    }

    /** Its kinds of fault. */
    abstract Set<FaultKind> faults();

    /** Reads a line of a recording, a reply of REST or a frame. @throws IllegalArgumentException where it cannot */
    abstract void read(CaptureLine line, Reading out);

    /** A recording begins anew. */
    void restart() {
    }

    /** Words a book message. @param asked the topic as the client spelt it, see {@link SpokenTalk#subscribe} */
    abstract String write(Update update, String asked);

    /** The frames of the venue that say this: most have room for all of it. */
    List<SourceItem.Spoken> parts(final SourceItem.Spoken frame) {
        return List.of(frame);
    }

    /** The field that has the number of a book message, for faults of that field. */
    abstract String numberField();

    abstract Reset reset();

    /** Begins to talk on a new connection. */
    abstract SpokenTalk talk(Player player, QueryStringDecoder query);

    /** Whether clients ask for whole books; else they come in the stream. */
    boolean isAskedForBooks() {
        return false;
    }

    /** Whether every message is a whole book. */
    boolean isWholeOnly() {
        return false;
    }

    /** Levels a side that the venue's books have; 0 = all. */
    int depth() {
        return 0;
    }

    /** Whether every book message carries the checksum of the book behind it. */
    boolean signsUpdates() {
        return false;
    }

    /** Whether numbers are written without zeros behind the last digit of a fraction. */
    boolean writesShortest() {
        return false;
    }

    /** Whether each message of a book has the number behind the one before. */
    boolean countsMessages() {
        return false;
    }

    /** Whether a message of changes has one level only. */
    boolean tellsLevelsSingly() {
        return false;
    }

    /** Answers REST's question for the instruments with what is generated. */
    abstract void list(List<SimulatedSymbol> symbols, RecordedReplies replies);

    /** The checksum of a whole book, as the venue writes it; null = none. */
    String checksum(final SpokenBook book) {
        return null;
    }

    /** A numbered message without levels that a sound client passes over. */
    Update empty(final Update after) {
        return after.emptied().withNumbers(after.last() + 1, after.last(), after.last() + 1);
    }

    /** Why this address is no stream's; null where it is one. */
    String refusal(final QueryStringDecoder query) {
        return null;
    }

    /** The symbol of which this REST request asks the book; null where it asks something else. */
    String bookAsked(final QueryStringDecoder query) {
        return null;
    }

    /** How many levels a side it asks for. */
    int levelsAsked(final QueryStringDecoder query) {
        return Integer.MAX_VALUE;
    }

    /** Words REST's reply with a whole book. */
    String writeWhole(final Update whole, final QueryStringDecoder query) {
        throw new UnsupportedOperationException("no books by REST");
    }

    /** A REST reply that is not recorded; null = there is none. @param base such as {@code 127.0.0.1:8090} */
    String body(final QueryStringDecoder query, final String base) {
        return null;
    }

    /** The trades of a frame that brings no book; none where orders are not taken at this venue. */
    List<SpokenSimulation.Trade> trades(final SourceItem.Spoken frame) {
        return List.of();
    }

    /** What brings a generated trade; null = this venue's are not worded. */
    String tradeKey(final SpokenSimulation.Trade trade) {
        return null;
    }

    String write(final SpokenSimulation.Trade trade) {
        throw new UnsupportedOperationException("no generated trades");
    }

    /** Spelling of a generated symbol. */
    String symbol(final String base, final String quote) {
        return base + quote;
    }

    /** Copies a set and adds to it. */
    static Set<FaultKind> with(final Set<FaultKind> kinds, final FaultKind... more) {
        final EnumSet<FaultKind> all = EnumSet.copyOf(kinds);
        all.addAll(Set.of(more));
        return all;
    }

    static Set<FaultKind> without(final Set<FaultKind> kinds, final FaultKind... fewer) {
        final EnumSet<FaultKind> all = EnumSet.copyOf(kinds);
        all.removeAll(Set.of(fewer));
        return all;
    }

    static String parameter(final QueryStringDecoder query, final String name) {
        final var values = query.parameters().get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    static long millis(final long timeNs) {
        return timeNs / 1_000_000;
    }

    static long nanos(final long millis) {
        return millis * 1_000_000;
    }

    /** Rows such as {@code ["1.5","2"],["1.4","3"]}. */
    static String rows(final List<Update.Level> levels) {
        final StringBuilder out = new StringBuilder();
        for (final Update.Level level : levels) {
            out.append(out.length() == 0 ? "[\"" : ",[\"").append(level.price()).append("\",\"")
                .append(level.quantity()).append("\"]");
        }
        return out.toString();
    }
}
