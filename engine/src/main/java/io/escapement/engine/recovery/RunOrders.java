package io.escapement.engine.recovery;

import io.escapement.engine.orders.OrdersConfig;

/**
 * What a run's orders went by.
 *
 * @param config as the run's config has it
 * @param stage  place of the orders stage among the stages of the run's core, which depends on what its config asks for
 */
public record RunOrders(OrdersConfig config, int stage) {
}
