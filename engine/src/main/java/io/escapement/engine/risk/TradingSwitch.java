package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TradingState;

/** Whether we trade. Once off, it stays off until a person puts it on again; after a stop it stays off for good. */
final class TradingSwitch {
    private TradingState state = TradingState.ACTIVE;
    private Reason reason = Reason.NONE;
    private boolean stopped;

    TradingState state() {
        return state;
    }

    /** Why it is as it is. */
    Reason reason() {
        return reason;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether that changed the state. */
    boolean set(TradingState next, Reason why) {
        final boolean changes = state != next;
        if (changes) {
            reason = why;
        }
        state = next;
        return changes;
    }

    /** The same state for another reason. */
    void because(Reason why) {
        reason = why;
    }

    /** Whether one state lets less through than another. */
    static boolean isTighter(TradingState one, TradingState other) {
        return one.value() > other.value();
    }

    void stop() {
        stopped = true;
    }
}
