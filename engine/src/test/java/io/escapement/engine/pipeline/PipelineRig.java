package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.engine.time.EventClock;
import io.escapement.journal.RecordChain;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A pipeline with toy stages, a journal in memory, a clock that steps, and notes of everything that happens. */
final class PipelineRig implements RecordSink, EventClock, AutoCloseable {
    final List<byte[]> journal = Collections.synchronizedList(new ArrayList<>());
    final List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    final List<PipelineFault> faults = Collections.synchronizedList(new ArrayList<>());
    final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    final RecordChain chain = new RecordChain(RecordChain.GENESIS);
    final CountersManager counters = new CountersManager(
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(64 * 1024, 64)),
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(16 * 1024, 64)));
    final Pipeline pipeline;
    final Inlet inlet;
    private final TimerEncoder timer = new TimerEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long nowNs = 1_700_000_000_000_000_000L;
    volatile long failAppendAt = -1;

    PipelineRig(PipelineConfig config, List<Stage> stages, RecordListener... listeners) {
        final List<RecordListener> all = new ArrayList<>();
        all.add(slot -> heard.add(slot.sequence()));
        all.addAll(List.of(listeners));
        pipeline = new Pipeline(config, new PipelineParts(new Core(stages, 16, 0, 0), this, all, faults::add, this,
            counters, notices::add));
        inlet = pipeline.inlet();
    }

    /** Publishes random events until done or stopped; says how many it published. */
    int publish(int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            try {
                final Slot slot = inlet.claim();
                if (random.nextInt(50) == 0) {
                    inlet.abandon(slot);
                    i--;
                    continue;
                }
                ToyStages.encode(slot, random, timer, header);
                inlet.publish(slot);
            } catch (final PipelineStoppedException stopped) {
                return i;
            }
        }
        return count;
    }

    @Override
    public void append(Slot slot) throws IOException {
        if (slot.sequence() == failAppendAt) {
            throw new IOException("No space left on device");
        }
        chain.seal(slot.buffer(), slot.bytes(), 0);
        final byte[] record = new byte[slot.recordLength()];
        slot.buffer().getBytes(0, record);
        journal.add(record);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Asked once per event; goes back now and then, as wall clocks do. */
    @Override
    public long epochNs(long nanoTime) {
        nowNs += nowNs % 7 == 0 ? -5_000 : 1_001;
        return nowNs;
    }

    long counter(String label) {
        final long[] value = {Long.MIN_VALUE};
        counters.forEach((id, name) -> {
            if (name.equals(label)) {
                value[0] = counters.getCounterValue(id);
            }
        });
        return value[0];
    }

    @Override
    public void close() {
        pipeline.stop();
    }
}
