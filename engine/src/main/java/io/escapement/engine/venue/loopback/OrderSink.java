package io.escapement.engine.venue.loopback;

/**
 * Takes note of orders that arrive on {@code /ws-api/v3}: the far end of a tick-to-order measurement. Nothing is
 * matched; the acknowledgement says so. Called on the venue's thread.
 */
@FunctionalInterface
public interface OrderSink {
    /** Takes note of nothing. */
    OrderSink NONE = (clientOrderId, arrivedNanos) -> { };

    /**
     * An {@code order.place} request.
     *
     * @param clientOrderId its {@code newClientOrderId}
     * @param arrivedNanos  {@link System#nanoTime()} when its bytes came from the socket, before anything was decoded
     */
    void onOrder(String clientOrderId, long arrivedNanos);
}
