package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.RestClient;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.net.RestSettings;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.Transport;
import io.netty.channel.EventLoop;
import org.agrona.concurrent.EpochNanoClock;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Sends requests by REST within the venue's limits, and notes what the venue says of them. The transport's thread. */
final class RestDesk {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long USUAL_PAUSE_S = 10;
    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;

    private final RestClient client;
    private final AccountProtocol protocol;
    private final VenueClock venueClock;
    private final EpochNanoClock clock;
    private final AccountEvents events;
    private final EventLoop loop;
    private boolean closed;
    private boolean onlyAsks;

    /** Takes the outcome of a question. */
    interface Replies {
        void onReply(RestReply reply);

        /** @param sent false: the venue cannot know of the request */
        void onFailure(String detail, boolean sent);
    }

    /**
     * Opens the way to an account's REST interface.
     *
     * @param tls null where the address is not secure
     */
    static RestClient client(AccountConfig config, Transport transport, Tls tls, int connections,
                             EpochNanoClock clock) {
        return new RestClient(transport, tls, Endpoint.parse(config.restUrl()),
            new RestSettings(RestSettings.defaults().connectTimeoutMs(), Math.max(100, 2 * config.answerMs()),
                LARGEST_BODY, connections), clock);
    }

    RestDesk(RestClient client, AccountProtocol protocol, VenueClock venueClock, EpochNanoClock clock,
             AccountEvents events, EventLoop loop) {
        this.client = client;
        this.protocol = protocol;
        this.venueClock = venueClock;
        this.clock = clock;
        this.events = events;
        this.loop = loop;
    }

    /** From here on nothing is sent that could change anything at the venue. */
    void onlyAsks() {
        onlyAsks = true;
    }

    /** Sends at once; false, and nothing is sent, where the venue's limits leave no room. */
    boolean send(Ask ask, boolean urgent, Replies replies) {
        final long nowMs = clock.nanoTime() / NS_PER_MS;
        if (!protocol.budget().take(ask.weight(), ask.orders(), ask.scarce(), urgent, nowMs)) {
            return false;
        }
        if (onlyAsks && !ask.call().method().equals("GET")) {
            throw new IllegalStateException(ask.call() + " could change something, and only questions are asked here");
        }
        client.send(ask.call(), new Handler(replies));
        return true;
    }

    /** Sends as soon as the venue's limits leave room. */
    void ask(LongFunction<Ask> question, Replies replies) {
        if (closed) {
            return;
        }
        final long nowNs = clock.nanoTime();
        final Ask ask = question.apply(venueClock.venueMs(nowNs));
        if (!send(ask, true, replies)) {
            loop.schedule(() -> ask(question, replies), protocol.budget().waitMs(nowNs / NS_PER_MS),
                TimeUnit.MILLISECONDS);
        }
    }

    /**
     * As {@link #ask}, where a refusal or no answer is the same failure.
     *
     * @param failed told what went wrong
     */
    void ask(LongFunction<Ask> question, Consumer<RestReply> granted, Consumer<String> failed) {
        ask(question, new Replies() {
            @Override
            public void onReply(RestReply reply) {
                try {
                    final Answer refusal = protocol.refusal(reply);
                    if (refusal == null) {
                        granted.accept(reply);
                    } else {
                        failed.accept(reply.method() + " " + reply.url() + ": " + refusal);
                    }
                } catch (final ReplyException malformed) {
                    events.status(GatewayCondition.MALFORMED_MESSAGE, AccountEvents.NULL, AccountEvents.NO_INSTRUMENT,
                        reply.receiveTimeNs(), reply.method() + " " + reply.url() + ": " + malformed.getMessage());
                    failed.accept(malformed.getMessage());
                }
            }

            @Override
            public void onFailure(String detail, boolean sent) {
                failed.accept(detail);
            }
        });
    }

    void close() {
        closed = true;
        client.close();
    }

    private void observe(RestReply reply) {
        final long nowMs = reply.receiveTimeNs() / NS_PER_MS;
        protocol.observe(reply, nowMs);
        if (reply.status() == TOO_MANY || reply.status() == BANNED) {
            final long pauseS = Math.max(1, reply.retryAfterSeconds(USUAL_PAUSE_S));
            protocol.budget().close(nowMs + TimeUnit.SECONDS.toMillis(pauseS));
            events.status(reply.status() == BANNED ? GatewayCondition.BANNED : GatewayCondition.RATE_LIMITED,
                TimeUnit.SECONDS.toNanos(pauseS), AccountEvents.NO_INSTRUMENT, reply.receiveTimeNs(),
                reply.method() + " " + reply.url() + " was answered " + reply.status());
        }
    }

    private final class Handler implements RestHandler {
        private final Replies replies;

        private Handler(Replies replies) {
            this.replies = replies;
        }

        @Override
        public void onReply(RestReply reply) {
            if (!closed) {
                observe(reply);
                replies.onReply(reply);
            }
        }

        @Override
        public void onFailure(String detail) {
            if (!closed) {
                replies.onFailure(detail, true);
            }
        }

        @Override
        public void onNotSent(String detail) {
            if (!closed) {
                replies.onFailure(detail, false);
            }
        }
    }
}
