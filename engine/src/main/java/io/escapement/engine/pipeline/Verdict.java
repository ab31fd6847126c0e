package io.escapement.engine.pipeline;

/** What the core made of an event: one byte of the record, set by the stage whose duty it is, read by later stages. */
public final class Verdict {
    /** No stage judged the event. */
    public static final byte NONE = 0;
    /** The event counts; later stages use it. */
    public static final byte APPLIED = 1;
    /** Kept for later, when what it waits for has come. */
    public static final byte HELD = 2;
    /** Old or repeated; without effect. */
    public static final byte IGNORED = 3;
    /** Wrong or out of place; without effect, and the state says why. */
    public static final byte REFUSED = 4;

    private Verdict() {
    }
}
