package io.escapement.engine.venue.loopback;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes what happens to the account to those who listen, after the answer to the request that caused it; and what
 * goes wrong on that way. @param <E> an event
 */
final class PrivateFeed<E> {
    /** A report that nothing follows is sent after this. */
    private static final long HELD_MS = 50;

    private final List<Sink<E>> sinks = new ArrayList<>();
    private final Faults faults;
    private final EventLoop loop;
    private E held;

    PrivateFeed(final Faults faults, final EventLoop loop) {
        this.faults = faults;
        this.loop = loop;
    }

    /** A connection that listens. */
    interface Sink<E> {
        void push(E event);

        /** Resets the connection. */
        void reset();
    }

    void add(final Sink<E> sink) {
        sinks.add(sink);
    }

    void remove(final Sink<E> sink) {
        sinks.remove(sink);
    }

    List<Sink<E>> sinks() {
        return List.copyOf(sinks);
    }

    /** A report about an order. */
    void report(final E event) {
        loop.execute(() -> deliver(event));
    }

    /** Anything else, such as a balance: no fault hits it. */
    void tell(final E event) {
        loop.execute(() -> send(event));
    }

    private void deliver(final E event) {
        if (sinks.isEmpty()) {
            return;
        }
        if (faults.happens(FaultKind.PRIVATE_DISCONNECT)) {
            sinks().forEach(Sink::reset);
            return;
        }
        if (held == null && faults.happens(FaultKind.REPORT_REORDER)) {
            held = event;
            loop.schedule(() -> release(event), HELD_MS, TimeUnit.MILLISECONDS);
            return;
        }
        send(event);
        if (faults.happens(FaultKind.REPORT_DUPLICATE)) {
            send(event);
        }
        if (held != null) {
            release(held);
        }
    }

    private void release(final E event) {
        if (held == event) {
            held = null;
            send(event);
        }
    }

    private void send(final E event) {
        sinks().forEach(sink -> sink.push(event));
    }
}
