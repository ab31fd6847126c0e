package io.escapement.engine.orders;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of every stage that keeps an {@link OrderTable}; they must be given the same.
 *
 * @param engineId         part of every client order id, 1 to 32767; two engines on one account need two
 * @param maxOrders        open orders and remembered ones together; room is taken at the start
 * @param answerTimeoutNs  an order without an answer for so long is UNKNOWN
 */
public record OrdersConfig(int engineId, int maxOrders, long answerTimeoutNs) {
    private static final int LEAST_ORDERS = 16;
    private static final int MOST_ORDERS = 65_536;

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (engineId < 1 || engineId > ClientOrderIds.MAX_ENGINE_ID) {
            problems.add("engineId: " + engineId + "; expected 1 to " + ClientOrderIds.MAX_ENGINE_ID
                + ", for example 1");
        }
        if (maxOrders < LEAST_ORDERS || maxOrders > MOST_ORDERS) {
            problems.add("maxOrders: " + maxOrders + "; expected " + LEAST_ORDERS + " to " + MOST_ORDERS
                + ", for example 1024");
        }
        if (answerTimeoutNs <= 0) {
            problems.add("answerTimeoutNs: " + answerTimeoutNs
                + "; expected more than 0 nanoseconds, for example 5000000000");
        }
        return problems;
    }
}
