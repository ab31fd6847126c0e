package io.escapement.engine.risk;

/** One pre-trade control. Pure: what it knows came by events; it never reads a clock. */
public interface Control {
    /**
     * Whether the order may go as far as this control is concerned. If not, {@code denial} says why. Asked for every
     * order that all controls before it let pass, whose checks it may therefore rely on.
     */
    boolean allows(ProposedOrder order, Denial denial);

    /** A message to the venue is on its way: an order that all controls allowed, or a cancel, which none stops. */
    default void onSent(long eventTimeNs) {
    }

    /** A hash of what the control remembers. */
    default long stateHash() {
        return 0;
    }
}
