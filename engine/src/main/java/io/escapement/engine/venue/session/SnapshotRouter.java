package io.escapement.engine.venue.session;

import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.List;

/** Hands each snapshot request of the core to the session that has the instrument. On the listeners' thread. */
public final class SnapshotRouter implements RecordListener {
    private final Int2ObjectHashMap<SnapshotDesk> desks = new Int2ObjectHashMap<>();
    private final SnapshotScan scan = new SnapshotScan();
    /** Made once: it is asked for with every record. */
    private final SnapshotScan.Taker route = this::route;

    public SnapshotRouter(List<VenueSession> sessions) {
        for (final VenueSession session : sessions) {
            session.listings().forEach(listing -> desks.put(listing.id(), session.snapshots()));
        }
    }

    @Override
    public void onRecord(Slot slot) {
        scan.scan(slot, route);
    }

    private void route(int instrumentId, long notBeforeNs) {
        final SnapshotDesk desk = desks.get(instrumentId);
        if (desk != null) {
            desk.offer(instrumentId, notBeforeNs);
        }
    }
}
