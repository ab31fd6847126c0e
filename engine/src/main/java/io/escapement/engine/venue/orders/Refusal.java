package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.RejectCode;

/**
 * What a venue's error means.
 *
 * @param code  in our words
 * @param fate  what is known of the request
 */
public record Refusal(RejectCode code, Fate fate) {
    /** Refused, reason of its own. */
    public static final Refusal OTHER = new Refusal(RejectCode.OTHER, Fate.REFUSED);
    /** Nobody knows. */
    public static final Refusal UNKNOWN = new Refusal(RejectCode.NONE, Fate.UNKNOWN);

    /** What became of a request. */
    public enum Fate {
        /** It had no effect. */
        REFUSED,
        /** It may have had its effect. */
        UNKNOWN,
        /** An order with this name is there already: the request came twice, or another has it. */
        DUPLICATE,
        /** The venue knows no such order. Of a question asked soon after the order not yet the last word. */
        NOT_FOUND
    }

    public static Refusal of(RejectCode code) {
        return new Refusal(code, Fate.REFUSED);
    }
}
