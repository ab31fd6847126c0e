package io.escapement.engine.monitor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A side thread that does something every so often: writes latency intervals, measures the clock again. */
public final class MonitorThread implements AutoCloseable {
    private static final long JOIN_MS = 2_000;

    private final Thread thread;
    private final Runnable work;
    private final Console console;
    private final long everyNs;
    private volatile boolean closing;

    /**
     * Starts at once.
     *
     * @param work what it throws is told on the console, and it is called again all the same
     */
    public MonitorThread(String name, long everyMs, Runnable work, Console console) {
        if (everyMs < 1) {
            throw new IllegalArgumentException("the interval of " + name + " must be at least 1 ms, got " + everyMs);
        }
        this.work = work;
        this.console = console;
        this.everyNs = TimeUnit.MILLISECONDS.toNanos(everyMs);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long nextNs = System.nanoTime() + everyNs;
        while (!closing) {
            final long leftNs = nextNs - System.nanoTime();
            if (leftNs > 0) {
                LockSupport.parkNanos(leftNs);
                continue;
            }
            nextNs = Math.max(nextNs + everyNs, System.nanoTime());
            try {
                work.run();
            } catch (final RuntimeException failed) {
                console.error(thread.getName() + ": " + failed.getMessage(), failed);
            }
        }
    }

    /** Ends the thread and waits for the work at hand, two seconds at most. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
