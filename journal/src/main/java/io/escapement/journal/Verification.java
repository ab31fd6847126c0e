package io.escapement.journal;

import java.util.List;

/**
 * What verifying a journal found.
 *
 * @param records          whole records
 * @param firstSequence    of the first whole record, 0 where there is none
 * @param lastSequence     of the last whole record, 0 where there is none
 * @param firstEventTimeNs epoch nanoseconds
 * @param lastEventTimeNs  epoch nanoseconds
 * @param hash             of the chain after the last record
 * @param files            files read
 * @param bytes            bytes of records
 * @param findings         damage, in the order of the files; cut off after {@link JournalVerifier#MAX_FINDINGS}
 * @param damaged          places where damage was found, those beyond the list too
 * @param notes            what is not damage but worth knowing, such as a record that was being written
 */
public record Verification(
    long records,
    long firstSequence,
    long lastSequence,
    long firstEventTimeNs,
    long lastEventTimeNs,
    long hash,
    int files,
    long bytes,
    List<Finding> findings,
    long damaged,
    List<String> notes) {

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return damaged == 0;
    }

    /** 0 where nothing is wrong, else 1: what a command exits with. */
    public int exitCode() {
        return isSound() ? 0 : 1;
    }
}
