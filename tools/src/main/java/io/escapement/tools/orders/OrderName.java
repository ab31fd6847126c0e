package io.escapement.tools.orders;

import io.escapement.engine.orders.ClientOrderIds;

/** How people write a client order id: {@code ENGINE-SEQUENCE-INDEX}, which says where it was made. */
final class OrderName {
    private OrderName() {
    }

    static String of(long clientOrderId) {
        return ClientOrderIds.engineId(clientOrderId) + "-" + ClientOrderIds.sequence(clientOrderId) + "-"
            + ClientOrderIds.index(clientOrderId);
    }

    /**
     * Reads {@code 1-1234-0}, or the plain number.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static long parse(String text) {
        try {
            if (text.matches("\\d+")) {
                return Long.parseLong(text);
            }
            final String[] parts = text.split("-", -1);
            if (parts.length == 3) {
                return ClientOrderIds.of(Integer.parseInt(parts[0]), Long.parseLong(parts[1]),
                    Integer.parseInt(parts[2]));
            }
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return "order \"" + text + "\": expected engine, sequence and index such as 1-1234-0, or a client order id";
    }
}
