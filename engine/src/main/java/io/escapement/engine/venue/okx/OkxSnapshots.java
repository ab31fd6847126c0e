package io.escapement.engine.venue.okx;

import io.escapement.codecs.sbe.SyncKind;

/**
 * Where a book begins. The venue announced in February 2026 that the stream would stop sending snapshots from August
 * on; whether it has is not confirmed, so both ways are here.
 */
public enum OkxSnapshots {
    /** The stream begins with one, and with another when it is subscribed to again. */
    IN_STREAM(SyncKind.STREAM),
    /** By REST, joined by {@code prevSeqId <= seqId < seqId of the update}. */
    REST(SyncKind.CHAIN);

    private final SyncKind sync;

    OkxSnapshots(SyncKind sync) {
        this.sync = sync;
    }

    SyncKind sync() {
        return sync;
    }
}
