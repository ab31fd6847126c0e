package io.escapement.engine.venue.loopback;

import java.util.concurrent.TimeUnit;

/** What goes wrong with requests that change orders. */
final class OrderFaults {
    private final Faults faults;
    private long maintenanceUntilNanos = Long.MIN_VALUE;

    OrderFaults(final Faults faults) {
        this.faults = faults;
    }

    /** A request's own part of the protocol. @param <A> what an answer is */
    interface Request<A> {
        /** Does it. */
        A carryOut();

        /** It is not known whether it has been done. */
        A unknown();

        /** @param retryAfterMs as long as the client is to wait */
        A tooMany(boolean banned, long retryAfterMs);

        /** Refused although nothing is wrong with it; null where it is none that can be. @param code of the venue */
        A refused(int code);

        A maintenance();
    }

    /** What a fault of REST makes of a request that changes nothing, or null. */
    RestReply refusal() {
        return RestReply.refusal(faults);
    }

    /** Carries a request out and brings its answer, unless a fault has it otherwise. */
    <A> void perform(final Request<A> request, final Wire<A> wire) {
        if (isClosed()) {
            wire.answer(request.maintenance());
        } else if (faults.happens(FaultKind.ORDER_429)) {
            wire.answer(request.tooMany(false, millis(FaultKind.ORDER_429)));
        } else if (faults.happens(FaultKind.ORDER_418)) {
            wire.answer(request.tooMany(true, millis(FaultKind.ORDER_418)));
        } else if (faults.happens(FaultKind.ORDER_LOST)) {
            wire.reset();
        } else {
            final A refusal = refusal(request);
            if (refusal != null) {
                wire.answer(refusal);
            } else {
                answer(request, wire);
            }
        }
    }

    private boolean isClosed() {
        if (faults.happens(FaultKind.ORDER_MAINTENANCE)) {
            maintenanceUntilNanos = System.nanoTime() + faults.parameter(FaultKind.ORDER_MAINTENANCE);
        }
        return maintenanceUntilNanos != Long.MIN_VALUE && System.nanoTime() - maintenanceUntilNanos < 0;
    }

    private <A> A refusal(final Request<A> request) {
        final A refusal = request.refused((int) faults.parameter(FaultKind.ORDER_REJECT));
        return refusal != null && faults.happens(FaultKind.ORDER_REJECT) ? refusal : null;
    }

    private <A> void answer(final Request<A> request, final Wire<A> wire) {
        final A answer = request.carryOut();
        if (faults.happens(FaultKind.ORDER_5XX_LIVE)) {
            wire.answer(request.unknown());
        } else if (faults.happens(FaultKind.ACK_LATE)) {
            wire.later(faults.parameter(FaultKind.ACK_LATE), () -> wire.answer(answer));
        } else if (faults.happens(FaultKind.ORDER_DISCONNECT)) {
            wire.reset();
        } else if (!faults.happens(FaultKind.ACK_LOST)) {
            wire.answer(answer);
        }
    }

    private long millis(final FaultKind kind) {
        return TimeUnit.NANOSECONDS.toMillis(faults.parameter(kind));
    }
}
