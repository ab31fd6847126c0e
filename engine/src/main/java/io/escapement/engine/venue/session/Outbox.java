package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.RateBudget;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What waits to be said on one connection: one text behind the other, within the connection's budget and the one that
 * all connections of the venue share. On the transport's thread.
 */
final class Outbox {
    private final Timers timers;
    private final RateBudget own;
    private final RateBudget shared;
    private final BooleanSupplier open;
    private final Consumer<String> wire;
    /** The first is being sent. */
    private final Deque<Outgoing> waiting = new ArrayDeque<>();

    private record Outgoing(String text, Runnable sent) {
    }

    /**
     * @param own    of this connection
     * @param shared of all of the venue's; null where there is none
     * @param open   whether anything can be sent; what waits once nothing can is never sent
     */
    Outbox(Timers timers, RateBudget own, RateBudget shared, BooleanSupplier open, Consumer<String> wire) {
        this.timers = timers;
        this.own = own;
        this.shared = shared;
        this.open = open;
        this.wire = wire;
    }

    /** Sends as soon as the budgets allow it. @param sent called behind it */
    void send(String text, Runnable sent) {
        waiting.addLast(new Outgoing(text, sent));
        if (waiting.size() == 1) {
            sendNext();
        }
    }

    private void sendNext() {
        while (!waiting.isEmpty() && open.getAsBoolean()) {
            final long nowNanos = timers.nanos();
            final long waitNs = Math.max(own.waitNs(1, nowNanos), shared == null ? 0 : shared.waitNs(1, nowNanos));
            if (waitNs > 0) {
                timers.after(waitNs, this::sendNext);
                return;
            }
            take(nowNanos);
            final Outgoing first = waiting.peekFirst();
            wire.accept(first.text);
            first.sent.run();
            waiting.pollFirst();
        }
    }

    /** Sends at once, because the venue waits for it; the budgets count it as far as they can. */
    void answer(String text) {
        if (open.getAsBoolean()) {
            take(timers.nanos());
            wire.accept(text);
        }
    }

    private void take(long nowNanos) {
        own.tryTake(1, nowNanos);
        if (shared != null) {
            shared.tryTake(1, nowNanos);
        }
    }
}
