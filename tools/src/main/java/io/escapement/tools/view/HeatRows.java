package io.escapement.tools.view;

import io.escapement.engine.buckets.BucketSnapshotReader;
import io.escapement.engine.buckets.BucketsConfig;
import io.escapement.engine.heatmap.Heatmap;
import io.escapement.tools.journal.Listing;

/** Collects the last seconds of one subject in a heatmap. */
final class HeatRows implements SnapshotFilter.Snapshots {
    private final int rows;
    private Heatmap heatmap;
    private Mantissas text;
    private String name;

    HeatRows(int rows) {
        this.rows = rows;
    }

    @Override
    public void onSnapshot(BucketSnapshotReader snapshot, Listing.Listed subject) {
        if (heatmap == null) {
            text = new Mantissas(subject, snapshot.isConsolidated());
            name = (snapshot.isConsolidated() ? "ALL" : subject.venue()) + ":" + subject.symbol();
            heatmap = new Heatmap(rows, BucketsConfig.COLUMNS, text.unit());
        }
        heatmap.add(snapshot);
    }

    /** Null where no snapshot came. */
    Heatmap heatmap() {
        return heatmap;
    }

    Mantissas text() {
        return text;
    }

    /** VENUE:SYMBOL, ALL for the venue of a view. */
    String name() {
        return name;
    }
}
