package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.engine.pipeline.Verdict;

/** What a table makes of an execution report. */
public enum Finding {
    /** Counts. */
    APPLIED(Verdict.APPLIED, OrderFinding.NULL_VAL),
    /** Counts, since the money has moved or the order is there, and contradicts what the venue said before. */
    CONTRADICTED(Verdict.APPLIED, OrderFinding.ILLEGAL_TRANSITION),
    /** Of an order of another engine. */
    NOT_OURS(Verdict.IGNORED, OrderFinding.NULL_VAL),
    /** Repeated, or overtaken by another report. */
    LATE(Verdict.IGNORED, OrderFinding.NULL_VAL),
    /** Of no order that we know, and nothing that moves money or opens an order. */
    FORGOTTEN(Verdict.IGNORED, OrderFinding.NULL_VAL),
    /** A fill or an acknowledgement of no order that we know: what we think we have at the venue is wrong. */
    UNKNOWN_ORDER(Verdict.REFUSED, OrderFinding.UNKNOWN_ORDER),
    /** Another instrument or side than the order's. */
    MISMATCH(Verdict.REFUSED, OrderFinding.MISMATCH),
    /** A field that the report needs is missing or out of range. */
    BAD_NUMBERS(Verdict.REFUSED, OrderFinding.BAD_NUMBERS),
    /** Fills more than was ordered. */
    OVERFILL(Verdict.REFUSED, OrderFinding.OVERFILL),
    /** Cannot follow what the venue said before. */
    ILLEGAL(Verdict.REFUSED, OrderFinding.ILLEGAL_TRANSITION);

    private final byte verdict;
    private final OrderFinding alarm;

    Finding(byte verdict, OrderFinding alarm) {
        this.verdict = verdict;
        this.alarm = alarm;
    }

    /** See {@link Verdict}. */
    public byte verdict() {
        return verdict;
    }

    /** Whether the report has been applied. */
    public boolean counts() {
        return verdict == Verdict.APPLIED;
    }

    /** Whether our picture of orders and position was wrong before this, or may be after it: trading halts. */
    public boolean isContradiction() {
        return alarm != OrderFinding.NULL_VAL;
    }

    /** What the alarm says; {@code NULL_VAL} if there is none. */
    public OrderFinding alarm() {
        return alarm;
    }
}
