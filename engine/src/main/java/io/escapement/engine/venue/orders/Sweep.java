package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GatewayCondition;
import io.netty.channel.EventLoop;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Cancels everything that is open in an account's instruments, then asks for open orders until there are none, and says
 * so. It needs REST alone, no connection that stands. The transport's thread.
 */
final class Sweep {
    private static final int MOST_ROUNDS = 6;
    private static final long FIRST_WAIT_MS = 100;

    private final AccountProtocol protocol;
    private final AccountEvents events;
    private final RestDesk rest;
    private final GatewaySide side;
    private final EventLoop loop;
    private final int instruments;
    private final OrderImage image = new OrderImage();
    private boolean running;
    private boolean again;
    private int round;
    private int waiting;
    private int open;
    private String problem;
    private String reason;

    /** @param instruments so many belong to the account; before all are known, nothing is known to be cancelled */
    Sweep(AccountProtocol protocol, AccountEvents events, RestDesk rest, GatewaySide side, EventLoop loop,
          int instruments) {
        this.instruments = instruments;
        this.protocol = protocol;
        this.events = events;
        this.rest = rest;
        this.side = side;
        this.loop = loop;
    }

    boolean isRunning() {
        return running;
    }

    /** Begins, or begins once more when the one under way is done: orders may have been sent since it began. */
    void begin(String why) {
        reason = why;
        if (running) {
            again = true;
            return;
        }
        running = true;
        round = 0;
        cancel();
    }

    private void cancel() {
        final List<Instrument> all = side.instruments().all();
        waiting = all.size();
        problem = null;
        if (waiting == 0) {
            verify();
        }
        for (final Instrument instrument : all) {
            // Of stops first: one that is triggered in between is an order that the other request finds.
            if (protocol.cancelAllWaiting(instrument, side.venueMs()) != null) {
                waiting++;
                rest.ask(ms -> protocol.cancelAllWaiting(instrument, ms), reply -> cancelled(null), this::cancelled);
            }
            rest.ask(ms -> protocol.cancelAll(instrument, ms), reply -> cancelled(null), this::cancelled);
        }
    }

    /** A venue that has nothing to cancel may say so by an error: what is open then decides. */
    private void cancelled(String detail) {
        problem = detail == null ? problem : detail;
        if (--waiting == 0) {
            loop.schedule(this::verify, FIRST_WAIT_MS << round, TimeUnit.MILLISECONDS);
        }
    }

    private void verify() {
        waiting = side.instruments().all().size();
        open = Math.max(0, instruments - waiting);
        if (open > 0) {
            problem = "the venue has not told of " + open + " of the account's instruments yet";
        }
        if (waiting == 0) {
            end();
        }
        for (final Instrument instrument : side.instruments().all()) {
            count(instrument, "");
        }
    }

    private void count(Instrument instrument, String page) {
        rest.ask(ms -> protocol.openOrders(instrument, page, ms), reply -> {
            final String next = protocol.readOpenOrders(reply, instrument, image, each -> open++);
            if (next.isEmpty()) {
                verified(null);
            } else {
                count(instrument, next);
            }
        }, this::verified);
    }

    private void verified(String detail) {
        if (detail != null) {
            problem = detail;
            open++;
        }
        if (--waiting > 0) {
            return;
        }
        if (open > 0 && ++round < MOST_ROUNDS) {
            cancel();
        } else {
            end();
        }
    }

    private void end() {
        running = false;
        final boolean done = open == 0;
        events.status(done ? GatewayCondition.ALL_CANCELLED : GatewayCondition.CANCEL_ALL_FAILED,
            done ? AccountEvents.NULL : open, AccountEvents.NO_INSTRUMENT, side.nowNs(),
            done ? reason : reason + ": " + open + " orders or questions are left after " + round + " rounds"
                + (problem == null ? "" : ", " + problem));
        if (again) {
            again = false;
            begin(reason);
        }
    }
}
