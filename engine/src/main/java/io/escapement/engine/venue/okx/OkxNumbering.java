package io.escapement.engine.venue.okx;

/** Where the numbers of book messages come from. */
public enum OkxNumbering {
    /** {@code prevSeqId} and {@code seqId}, which have to be there. */
    SEQUENCE_IDS,
    /** Recordings from before the venue sent any: counted here, and proven by the checksum, which was true then. */
    COUNTED
}
