package io.escapement.engine.pipeline;

/** A message does not fit into what is left of a slot. */
public final class SlotOverflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SlotOverflowException(String area, int wanted, int left) {
        super("a message of up to " + wanted + " bytes does not fit into the slot: " + left + " bytes left for "
            + area);
    }
}
