package io.escapement.journal;

/**
 * What opening a journal to append found and did.
 *
 * @param records          whole records that the journal holds
 * @param firstSequence    of the oldest record; 1 in a new journal
 * @param lastSequence     of the newest record; 0 in a new journal
 * @param lastEventTimeNs  event time of the newest record, epoch nanoseconds; 0 in a new journal
 * @param hash             of the chain after the newest record
 * @param tornBytes        bytes behind the newest whole record that were cut off
 * @param endedCleanly     whether the run before closed the journal, or there was none
 * @param elapsedMs        what it took
 * @param message          all that in words, for a log or a screen
 */
public record Recovery(
    long records,
    long firstSequence,
    long lastSequence,
    long lastEventTimeNs,
    long hash,
    long tornBytes,
    boolean endedCleanly,
    long elapsedMs,
    String message) {
}
