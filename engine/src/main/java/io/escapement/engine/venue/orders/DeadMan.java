package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GatewayCondition;

import java.util.concurrent.TimeUnit;

/**
 * The venue's own timer, which cancels everything when nothing is heard of us for too long: armed for each instrument
 * before anything is sent, and set again long before it runs out. Where there is none, that is said. The transport's
 * thread.
 */
final class DeadMan {
    private static final int TIMES_IN_TIME = 4;
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(5);

    private final AccountProtocol protocol;
    private final AccountConfig config;
    private final AccountEvents events;
    private final RestDesk rest;
    private final GatewaySide side;
    private boolean wanted;
    private boolean armed;
    private boolean failed;
    private long dueNanos;

    DeadMan(AccountProtocol protocol, AccountConfig config, AccountEvents events, RestDesk rest,
            GatewaySide side) {
        this.protocol = protocol;
        this.config = config;
        this.events = events;
        this.rest = rest;
        this.side = side;
    }

    /** Arms it, or says that there is none. */
    void begin() {
        final String without = !protocol.withoutDeadMan().isEmpty() ? protocol.withoutDeadMan()
            : config.deadManMs() == 0 ? "no dead-man timer is configured" : "";
        wanted = without.isEmpty();
        armed = false;
        failed = false;
        if (wanted) {
            arm();
        } else {
            events.status(GatewayCondition.DEAD_MAN_ABSENT, AccountEvents.NULL, AccountEvents.NO_INSTRUMENT,
                side.nowNs(), without + ": when this engine dies, the watchdog has to cancel");
        }
    }

    void tick(long nanos) {
        if (wanted && nanos - dueNanos >= 0) {
            arm();
        }
    }

    private void arm() {
        dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.deadManMs()) / TIMES_IN_TIME;
        for (final Instrument instrument : side.instruments().all()) {
            rest.ask(ms -> protocol.deadMan(instrument, config.deadManMs(), ms), reply -> {
                if (!armed) {
                    armed = true;
                    failed = false;
                    events.status(GatewayCondition.DEAD_MAN_ARMED,
                        TimeUnit.MILLISECONDS.toNanos(config.deadManMs()), instrument.id(), side.nowNs(),
                        protocol.beyondDeadMan());
                }
            }, detail -> {
                dueNanos = System.nanoTime() + RETRY_NS;
                armed = false;
                if (!failed) {
                    failed = true;
                    events.status(GatewayCondition.DEAD_MAN_FAILED, AccountEvents.NULL, instrument.id(),
                        side.nowNs(), detail);
                }
            });
        }
    }
}
