package io.escapement.engine;

import io.escapement.engine.control.OrderCanceller;

import java.util.List;

/** Ways to cancel everything at the accounts of a config without the engine that trades on them. */
final class AccountCancellers {
    private AccountCancellers() {
    }

    static List<OrderCanceller> of(EngineSettings settings) {
        return List.of();
    }
}
