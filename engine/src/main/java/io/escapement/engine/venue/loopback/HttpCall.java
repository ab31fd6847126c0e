package io.escapement.engine.venue.loopback;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A request over HTTP that a desk answers, once, now or later, or never. */
final class HttpCall implements Wire<RestReply> {
    private final String method;
    private final String path;
    private final String query;
    private final String body;
    private final HttpHeaders headers;
    private final Channel channel;
    private final Consumer<RestReply> reply;

    HttpCall(final FullHttpRequest request, final Channel channel, final Consumer<RestReply> reply) {
        this.method = request.method().name();
        this.path = new QueryStringDecoder(request.uri()).path();
        final int mark = request.uri().indexOf('?');
        this.query = mark < 0 ? "" : request.uri().substring(mark + 1);
        this.body = request.content().toString(StandardCharsets.UTF_8);
        this.headers = request.headers().copy();
        this.channel = channel;
        this.reply = reply;
    }

    /** Such as {@code POST /api/v3/order}. */
    String what() {
        return method + ' ' + path;
    }

    String method() {
        return method;
    }

    /** As it was sent. */
    String query() {
        return query;
    }

    String body() {
        return body;
    }

    /** Empty where it is not there. */
    String header(final String name) {
        return headers.get(name, "");
    }

    @Override
    public void answer(final RestReply answer) {
        reply.accept(answer);
    }

    @Override
    public void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    @Override
    public void later(final long nanoseconds, final Runnable action) {
        channel.eventLoop().schedule(action, nanoseconds, TimeUnit.NANOSECONDS);
    }
}
