package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Why an order was denied. One per stage, used again. */
public final class Denial {
    /** There is no such number: no limit, or nothing was observed. */
    public static final long NONE = Long.MIN_VALUE;

    private RiskRule rule;
    private long limit;
    private long observed;

    /**
     * Fills in the reason.
     *
     * @param broken  the rule
     * @param allowed its limit, in the rule's unit, or {@link #NONE}
     * @param seen    what the order would have made of it, or {@link #NONE} where that is unknown or fits no long
     * @return false, for the control to return
     */
    public boolean because(RiskRule broken, long allowed, long seen) {
        rule = broken;
        limit = allowed;
        observed = seen;
        return false;
    }

    public RiskRule rule() {
        return rule;
    }

    public long limit() {
        return limit;
    }

    public long observed() {
        return observed;
    }
}
