package io.escapement.engine.venue.session;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when a test says so; what is due is done in order of time, then of asking. */
final class VirtualTimers implements Timers {
    private final PriorityQueue<Due> waiting =
        new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::number));
    private long nowNanos;
    private long asked;

    private record Due(long atNanos, long number, Runnable what) {
    }

    /** @param beginNanos may be any number, as those of the real clock */
    VirtualTimers(long beginNanos) {
        nowNanos = beginNanos;
    }

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public void after(long waitNs, Runnable what) {
        waiting.add(new Due(nowNanos + Math.max(0, waitNs), asked++, what));
    }

    /** Lets time pass. */
    void pass(long ns) {
        final long untilNanos = nowNanos + ns;
        while (!waiting.isEmpty() && waiting.peek().atNanos() <= untilNanos) {
            final Due due = waiting.poll();
            nowNanos = due.atNanos();
            due.what().run();
        }
        nowNanos = untilNanos;
    }

    int waiting() {
        return waiting.size();
    }
}
