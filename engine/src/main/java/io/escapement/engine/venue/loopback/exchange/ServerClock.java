package io.escapement.engine.venue.loopback.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** The venue's own clock: this machine's, off by as much as one wishes. Never goes back. Any thread. */
public final class ServerClock {
    private final AtomicLong offsetMs = new AtomicLong();
    private final AtomicLong lastMs = new AtomicLong();

    /** @param offsetMs how far it is ahead of this machine's */
    public ServerClock(final long offsetMs) {
        this.offsetMs.set(offsetMs);
    }

    /** Epoch milliseconds. */
    public long nowMs() {
        return lastMs.accumulateAndGet(System.currentTimeMillis() + offsetMs.get(), Math::max);
    }

    /** Puts it ahead of this machine's clock by this much; it stands still where it would have to go back. */
    public void offset(final long milliseconds) {
        offsetMs.set(milliseconds);
    }
}
