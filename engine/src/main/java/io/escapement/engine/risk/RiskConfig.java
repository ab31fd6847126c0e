package io.escapement.engine.risk;

import io.escapement.engine.orders.OrdersConfig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Settings of the risk stage.
 *
 * @param orders          the same as the orders stage has
 * @param strategyIds     who may trade; each from 1
 * @param instruments     limits of what may be traded
 * @param maxOpenOrders   over all instruments
 * @param maxMessages     new orders and cancels in any window of {@code messageWindowNs}; cancels are counted, but
 *                        never stopped
 * @param messageWindowNs see {@code maxMessages}
 * @param cancelRetryNs   while trading is halted, an order that is still open so long after its last cancel is
 *                        cancelled again
 */
public record RiskConfig(
    OrdersConfig orders,
    List<Integer> strategyIds,
    List<InstrumentLimits> instruments,
    int maxOpenOrders,
    int maxMessages,
    long messageWindowNs,
    long cancelRetryNs) {

    private static final int MOST_MESSAGES = 100_000;

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>(orders.problems());
        if (strategyIds.isEmpty() || strategyIds.stream().anyMatch(id -> id < 1)) {
            problems.add("strategyIds: " + strategyIds + "; expected one or more numbers from 1, for example [1]");
        }
        if (maxOpenOrders < 1 || maxOpenOrders > orders.maxOrders() / 2) {
            problems.add("maxOpenOrders: " + maxOpenOrders + "; expected 1 to half of orders.maxOrders, "
                + orders.maxOrders() / 2 + ", so that orders that are over are still remembered; for example 16");
        }
        if (maxMessages < 1 || maxMessages > MOST_MESSAGES) {
            problems.add("maxMessages: " + maxMessages + "; expected 1 to " + MOST_MESSAGES + ", for example 20");
        }
        if (messageWindowNs < 1) {
            problems.add("messageWindowNs: " + messageWindowNs
                + "; expected more than 0 nanoseconds, for example 1000000000");
        }
        if (cancelRetryNs < 1) {
            problems.add("cancelRetryNs: " + cancelRetryNs
                + "; expected more than 0 nanoseconds, for example 2000000000");
        }
        limitProblems(problems);
        return problems;
    }

    private void limitProblems(List<String> problems) {
        if (instruments.isEmpty()) {
            problems.add("instruments: none; expected limits of at least one instrument, as nothing else is traded");
        }
        final Set<String> seen = new HashSet<>();
        for (int i = 0; i < instruments.size(); i++) {
            final InstrumentLimits limits = instruments.get(i);
            final int index = i;
            limits.problems().forEach(problem -> problems.add("instruments[" + index + "]." + problem));
            if (!seen.add(limits.venue() + ":" + limits.symbol())) {
                problems.add("instruments[" + i + "]: " + limits.venue() + " " + limits.symbol()
                    + " is here twice; expected each instrument once");
            }
        }
    }
}
