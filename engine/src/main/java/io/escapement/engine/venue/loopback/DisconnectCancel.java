package io.escapement.engine.venue.loopback;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Bybit's cancelling on disconnection (DCP). It counts from when the last connection that asked for it went away, or
 * was heard for the last time; one that comes back and pings in time stops it. All calls on the venue's thread.
 */
final class DisconnectCancel {
    /** What holds until the client says otherwise. */
    static final int USUAL_SECONDS = 10;
    static final int LEAST_SECONDS = 3;
    static final int MOST_SECONDS = 300;

    private final EventLoop loop;
    private final Runnable cancelAll;
    private final Set<Object> listening = Collections.newSetFromMap(new IdentityHashMap<>());
    private int seconds = USUAL_SECONDS;
    private Future<?> countdown;

    DisconnectCancel(final EventLoop loop, final Runnable cancelAll) {
        this.loop = loop;
        this.cancelAll = cancelAll;
    }

    int seconds() {
        return seconds;
    }

    /** The client wants it to take so long. */
    void set(final int newSeconds) {
        seconds = newSeconds;
        if (!listening.isEmpty()) {
            restart();
        }
    }

    /** This connection has subscribed to the topic. */
    void listens(final Object connection) {
        listening.add(connection);
        restart();
    }

    /** Something has come over this connection. */
    void heard(final Object connection) {
        if (listening.contains(connection)) {
            restart();
        }
    }

    /** The connection does not want it any more. */
    void leaves(final Object connection) {
        if (listening.remove(connection) && listening.isEmpty()) {
            countdown.cancel(false);
        }
    }

    /** The connection has broken. */
    void gone(final Object connection) {
        if (listening.remove(connection) && listening.isEmpty()) {
            restart();
        }
    }

    private void restart() {
        if (countdown != null) {
            countdown.cancel(false);
        }
        countdown = loop.schedule(cancelAll, seconds, TimeUnit.SECONDS);
    }
}
