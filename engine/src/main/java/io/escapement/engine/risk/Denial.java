package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Why an order was denied. One per stage, used again. */
public final class Denial {
    /** There is no such number: no limit, or nothing was observed. */
    public static final long NONE = Long.MIN_VALUE;

    private RiskRule rule;
    private int scope;
    private long limit;
    private long observed;
    private RiskTrace trace;

    /**
     * Fills in the reason.
     *
     * @param broken  the rule
     * @param whose   limit it is, see {@link Scope}
     * @param allowed the limit, in the rule's unit, or {@link #NONE}
     * @param seen    what the order would have made of it, or {@link #NONE} where that is unknown or fits no long
     * @return false, for the control to return
     */
    public boolean because(RiskRule broken, int whose, long allowed, long seen) {
        rule = broken;
        scope = whose;
        limit = allowed;
        observed = seen;
        return false;
    }

    /** As {@link #because(RiskRule, int, long, long)}, where no person's limit is broken. */
    public boolean because(RiskRule broken, long allowed, long seen) {
        return because(broken, Scope.NONE, allowed, seen);
    }

    /** Who wants to hear of every comparison; null: nobody. */
    void trace(RiskTrace listener) {
        trace = listener;
    }

    RiskTrace trace() {
        return trace;
    }

    /** A limit is about to be compared with what was observed. */
    void compares(int whose, long allowed, long seen) {
        if (trace != null && allowed != Bounds.NONE) {
            trace.onCompared(whose, allowed, seen);
        }
    }

    public RiskRule rule() {
        return rule;
    }

    /** See {@link Scope}. */
    public int scope() {
        return scope;
    }

    public long limit() {
        return limit;
    }

    public long observed() {
        return observed;
    }
}
