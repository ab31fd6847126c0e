package io.escapement.engine.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;

import java.util.List;
import java.util.concurrent.ThreadFactory;

/** One group's thread: runs its part of the ring until it is halted or a fault ends it. */
final class GroupThread {
    /** A burst is handed on in pieces, so that the groups behind begin before this one has done all of it. */
    private static final int MAX_BATCH = 32;

    private final BatchEventProcessor<Slot> processor;
    private final List<GroupThread> before;
    private final Thread thread;
    private volatile boolean ended;

    /** @param before the groups before this one, in order; the last of them is waited for */
    GroupThread(RingBuffer<Slot> ring, GroupHandler handler, HaltingExceptionHandler exceptions,
                List<GroupThread> before, ThreadFactory threads) {
        this.before = List.copyOf(before);
        final Sequence[] behind = before.isEmpty() ? new Sequence[0]
            : new Sequence[]{before.get(before.size() - 1).sequence()};
        this.processor = new BatchEventProcessorBuilder().setMaxBatchSize(MAX_BATCH)
            .build(ring, ring.newBarrier(behind), handler);
        processor.setExceptionHandler(exceptions);
        this.thread = threads.newThread(this::run);
    }

    private void run() {
        try {
            processor.run();
        } catch (final GroupHandler.GroupEnd end) {
            before.forEach(GroupThread::halt);
        } finally {
            ended = true;
        }
    }

    void start() {
        thread.start();
    }

    void halt() {
        processor.halt();
    }

    void join(long timeoutMs) throws InterruptedException {
        thread.join(Math.max(1, timeoutMs));
    }

    Sequence sequence() {
        return processor.getSequence();
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    boolean isAlive() {
        return thread.isAlive();
    }
}
