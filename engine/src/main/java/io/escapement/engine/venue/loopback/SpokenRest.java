package io.escapement.engine.venue.loopback;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** REST of a venue other than Binance: books, what the recording has, and what its talk needs. */
final class SpokenRest {
    private final Player player;
    private final Speech speech;
    private final EventLoop loop;

    SpokenRest(final Player player, final Speech speech, final EventLoop loop) {
        this.player = player;
        this.speech = speech;
        this.loop = loop;
    }

    /** Answers, now or later, on the venue's thread. @param base host and port that the client knows us by */
    void answer(final HttpMethod method, final QueryStringDecoder query, final String base,
        final Consumer<RestReply> reply) {
        final RestReply refusal = RestReply.refusal(player.faults());
        if (refusal != null) {
            reply.accept(refusal);
        } else if (player.faults().happens(FaultKind.REST_SLOW)) {
            loop.schedule(() -> route(query, base, reply), player.faults().parameter(FaultKind.REST_SLOW),
                TimeUnit.NANOSECONDS);
        } else {
            route(query, base, reply);
        }
    }

    private void route(final QueryStringDecoder query, final String base, final Consumer<RestReply> reply) {
        final String symbol = speech.bookAsked(query);
        if (symbol != null && !player.market().has(symbol)) {
            reply.accept(RestReply.error(400, -1121, "Invalid symbol " + symbol));
        } else if (symbol != null) {
            player.requestSnapshot(symbol, speech.levelsAsked(query), query, reply);
        } else {
            final String body = speech.body(query, base);
            final String found = body != null ? body : ((SpokenSource) player.source()).replies().find(query);
            reply.accept(found == null ? RestReply.error(404, -1000, "no such path on the loopback venue, or not in"
                + " the recording: " + query.uri()) : RestReply.ok(found));
        }
    }
}
