package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.RateBudget;
import io.escapement.engine.venue.net.RestClient;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import org.agrona.concurrent.EpochNanoClock;

/** A venue's REST requests: within its weight, and not while it has told us to stay away. On the transport's thread. */
final class RestGate {
    private final RestClient rest;
    private final VenueProtocol protocol;
    private final EpochNanoClock clock;
    private final RateBudget weight;
    private final int reserve;
    private final SessionTap tap;
    private long notBeforeNs;

    RestGate(RestClient rest, VenueProtocol protocol, Budget weight, EpochNanoClock clock,
             SessionTap tap) {
        this.rest = rest;
        this.protocol = protocol;
        this.clock = clock;
        this.tap = tap;
        this.weight = weight.open();
        this.reserve = weight.amount() / 2;
    }

    /** Whether something may be asked now, at epoch nanoseconds. */
    boolean isOpen(long nowNs) {
        return nowNs >= notBeforeNs;
    }

    private void heed(RestReply reply) {
        final long nowNs = clock.nanoTime();
        final long saidNs = protocol.notBeforeNs(reply, nowNs);
        if (saidNs > nowNs) {
            notBeforeNs = Math.max(notBeforeNs, saidNs);
        }
    }

    boolean tryTake(RestQuestion question, long nowNs) {
        return isOpen(nowNs) && weight.tryTake(question.weight(), nowNs);
    }

    /** As {@link #tryTake}, of what can wait: half of the weight stays for what cannot. */
    boolean tryTakeSpare(RestQuestion question, long nowNs) {
        return isOpen(nowNs) && weight.waitNs(question.weight() + reserve, nowNs) == 0
            && weight.tryTake(question.weight(), nowNs);
    }

    /** Asks without a look at the weight, and heeds what the reply says of it. */
    void ask(RestQuestion question, RestHandler handler) {
        final RestHandler heeding = new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                if (reply.isOk()) {
                    tap.asked(question.path(), reply.body(), reply.body().capacity(), reply.receiveTimeNs());
                }
                heed(reply);
                handler.onReply(reply);
            }

            @Override
            public void onFailure(String detail) {
                handler.onFailure(detail);
            }
        };
        if (question.post()) {
            rest.post(question.path(), question.body(), heeding);
        } else {
            rest.get(question.path(), heeding);
        }
    }

    /** How long to wait until something may be asked. */
    long waitNs() {
        return Math.max(0, notBeforeNs - clock.nanoTime());
    }

    void close() {
        rest.close();
    }
}
