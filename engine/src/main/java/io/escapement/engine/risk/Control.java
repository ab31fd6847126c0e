package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** One pre-trade control. Pure: what it knows came by events; it never reads a clock. */
public interface Control {
    /** The row of the list of controls that this one stands for, or helps to. */
    RiskRule rule();

    /**
     * Whether the order may go as far as this control is concerned. If not, {@code denial} says why. Asked for every
     * order that all controls before it let pass, whose checks it may therefore rely on.
     */
    boolean allows(ProposedOrder order, Denial denial);

    /** An order that all controls allowed is on its way. */
    default void onSent(ProposedOrder order) {
    }

    /** A hash of what the control remembers. */
    default long stateHash() {
        return 0;
    }
}
