package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Hears every check that the gate makes, with what it compared: for explaining an order, never while trading. */
public interface RiskTrace {
    /** An order, an amendment or a release is being judged. */
    void onJudged(long clientOrderId);

    /**
     * The control that is being asked compares.
     *
     * @param scope    whose limit it is, see {@link Scope}
     * @param limit    in the rule's unit
     * @param observed what the order would make of it; {@link Denial#NONE} where that is unknown or fits no long
     */
    void onCompared(int scope, long limit, long observed);

    /** The control has answered; the comparisons since the last answer are its. */
    void onAnswered(RiskRule rule, String control, boolean allowed);
}
