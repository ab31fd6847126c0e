package io.escapement.engine.venue.event;

import io.escapement.codecs.Provenance;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;

/** The slots of one frame: claimed when first wanted, kept while a decoder changes its mind, given back if unused. */
public final class EventOutlet {
    private final Inlet inlet;
    private final Provenance provenance;
    private Slot slot;
    private long receivedNanos;
    private int published;

    public EventOutlet(Inlet inlet, Provenance provenance) {
        this.inlet = inlet;
        this.provenance = provenance;
    }

    public void begin(long frameReceivedNanos) {
        receivedNanos = frameReceivedNanos;
        published = 0;
    }

    /** The slot to encode the next event into. */
    public Slot slot() {
        if (slot == null) {
            slot = inlet.claim();
        }
        return slot;
    }

    /** Publishes the event encoded in {@link #slot}; {@code length} is that of SBE header and body. */
    public void publish(int length) {
        final Slot done = slot;
        done.commitEvent(length, provenance);
        done.receivedNanos = receivedNanos;
        slot = null;
        published++;
        inlet.publish(done);
    }

    /** Gives back what was claimed in vain, and tells how many events the frame became. */
    public int finish() {
        if (slot != null) {
            final Slot unused = slot;
            slot = null;
            inlet.abandon(unused);
        }
        return published;
    }
}
