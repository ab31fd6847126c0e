package io.escapement.engine.monitor;

import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Takes the time of every hop from the stamps in the slot. As a record listener it costs some 5 ns a hop and
 * allocates nothing; what it recorded is fetched by one side thread with {@link #interval}.
 */
public final class LatencyRecorder implements RecordListener {
    /** Longer times count as this one: a minute, in nanoseconds. */
    public static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final Hop[] HOPS = Hop.values();

    private final SingleWriterRecorder[] recorders = new SingleWriterRecorder[HOPS.length];
    private final Histogram[] recycled = new Histogram[HOPS.length];

    public LatencyRecorder() {
        for (int i = 0; i < HOPS.length; i++) {
            recorders[i] = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
        }
    }

    @Override
    public void onRecord(Slot slot) {
        if (!slot.isSampled()) {
            return;
        }
        final long received = slot.receivedNanos;
        if (received != 0) {
            record(Hop.DECODE, slot.decodedNanos - received);
            record(Hop.TOTAL, slot.journaledNanos - received);
        }
        record(Hop.QUEUE, slot.sequencedNanos - slot.decodedNanos);
        record(Hop.CORE, slot.coreDoneNanos - slot.sequencedNanos);
        record(Hop.JOURNAL, slot.journaledNanos - slot.coreDoneNanos);
    }

    /**
     * An order's bytes have been handed to the socket. Called by one thread, which need not be the listeners'.
     *
     * @param receivedNanos of the slot whose record holds the order; 0 where the event came from no socket: ignored
     * @param sentNanos     {@code System.nanoTime} now
     */
    public void onOrderSent(long receivedNanos, long sentNanos) {
        if (receivedNanos != 0) {
            record(Hop.ORDER, sentNanos - receivedNanos);
        }
    }

    private void record(Hop hop, long tookNs) {
        recorders[hop.ordinal()].recordValue(Math.max(0, Math.min(tookNs, HIGHEST_NS)));
    }

    /**
     * What was recorded since the last call, for the one side thread; valid until the next call for this hop.
     */
    public Histogram interval(Hop hop) {
        final int i = hop.ordinal();
        recycled[i] = recorders[i].getIntervalHistogram(recycled[i]);
        recycled[i].setTag(hop.tag());
        return recycled[i];
    }
}
