package io.escapement.engine.decision;

import io.escapement.engine.orders.OrdersConfig;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the decision stage.
 *
 * @param orders          the same as the orders stage has
 * @param intentTimeoutNs an intent without a report for so long is taken for denied; longer than the venue needs
 */
public record DecisionConfig(OrdersConfig orders, long intentTimeoutNs) {
    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>(orders.problems());
        if (intentTimeoutNs < 1) {
            problems.add("intentTimeoutNs: " + intentTimeoutNs
                + "; expected more than 0 nanoseconds, for example 2000000000");
        }
        return problems;
    }
}
