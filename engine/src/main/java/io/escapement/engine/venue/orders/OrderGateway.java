package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.RecordListener;

import java.util.Set;

/**
 * Sends orders of journaled records to one venue's account and brings back what the venue says, as events.
 * {@code onRecord} may be on any one thread and hands over to the transport's; {@code poll} belongs to the transport's
 * thread, which owns the inlet.
 */
public interface OrderGateway extends RecordListener, EventSource, AutoCloseable {
    Venue venue();

    /**
     * The types that the venue itself keeps. Others are to be held by the engine: they may reach this gateway only as
     * held orders and their releases.
     */
    Set<OrderType> nativeTypes();

    /** Whether the venue can change an open order's price, and its quantity. */
    boolean amends();

    /** Whether the gateway is connected and reconciled, so that new orders are sent. */
    boolean isReconciled();

    /** Whether nothing is under way: no request, no question, no cancelling of everything. */
    boolean isQuiet();

    /** Begins the life: it connects as soon as the account's instruments have been defined. From any thread. */
    void start();

    /** Cancels everything that is open in the account's instruments, and makes sure. From any thread. */
    void cancelAll(String reason);

    /** Ends the life. Nothing is cancelled by it. From any thread. */
    @Override
    void close();
}
