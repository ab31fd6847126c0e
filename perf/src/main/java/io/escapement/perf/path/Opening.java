package io.escapement.perf.path;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.binance.DepthSnapshotDecoder;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.perf.recording.Loop;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/** What a session does before the first frame: defines the instruments and brings their snapshots. */
public final class Opening {
    private static final int CONNECTION = 1;

    private final Inlet inlet;

    public Opening(Inlet inlet) {
        this.inlet = inlet;
    }

    /** Publishes all of it; from then on the loop's books are live. */
    public void publish(Loop loop, long timeNs) {
        for (int i = 0; i < loop.instruments().size(); i++) {
            final Instrument instrument = loop.instruments().get(i);
            final FeedEvents events =
                new FeedEvents(inlet, Provenance.CAPTURE, instrument.venue(), () -> timeNs);
            // Names of their own: no view is made of them.
            events.define(instrument.withCanonical(instrument.symbol()), timeNs);
            events.status(FeedCondition.RESYNC_STARTED, instrument.id(), CONNECTION, "");
            final DepthSnapshotDecoder decoder = new DepthSnapshotDecoder(inlet, instrument.venue(), CONNECTION,
                Provenance.CAPTURE, TimeUnit.MILLISECONDS);
            final byte[] body = loop.snapshot(i);
            if (!decoder.onBody(new UnsafeBuffer(body), 0, body.length, instrument, timeNs)) {
                throw new IllegalStateException("the snapshot of " + instrument.symbol() + " cannot be decoded");
            }
        }
    }
}
