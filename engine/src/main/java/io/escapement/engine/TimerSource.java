package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;

/**
 * One timer per instrument and cadence, spread evenly over the cadence, so that no event has to do the work of all
 * instruments. A timer that could not fire in time fires once, for the latest time it was due.
 */
final class TimerSource implements EventSource {
    private final long cadenceNs;
    private final int instruments;
    private final long[] nextDueNs;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TimerEncoder timer = new TimerEncoder();

    /** @param instruments ids 1 to this many have timers */
    TimerSource(long cadenceNs, int instruments) {
        this.cadenceNs = cadenceNs;
        this.instruments = instruments;
        this.nextDueNs = new long[instruments];
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        int published = 0;
        for (int i = 0; i < instruments; i++) {
            if (nextDueNs[i] == 0) {
                nextDueNs[i] = latestDue(i, nowNs) + cadenceNs;
            } else if (nowNs >= nextDueNs[i]) {
                final long due = latestDue(i, nowNs);
                nextDueNs[i] = due + cadenceNs;
                publish(inlet, due, i + 1);
                published++;
            }
        }
        return published;
    }

    private long latestDue(int index, long nowNs) {
        final long offset = cadenceNs / instruments * index;
        return (nowNs - offset) / cadenceNs * cadenceNs + offset;
    }

    private void publish(Inlet inlet, long dueNs, int instrumentId) {
        final Slot slot = inlet.claim();
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .dueTimeNs(dueNs).cadenceNs(cadenceNs).instrumentId(instrumentId);
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.ENGINE);
        inlet.publish(slot);
    }
}
