package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.net.RestReply;
import org.agrona.MutableDirectBuffer;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One venue's words for an account. Holds no connection and no life of its own. Requests are made at the moment of
 * sending, with the venue's time in their signature. Readers throw {@link ReplyException} where a reply is not what it
 * should be. The transport's thread.
 */
public interface AccountProtocol {
    Venue venue();

    /** What the venue keeps itself. */
    Set<OrderType> nativeTypes();

    boolean amends();

    /** Whether a reply without a refusal says that the request has had its effect; else only that it has arrived. */
    boolean effectByReply();

    RequestBudget budget();

    /** The longest text that {@link #encode} writes. */
    int maxEncodedLength();

    // Connections

    Ask time();

    /** Epoch milliseconds. */
    long readTime(RestReply reply);

    /** Asks for a listen key; null where the venue has none. */
    default Ask listenKey(long venueMs) {
        return null;
    }

    default String readListenKey(RestReply reply) {
        return "";
    }

    /** Makes it live on. */
    default Ask keepListenKey(String key, long venueMs) {
        return null;
    }

    /** Fresh ones, not connected. */
    List<AccountLine> lines(AccountDesk desk, String listenKey);

    // Orders

    /** Whether orders go over a line rather than by REST. */
    boolean entersByLine();

    /**
     * Writes a request for the line that takes orders.
     *
     * @return its length
     * @throws IllegalArgumentException naming what the venue could not take
     */
    int encode(Operation operation, GatewayOrder order, long venueMs, MutableDirectBuffer out);

    /** Whether orders may go by REST where {@link #entersByLine} and there is no line. */
    default boolean entersByRestToo() {
        return false;
    }

    /** The same request by REST. */
    Ask request(Operation operation, GatewayOrder order, long venueMs);

    /** What a reply refuses and why; null where it grants. */
    Answer refusal(RestReply reply);

    /** Notes what the venue says of its limits. */
    void observe(RestReply reply, long nowMs);

    /** Whether the reply to an amendment that was not refused says that the order is as it was to become. */
    default boolean isAmended(RestReply reply) {
        return true;
    }

    /** What the reply to a new order tells of it. */
    void readPlaced(RestReply reply, Report report);

    // Questions

    /** @param page what {@link #readOpenOrders} has returned; empty: the first */
    Ask openOrders(Instrument instrument, String page, long venueMs);

    /** What names the next page; empty where this was the last. */
    String readOpenOrders(RestReply reply, Instrument instrument, OrderImage image, Consumer<OrderImage> orders);

    /** @param attempt from 0; venues with a second place to look give it the odd ones */
    Ask order(GatewayOrder order, int attempt, long venueMs);

    /** False where the reply holds no order. */
    boolean readOrder(RestReply reply, Instrument instrument, OrderImage image);

    /** All fills of one order; null where the venue must be asked for the order's id first. */
    Ask fills(GatewayOrder order, long venueMs);

    /** As the venue lists them, pages may overlap; the fill's own numbers alone are told. */
    void readFills(RestReply reply, GatewayOrder order, Report report, Consumer<Report> fills);

    /** What names the page behind the one that {@link #readFills} has just read; empty where that was the last. */
    default String nextFills(GatewayOrder order) {
        return "";
    }

    /** A further page of an order's fills. @param page what {@link #nextFills} has returned */
    default Ask fills(GatewayOrder order, String page, long venueMs) {
        throw new IllegalStateException(venue() + " tells an order's fills in one page");
    }

    Ask balances(long venueMs);

    void readBalances(RestReply reply, AccountEvents events);

    /** Null where there are none, as of spot. */
    Ask positions(Instrument instrument, long venueMs);

    void readPositions(RestReply reply, Instrument instrument, AccountEvents events);

    // Safety

    Ask cancelAll(Instrument instrument, long venueMs);

    /** The same for stops and take-profits that wait, where the venue wants to be asked apart; else null. */
    default Ask cancelAllWaiting(Instrument instrument, long venueMs) {
        return null;
    }

    /** Why there is no dead-man timer; empty where there is one. */
    String withoutDeadMan();

    /** What the dead-man timer does not cancel; empty where it cancels everything. */
    default String beyondDeadMan() {
        return "";
    }

    /** Cancels everything of an instrument when nothing is heard of us for so long; 0: never. */
    default Ask deadMan(Instrument instrument, long countdownMs, long venueMs) {
        return null;
    }

    /** The countdown that the venue sets where this one is wanted: its own limits of it. */
    default long deadManMs(long wantedMs) {
        return wantedMs;
    }

    /**
     * Whether a line keeps the dead-man timer from running out: then it is set once a connection for each kind of
     * instrument, else again and again for each instrument.
     */
    default boolean deadManByLine() {
        return false;
    }
}
