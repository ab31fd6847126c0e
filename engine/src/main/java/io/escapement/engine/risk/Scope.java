package io.escapement.engine.risk;

/** Whose limit it is, as {@code OrderDenied.scope} says it. */
public final class Scope {
    /** None: the rule has no limit that a person sets. */
    public static final int NONE = 0;
    public static final int GLOBAL = 1;
    public static final int VENUE = 2;
    public static final int INSTRUMENT = 3;
    public static final int STRATEGY = 4;
    /** The market's condition made a limit tighter than it is written. */
    public static final int PROFILE = 5;

    private Scope() {
    }
}
