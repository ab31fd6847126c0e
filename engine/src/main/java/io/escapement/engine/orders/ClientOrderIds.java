package io.escapement.engine.orders;

/**
 * Our own names for orders: engine id (15 bits), sequence of the record that made the order (40 bits), index of the
 * order's intent among the intents of that record (8 bits). A sequence is never used twice, not after a crash either,
 * so a name is not; and whoever made an intent can tell the name before risk has judged it.
 */
public final class ClientOrderIds {
    public static final int MAX_ENGINE_ID = (1 << 15) - 1;
    public static final int MAX_INDEX = 255;
    /** Indices from here on are of orders that risk makes itself, closing a position; below, of intents. */
    public static final int FIRST_OF_RISK = 128;
    private static final long MAX_SEQUENCE = (1L << 40) - 1;

    private ClientOrderIds() {
    }

    /**
     * The name of an order.
     *
     * @throws IllegalArgumentException if a part does not fit its bits
     */
    public static long of(int engineId, long sequence, int index) {
        if (engineId < 1 || engineId > MAX_ENGINE_ID || sequence < 1 || sequence > MAX_SEQUENCE
            || index < 0 || index > MAX_INDEX) {
            throw new IllegalArgumentException("no client order id for engine " + engineId + ", sequence " + sequence
                + ", index " + index + "; expected 1 to " + MAX_ENGINE_ID + ", 1 to " + MAX_SEQUENCE + ", 0 to "
                + MAX_INDEX);
        }
        return (long) engineId << 48 | sequence << 8 | index;
    }

    public static int engineId(long clientOrderId) {
        return (int) (clientOrderId >>> 48);
    }

    /** Whether risk made the order itself. */
    public static boolean isOfRisk(long clientOrderId) {
        return index(clientOrderId) >= FIRST_OF_RISK;
    }

    /** Of the record that made the order. */
    public static long sequence(long clientOrderId) {
        return clientOrderId >>> 8 & MAX_SEQUENCE;
    }

    /** Of the order's intent among the intents of its record. */
    public static int index(long clientOrderId) {
        return (int) (clientOrderId & MAX_INDEX);
    }
}
