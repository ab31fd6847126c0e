package io.escapement.engine.recovery;

/** Tells of a run in a journal what its orders went by. */
@FunctionalInterface
public interface RunConfigs {
    /**
     * As the run's config has it.
     *
     * @param manifest the text of the run's RunStarted event
     * @throws IllegalArgumentException if this version cannot read it; the message says why
     */
    RunOrders orders(String manifest);
}
