package io.escapement.engine.venue.okx;

import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.session.SnapshotService;

/**
 * Where a book begins. The venue announced in February 2026 that the stream would stop sending snapshots from August
 * on; whether it has is not confirmed, so both ways are here, and one that takes either.
 */
public enum OkxSnapshots {
    /** The stream begins with one, and with another when it is subscribed to again. */
    IN_STREAM(SyncKind.STREAM, SnapshotService.RESUBSCRIBE),
    /** By REST, joined by {@code prevSeqId <= seqId < seqId of the update}. */
    REST(SyncKind.CHAIN, SnapshotService.REST),
    /** Whatever comes: one in the stream where the venue sends it, else by REST, and by subscribing again in turns. */
    EITHER(SyncKind.CHAIN, SnapshotService.EITHER);

    private final SyncKind sync;
    private final SnapshotService service;

    OkxSnapshots(SyncKind sync, SnapshotService service) {
        this.sync = sync;
        this.service = service;
    }

    SnapshotService service() {
        return service;
    }

    SyncKind sync() {
        return sync;
    }
}
