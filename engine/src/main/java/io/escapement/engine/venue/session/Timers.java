package io.escapement.engine.venue.session;

import io.netty.channel.EventLoop;

import java.util.concurrent.TimeUnit;

/** What time it is, and what is to be done later: the transport's loop, or a test's own time. */
interface Timers {
    /** Nanoseconds of a clock that never goes back. */
    long nanos();

    /** Does this on the same thread once so many nanoseconds have passed. */
    void after(long waitNs, Runnable what);

    /** Real time, on the transport's thread. */
    static Timers of(EventLoop loop) {
        return new Timers() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void after(long waitNs, Runnable what) {
                loop.schedule(what, waitNs, TimeUnit.NANOSECONDS);
            }
        };
    }
}
