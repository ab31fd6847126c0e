package io.escapement.engine.venue.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One kept connection of a {@link RestClient}: one request at a time, its body gathered in one piece. */
final class RestConnection extends ChannelInboundHandlerAdapter {
    private final RestClient client;
    private final Endpoint endpoint;
    private final RestSettings settings;

    private Channel channel;
    private RestRequest request;
    private HttpResponse head;
    private ByteBuf body;
    private ScheduledFuture<?> limit;
    private int served;
    private String failure;

    RestConnection(RestClient client, Endpoint endpoint, RestSettings settings) {
        this.client = client;
        this.endpoint = endpoint;
        this.settings = settings;
    }

    void attach(Channel newChannel) {
        channel = newChannel;
    }

    boolean isUsable() {
        return channel != null && channel.isActive() && failure == null;
    }

    /** The request that this connection is to carry once it is there. */
    void assign(RestRequest newRequest) {
        request = newRequest;
    }

    void send(RestRequest newRequest) {
        request = newRequest;
        final DefaultFullHttpRequest message = message(newRequest);
        message.headers().set(HttpHeaderNames.HOST, endpoint.authority());
        message.headers().set(HttpHeaderNames.ACCEPT, "application/json");
        message.headers().set(HttpHeaderNames.USER_AGENT, "escapement");
        limit = channel.eventLoop().schedule(() -> end("no whole reply within " + settings.replyTimeoutMs() + " ms"),
            settings.replyTimeoutMs(), TimeUnit.MILLISECONDS);
        newRequest.written = true;
        channel.writeAndFlush(message, channel.voidPromise());
    }

    private static DefaultFullHttpRequest message(RestRequest request) {
        final ByteBuf body = request.body == null ? Unpooled.EMPTY_BUFFER
            : Unpooled.copiedBuffer(request.body, StandardCharsets.UTF_8);
        final DefaultFullHttpRequest message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(request.method), request.path, body);
        if (request.body != null) {
            message.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        }
        if (request.body != null || !HttpMethod.GET.equals(message.method())) {
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        for (int i = 0; i < request.headers.size(); i += 2) {
            message.headers().set(request.headers.get(i), request.headers.get(i + 1));
        }
        return message;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!endpoint.secure()) {
            send(request);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent) {
            final SslHandshakeCompletionEvent done = (SslHandshakeCompletionEvent) event;
            if (done.isSuccess()) {
                send(request);
            } else {
                end(Tls.explain(endpoint, done.cause()));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (request == null || failure != null) {
                end("the server said something unasked");
            } else if (((HttpObject) message).decoderResult().isFailure()) {
                end("the reply is no HTTP: " + ((HttpObject) message).decoderResult().cause().getMessage());
            } else {
                take(context, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse) {
            head = (HttpResponse) message;
            final long announced = HttpUtil.getContentLength(head, 0L);
            if (announced > settings.maxBodyLength()) {
                end("the reply's body of " + announced + " bytes is longer than the limit of "
                    + settings.maxBodyLength());
                return;
            }
            body = context.alloc().directBuffer((int) Math.max(announced, 256));
        }
        if (message instanceof HttpContent) {
            final ByteBuf part = ((HttpContent) message).content();
            if (body.readableBytes() + (long) part.readableBytes() > settings.maxBodyLength()) {
                end("the reply's body is longer than the limit of " + settings.maxBodyLength() + " bytes");
                return;
            }
            body.writeBytes(part);
            if (message instanceof LastHttpContent) {
                complete();
            }
        }
    }

    private void complete() {
        limit.cancel(false);
        final RestRequest done = request;
        final HttpResponse doneHead = head;
        final ByteBuf doneBody = body;
        request = null;
        head = null;
        body = null;
        served++;
        final UnsafeBuffer bytes = new UnsafeBuffer(doneBody.nioBuffer(0, doneBody.readableBytes()));
        try {
            done.reply(new RestReply(done.method, done.url, doneHead.status(), doneHead.headers(), bytes,
                client.nowNs()));
        } finally {
            doneBody.release();
            if (!HttpUtil.isKeepAlive(doneHead)) {
                end("closed by the server");
            }
            client.free(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        end(error.getMessage() == null ? error.toString() : error.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone("the connection was cut" + (head == null ? "" : " within the reply"));
    }

    /** There was no connection. */
    void unreachable(Throwable cause) {
        gone("no connection to " + endpoint + ": " + cause.getMessage());
    }

    void end(String why) {
        if (failure == null) {
            failure = why;
            channel.close();
        }
    }

    private void gone(String why) {
        if (limit != null) {
            limit.cancel(false);
        }
        if (body != null) {
            body.release();
            body = null;
        }
        final RestRequest lost = request;
        request = null;
        client.gone(this);
        if (lost == null) {
            return;
        }
        if (failure == null && served > 0 && head == null && !lost.resent && lost.repeatable) {
            // The server closed a kept connection just as we used it; asking again does no harm.
            lost.resent = true;
            client.again(lost);
        } else {
            lost.fail(failure == null ? why : failure);
        }
    }
}
