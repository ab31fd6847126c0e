package io.escapement.perf.rig;

import io.escapement.engine.pipeline.RecordSink;
import io.escapement.engine.pipeline.Slot;
import org.HdrHistogram.Histogram;

import java.io.IOException;

/** Takes the time of every append. */
public final class TimedSink implements RecordSink {
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final RecordSink sink;
    private final Histogram tookNs = new Histogram(HIGHEST_NS, 3);
    private long bytes;

    public TimedSink(RecordSink sink) {
        this.sink = sink;
    }

    @Override
    public void append(Slot slot) throws IOException {
        final long start = System.nanoTime();
        sink.append(slot);
        tookNs.recordValue(Math.min(System.nanoTime() - start, HIGHEST_NS));
        bytes += slot.recordLength();
    }

    /** Forgets what was taken so far. */
    public void reset() {
        tookNs.reset();
        bytes = 0;
    }

    public long appends() {
        return tookNs.getTotalCount();
    }

    /** Of all records. */
    public long bytes() {
        return bytes;
    }

    public Histogram tookNs() {
        return tookNs;
    }
}
