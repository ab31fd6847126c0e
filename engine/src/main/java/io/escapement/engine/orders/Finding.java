package io.escapement.engine.orders;

import io.escapement.engine.pipeline.Verdict;

/** What a table makes of an execution report. */
public enum Finding {
    /** Counts. */
    APPLIED(Verdict.APPLIED),
    /** Of an order of another engine. */
    NOT_OURS(Verdict.IGNORED),
    /** Repeated, or overtaken by another report. */
    LATE(Verdict.IGNORED),
    /** Of no order that we know, and nothing that moves money or opens an order. */
    FORGOTTEN(Verdict.IGNORED),
    /** A fill or an acknowledgement of no order that we know: what we think we have at the venue is wrong. */
    UNKNOWN_ORDER(Verdict.REFUSED),
    /** Another instrument or side than the order's. */
    MISMATCH(Verdict.REFUSED),
    /** A field that the report needs is missing or out of range. */
    BAD_NUMBERS(Verdict.REFUSED),
    /** Fills more than was ordered. */
    OVERFILL(Verdict.REFUSED),
    /** Cannot follow what the venue said before. */
    ILLEGAL(Verdict.REFUSED);

    private final byte verdict;

    Finding(byte verdict) {
        this.verdict = verdict;
    }

    /** See {@link Verdict}. */
    public byte verdict() {
        return verdict;
    }

    /** Whether our picture of orders and position may be wrong after this. */
    public boolean isContradiction() {
        return verdict == Verdict.REFUSED;
    }
}
