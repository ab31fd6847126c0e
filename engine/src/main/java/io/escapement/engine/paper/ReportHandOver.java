package io.escapement.engine.paper;

import org.jctools.queues.SpscArrayQueue;

/**
 * Carries reports from the thread that sees records to the thread that owns the inlet, and the empty ones back: a
 * fixed number of objects that go round.
 */
final class ReportHandOver implements ReportOutlet {
    private final SpscArrayQueue<PaperReport> ready;
    private final SpscArrayQueue<PaperReport> empty;
    private final int capacity;

    ReportHandOver(int capacity) {
        this.capacity = capacity;
        ready = new SpscArrayQueue<>(capacity);
        empty = new SpscArrayQueue<>(capacity);
        for (int i = 0; i < capacity; i++) {
            empty.offer(new PaperReport());
        }
    }

    // The side of the records

    @Override
    public PaperReport claim() {
        final PaperReport report = empty.poll();
        if (report == null) {
            throw new IllegalStateException("the simulated venue has " + capacity + " reports that nobody has"
                + " collected; its poll must be called on the inlet's thread");
        }
        return report;
    }

    @Override
    public void ready(PaperReport report) {
        ready.offer(report);
    }

    // The side of the inlet

    /** The next report, or null. */
    PaperReport collect() {
        return ready.poll();
    }

    void giveBack(PaperReport report) {
        empty.offer(report);
    }
}
