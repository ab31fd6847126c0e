package io.escapement.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The one ring and everything that works on it, laid out as the config says:
 *
 * <pre>
 *   inline    producing thread: [ publish, stages, journal, listeners ]
 *   fused     producing threads ──ring──► [ stages, journal, listeners ]
 *   split-3   producing threads ──ring──► [ stages ] ──► [ journal ] ──► [ listeners ]
 * </pre>
 *
 * Journal before act: listeners never see a record whose append has not returned. After a fault nothing later is
 * processed. Construction, {@link #start} and {@link #stop} belong to the engine; stop the producing threads first,
 * then the pipeline.
 */
public final class Pipeline {
    private static final long START_TIMEOUT_MS = 10_000;

    private final PipelineConfig config;
    private final PipelineParts parts;
    private final PipelineCounters counters;
    private final Stopping stopping;
    private final RingBuffer<Slot> ring;
    private final GroupThread[] groups;
    private final CountDownLatch running;
    private final EventPoller<Slot> poller;
    private final GroupWork inlineWork;
    private int inlets;
    private boolean started;
    private boolean halted;

    /**
     * Lays everything out and takes all memory; starts nothing yet.
     *
     * @throws IllegalArgumentException naming everything that is wrong with the config
     */
    public Pipeline(PipelineConfig config, PipelineParts parts) {
        final List<String> stageNames = parts.core().stageNames();
        final List<String> errors = config.errors(stageNames);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
        }
        this.config = config;
        this.parts = parts;
        this.counters = new PipelineCounters(parts.counters(), config.slots());
        this.stopping = new Stopping(parts, counters);
        final List<GroupPlan> plans = Layout.plan(config, stageNames);
        this.running = new CountDownLatch(config.isInline() ? 0 : plans.size());
        this.ring = newRing(config.isInline() ? 0 : plans.size());
        if (config.isInline()) {
            groups = new GroupThread[0];
            inlineWork = new GroupWork(plans.get(0), parts, counters, config);
            poller = ring.newPoller();
            ring.addGatingSequences(poller.getSequence());
        } else {
            inlineWork = null;
            poller = null;
            groups = newGroups(plans);
            ring.addGatingSequences(groups[groups.length - 1].sequence());
        }
    }

    private RingBuffer<Slot> newRing(int groupThreads) {
        final WaitChoice choice = WaitChoice.of(WaitPolicy.of(config.waitStrategy()), groupThreads, config.inlets(),
            Runtime.getRuntime().availableProcessors());
        if (groupThreads > 0 && choice.notice() != null) {
            parts.notices().accept(choice.notice());
        }
        final WaitStrategy waiting = groupThreads == 0 ? WaitPolicy.BUSY_SPIN.create() : choice.policy().create();
        final SlotMemory memory = new SlotMemory(config.slots(), config.recordCapacity(), config.checkedCapacity());
        final ProducerType producers = config.inlets() == 1 ? ProducerType.SINGLE : ProducerType.MULTI;
        return RingBuffer.create(producers, memory::nextSlot, config.slots(), waiting);
    }

    private GroupThread[] newGroups(List<GroupPlan> plans) {
        final HaltingExceptionHandler exceptions = new HaltingExceptionHandler(stopping);
        final List<GroupThread> made = new ArrayList<>();
        for (final GroupPlan plan : plans) {
            final GroupWork work = new GroupWork(plan, parts, counters, config);
            final GroupHandler handler = new GroupHandler(work, ring, parts, counters, stopping, running);
            final int index = made.size();
            final int core = index < config.cores().size() ? config.cores().get(index) : PinnedThreadFactory.UNPINNED;
            made.add(new GroupThread(ring, handler, exceptions, made,
                new PinnedThreadFactory("group-" + index + " " + plan.name(), core, parts.notices())));
        }
        return made.toArray(new GroupThread[0]);
    }

    /** An inlet for one more producing thread; as many as the config says. */
    public synchronized Inlet inlet() {
        if (inlets == config.inlets()) {
            throw new IllegalStateException("the config allows " + config.inlets()
                + " producing threads (pipeline.inlets), and each has its inlet already");
        }
        final PipelineCounters.InletCounters inletCounters = counters.inlet(inlets++);
        return config.isInline()
            ? new InlineInlet(ring, stopping, inletCounters, parts.clock(), config.sampleEvery(), poller, inlineWork,
                parts.core())
            : new RingInlet(ring, stopping, inletCounters, parts.clock(), config.sampleEvery());
    }

    /** Starts the groups' threads and returns when each of them is ready for events. */
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException("a pipeline is started once");
        }
        started = true;
        for (final GroupThread group : groups) {
            group.start();
        }
        try {
            if (!running.await(START_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                haltAll();
                throw new IllegalStateException("the pipeline's threads did not start within " + START_TIMEOUT_MS
                    + " ms");
            }
        } catch (final InterruptedException interrupted) {
            haltAll();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the pipeline started", interrupted);
        }
        stopping.started();
    }

    /**
     * Takes no more events, waits until those published have been processed, and ends the threads. Again and again
     * without harm. On a thread of the pipeline's own it ends the threads without waiting.
     *
     * @return whether every published event has been processed; if not, {@link #unprocessed} tells how many were not
     */
    public synchronized boolean stop() {
        stopping.stop();
        if (!halted) {
            final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.stopTimeoutMs());
            try {
                drain(deadlineNs);
                haltAll();
                join(deadlineNs);
            } catch (final InterruptedException interrupted) {
                haltAll();
                Thread.currentThread().interrupt();
            }
        }
        return unprocessed() == 0;
    }

    private void drain(long deadlineNs) throws InterruptedException {
        while (started && !isDrained() && !isOwnThread() && System.nanoTime() < deadlineNs) {
            TimeUnit.MICROSECONDS.sleep(100);
        }
    }

    /** Whether the last group has done all that it will ever be given. */
    private boolean isDrained() {
        if (groups.length == 0) {
            return stopping.fault() != null || unprocessed() == 0;
        }
        long target = ring.getCursor();
        for (final GroupThread group : groups) {
            if (group.hasEnded()) {
                target = Math.min(target, group.sequence().get());
            }
        }
        return last().get() >= target;
    }

    private void join(long deadlineNs) throws InterruptedException {
        for (final GroupThread group : groups) {
            if (!group.isCurrent() && group.isAlive()) {
                group.join(TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime()));
                if (group.isAlive()) {
                    parts.notices().accept("a thread of the pipeline did not end within " + config.stopTimeoutMs()
                        + " ms; a stage, the journal or a record listener is stuck");
                }
            }
        }
    }

    private void haltAll() {
        halted = true;
        for (final GroupThread group : groups) {
            group.halt();
        }
    }

    private boolean isOwnThread() {
        for (final GroupThread group : groups) {
            if (group.isCurrent()) {
                return true;
            }
        }
        return false;
    }

    /** Published slots that have not been through every group. */
    public long unprocessed() {
        return ring.getCursor() - last().get();
    }

    private Sequence last() {
        return groups.length == 0 ? poller.getSequence() : groups[groups.length - 1].sequence();
    }

    /** Why the pipeline stopped by itself; null if it did not. */
    public PipelineFault fault() {
        return stopping.fault();
    }
}
