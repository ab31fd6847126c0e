package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.InstrumentKind;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The venue's own timer, which cancels everything when nothing is heard of us for too long: armed for each instrument
 * before anything is sent, and set again long before it runs out; or armed once, where a line of ours keeps it from
 * running out. Where there is none, that is said; where it is wanted and cannot be had, that it has failed. The
 * transport's thread.
 */
final class DeadMan {
    private static final int TIMES_IN_TIME = 4;
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(5);
    /** Longer than any connection lives, and each new one sets the timer anew. */
    private static final long ONCE_NS = TimeUnit.DAYS.toNanos(2);

    private final AccountProtocol protocol;
    private final AccountConfig config;
    private final AccountEvents events;
    private final RestDesk rest;
    private final GatewaySide side;
    private boolean wanted;
    private boolean armed;
    private boolean failed;
    private long dueNanos;
    private int round;
    private int waiting;
    private String problem;

    DeadMan(AccountProtocol protocol, AccountConfig config, AccountEvents events, RestDesk rest,
            GatewaySide side) {
        this.protocol = protocol;
        this.config = config;
        this.events = events;
        this.rest = rest;
        this.side = side;
    }

    /** Arms it, or says that there is none. @param refused why the lines do not keep it; empty where they do */
    void begin(String refused) {
        final String without = !protocol.withoutDeadMan().isEmpty() ? protocol.withoutDeadMan()
            : config.deadManMs() == 0 ? "no dead-man timer is configured" : "";
        wanted = without.isEmpty() && refused.isEmpty();
        armed = false;
        failed = false;
        round++;
        if (wanted) {
            arm();
        } else if (without.isEmpty()) {
            say(GatewayCondition.DEAD_MAN_FAILED, AccountEvents.NULL, refused);
        } else {
            say(GatewayCondition.DEAD_MAN_ABSENT, AccountEvents.NULL,
                without + ": when this engine dies, the watchdog has to cancel");
        }
    }

    void tick(long nanos) {
        if (wanted && nanos - dueNanos >= 0) {
            arm();
        }
    }

    private List<Instrument> instruments() {
        final List<Instrument> all = side.instruments().all();
        if (!protocol.deadManByLine()) {
            return all;
        }
        final Set<InstrumentKind> kinds = EnumSet.noneOf(InstrumentKind.class);
        final List<Instrument> one = new ArrayList<>(all);
        one.removeIf(instrument -> !kinds.add(instrument.kind()));
        return one;
    }

    private void arm() {
        final long countdownMs = protocol.deadManMs(config.deadManMs());
        dueNanos = System.nanoTime() + (protocol.deadManByLine() ? ONCE_NS
            : TimeUnit.MILLISECONDS.toNanos(countdownMs) / TIMES_IN_TIME);
        final int of = ++round;
        final List<Instrument> instruments = instruments();
        waiting = instruments.size();
        problem = null;
        for (final Instrument instrument : instruments) {
            rest.ask(ms -> protocol.deadMan(instrument, countdownMs, ms), reply -> answered(of, null),
                detail -> answered(of, instrument.symbol() + ": " + detail));
        }
    }

    /** It stands once it stands everywhere. */
    private void answered(int of, String detail) {
        if (of != round) {
            return;
        }
        problem = detail == null ? problem : detail;
        if (--waiting > 0) {
            return;
        }
        if (problem != null) {
            dueNanos = System.nanoTime() + RETRY_NS;
        }
        if (problem == null ? !armed : !failed) {
            armed = problem == null;
            failed = !armed;
            say(armed ? GatewayCondition.DEAD_MAN_ARMED : GatewayCondition.DEAD_MAN_FAILED,
                armed ? TimeUnit.MILLISECONDS.toNanos(protocol.deadManMs(config.deadManMs())) : AccountEvents.NULL,
                armed ? protocol.beyondDeadMan() : problem);
        }
    }

    private void say(GatewayCondition condition, long value, String detail) {
        events.status(condition, value, AccountEvents.NO_INSTRUMENT, side.nowNs(), detail);
    }
}
