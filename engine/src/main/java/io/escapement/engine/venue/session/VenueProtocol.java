package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.net.RestReply;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is special about a venue: everything that {@link VenueSession} has to be told to run it. Implemented by the
 * venue's own package; switches for what is uncertain about the venue are its constructor's. Called on the
 * transport's thread only, save for {@link #venue}, the URLs, {@link #streams} and {@link #symbol}, which do not
 * change.
 */
public interface VenueProtocol {
    int TOO_MANY_REQUESTS = 429;
    int BANNED = 418;

    Venue venue();

    /** The venue's public endpoint, without the paths of topics. */
    String webSocketUrl();

    /** The venue's public endpoint. */
    String restUrl();

    /** What the venue has, streamed or polled. */
    Set<StreamKind> streams();

    /** The venue's symbol of a pair of canonical assets, where its config names none. */
    String symbol(String base, String quote);

    /** What its depth stream promises of a book; its definitions say the same of each instrument. */
    BookRules bookRules();

    /** Begins to read the definitions of these. */
    InstrumentReading instruments(List<Listing> listings);

    /** How often the definitions are read again, since ticks change and instruments stop trading while we run. */
    default long definitionsEveryMs() {
        return TimeUnit.MINUTES.toMillis(10);
    }

    /** What to subscribe to, in the order in which it is to be asked for. */
    List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted);

    /** The protocol of a new connection. */
    StreamProtocol open(StreamSite site);

    // What follows has defaults for the plainest venue.

    /**
     * A line for people at the start, such as which of two encodings was taken and why; empty: nothing to say.
     *
     * @param instruments how many are asked for
     */
    default String remark(int instruments) {
        return "";
    }

    /** Sent before each connection where the venue says there where to connect to; null: none. */
    default RestQuestion bootstrap() {
        return null;
    }

    /**
     * Where and how to connect.
     *
     * @param base  the configured WebSocket URL
     * @param path  of the topics
     * @param reply the body of {@link #bootstrap}'s reply; null where there is none
     * @throws IOException naming what in the reply is not as expected
     */
    default Opening opening(String base, String path, byte[] reply) throws IOException {
        return Opening.at(Opening.url(base, path));
    }

    /** Whether the venue says hello, as {@code onReady}, before it wants to hear anything. */
    default boolean greets() {
        return false;
    }

    default Acknowledgement acknowledgement() {
        return Acknowledgement.BY_REQUEST;
    }

    /** Whether one bad topic makes the venue refuse a whole message, so that the others are to be asked for singly. */
    default boolean refusesWholeMessages() {
        return false;
    }

    default SnapshotService snapshots() {
        return SnapshotService.RESUBSCRIBE;
    }

    /** Asks for a book, where {@link #snapshots} says that REST has it. */
    default RestQuestion snapshot(Instrument instrument) {
        throw new UnsupportedOperationException(venue() + " has no REST snapshots");
    }

    /** Decodes what {@link #snapshot} brings. */
    default SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        throw new UnsupportedOperationException(venue() + " has no REST snapshots");
    }

    /** What is to be polled. */
    default List<RestPoll> polls(List<Instrument> instruments, Set<StreamKind> wanted, Inlet inlet,
                                 Provenance provenance) {
        return List.of();
    }

    /** The venue's past; null: it has none that we can read. */
    default KlineService klines() {
        return null;
    }

    /** Attempts to connect, of all connections together. */
    default Budget connects() {
        return new Budget(60, 300_000);
    }

    /** Messages on one connection, pings included. */
    default Budget messages() {
        return Budget.perSecond(4);
    }

    /** Messages on all connections together, where the venue counts by address; null: it does not. */
    default Budget allMessages() {
        return null;
    }

    /**
     * Whether a refusal is one that passes, such as of too many requests at once: what was asked for is asked for again
     * some time later. Every other refusal stands until the connection is replaced.
     *
     * @param words the venue's own, with its code
     */
    default boolean passes(String words) {
        return Refusals.pass(words);
    }

    /** Weight of REST requests. */
    default Budget weight() {
        return Budget.perMinute(60);
    }

    default int topicsPerMessage() {
        return 50;
    }

    default int topicsPerConnection() {
        return 100;
    }

    /** Age at which a connection is replaced; most venues cut at 24 hours. */
    default long lifetimeMs() {
        return TimeUnit.HOURS.toMillis(23);
    }

    /**
     * Until when nothing more is to be asked by REST, as a reply says; at or before {@code nowNs}: at once.
     *
     * @param nowNs epoch nanoseconds
     */
    default long notBeforeNs(RestReply reply, long nowNs) {
        return usualNotBeforeNs(reply, nowNs);
    }

    /** After 429 and 418 the seconds of {@code Retry-After}; where there are none, ten seconds and two minutes. */
    static long usualNotBeforeNs(RestReply reply, long nowNs) {
        if (reply.status() != TOO_MANY_REQUESTS && reply.status() != BANNED) {
            return nowNs;
        }
        final long seconds = reply.retryAfterSeconds(reply.status() == BANNED ? 120 : 10);
        return nowNs + TimeUnit.SECONDS.toNanos(Math.min(seconds, TimeUnit.DAYS.toSeconds(7)));
    }
}
