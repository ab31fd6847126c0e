package io.escapement.engine.recovery;

import io.escapement.codecs.Provenance;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import org.agrona.MutableDirectBuffer;

/** Makes each message an event of its own. The inlet's thread. */
final class IntoRing implements CarriedOutlet {
    private final Inlet inlet;
    private Slot slot;
    private int published;

    IntoRing(Inlet inlet) {
        this.inlet = inlet;
    }

    @Override
    public int begin() {
        slot = inlet.claim();
        return slot.event();
    }

    @Override
    public MutableDirectBuffer buffer() {
        return slot.buffer();
    }

    @Override
    public void end(int length) {
        slot.commitEvent(length, Provenance.ENGINE);
        inlet.publish(slot);
        published++;
    }

    /** Events so far. */
    int published() {
        return published;
    }
}
