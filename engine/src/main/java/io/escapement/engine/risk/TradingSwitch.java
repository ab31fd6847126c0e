package io.escapement.engine.risk;

import io.escapement.codecs.sbe.TradingState;

/** Whether we trade. Once off, it stays off until a person puts it on again; after a stop it stays off for good. */
final class TradingSwitch {
    private TradingState state = TradingState.ACTIVE;
    private boolean stopped;

    TradingState state() {
        return state;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether that changed the state. */
    boolean set(TradingState next) {
        final boolean changes = state != next;
        state = next;
        return changes;
    }

    void stop() {
        stopped = true;
    }
}
