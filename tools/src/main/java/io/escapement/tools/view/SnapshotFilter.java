package io.escapement.tools.view;

import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.buckets.BucketSnapshotReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.journal.Listing;

/** The last stage: hands on the bucket snapshots that somebody asked for. */
final class SnapshotFilter implements Stage {
    static final long SECOND_NS = 1_000_000_000L;

    private static final int NONE = 0;

    private final String instrument;
    private final boolean consolidated;
    private final long cadenceNs;
    private final Listing listing = new Listing();
    private final BucketSnapshotReader reader = new BucketSnapshotReader();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConsolidatedChangeDecoder change = new ConsolidatedChangeDecoder();
    private Snapshots snapshots;
    private int instrumentId;
    private int viewId;

    /** Takes the snapshots that were asked for. */
    interface Snapshots {
        /** @param subject the instrument, or the one that was the first in the view */
        void onSnapshot(BucketSnapshotReader snapshot, Listing.Listed subject);
    }

    /** @param instrument null: all */
    SnapshotFilter(String instrument, boolean consolidated, long cadenceNs) {
        this.instrument = instrument;
        this.consolidated = consolidated;
        this.cadenceNs = cadenceNs;
    }

    void to(Snapshots taker) {
        snapshots = taker;
    }

    Listing listing() {
        return listing;
    }

    /** Whether the instrument has been defined. */
    boolean hasFound() {
        return instrumentId != NONE;
    }

    @Override
    public String name() {
        return "snapshots";
    }

    @Override
    public void onEvent(Slot slot) {
        listing.learn(slot.buffer(), 0);
        if (instrument != null && instrumentId == NONE) {
            final Listing.Listed found = listing.find(instrument);
            instrumentId = found == null ? NONE : found.id();
        }
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            final int template = slot.templateId(effect);
            if (BucketSnapshotReader.reads(template)) {
                take(slot, effect);
            } else if (template == ConsolidatedChangeDecoder.TEMPLATE_ID && consolidated && instrumentId != NONE) {
                findView(slot, effect);
            }
        }
    }

    private void findView(Slot slot, int effect) {
        change.wrapAndApplyHeader(slot.buffer(), effect, header);
        final int id = change.viewId();
        for (final ConsolidatedChangeDecoder.SharesDecoder share : change.shares()) {
            viewId = share.instrumentId() == instrumentId ? id : viewId;
        }
    }

    private void take(Slot slot, int effect) {
        reader.wrap(slot.buffer(), effect);
        final int wanted = consolidated ? viewId : instrumentId;
        if (reader.cadenceNs() == cadenceNs && reader.isConsolidated() == consolidated
            && (instrument == null || reader.subjectId() == wanted)) {
            snapshots.onSnapshot(reader, listing.byId(reader.subjectId()));
        }
    }

    @Override
    public long stateHash() {
        return 0;
    }
}
