package io.escapement.engine.venue.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

import javax.net.ssl.SSLException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Last in the pipeline: opens the WebSocket by Netty's handshake, with our frame reader in place of Netty's, and turns
 * failures into reasons that name the host.
 */
final class WebSocketOpening extends ChannelInboundHandlerAdapter {
    private static final int SHOWN_BODY = 200;

    private final WebSocketConnection connection;
    private final Handshaker handshaker;

    WebSocketOpening(WebSocketConnection connection, int maxMessageLength, Map<String, String> headers) {
        this.connection = connection;
        this.handshaker = new Handshaker(connection, maxMessageLength, headers);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // TLS, where it is spoken, comes first and says when it is done.
        if (!connection.endpoint().secure()) {
            handshaker.handshake(context.channel());
        }
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent) {
            final SslHandshakeCompletionEvent done = (SslHandshakeCompletionEvent) event;
            if (done.isSuccess()) {
                handshaker.handshake(context.channel());
            } else {
                end(ConnectionEnd.Kind.TLS_FAILED, Tls.explain(connection.endpoint(), done.cause()));
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!(message instanceof FullHttpResponse)) {
                end(ConnectionEnd.Kind.PROTOCOL_ERROR, connection.endpoint() + " sent something unexpected: "
                    + message.getClass().getSimpleName());
            } else if (!handshaker.isHandshakeComplete()) {
                answered(context, (FullHttpResponse) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answered(ChannelHandlerContext context, FullHttpResponse response) {
        if (response.decoderResult().isFailure()) {
            end(ConnectionEnd.Kind.HANDSHAKE_REFUSED, connection.endpoint()
                + " answered the WebSocket handshake with something that is no HTTP: "
                + response.decoderResult().cause().getMessage());
            return;
        }
        if (!HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
            connection.finish(new ConnectionEnd(ConnectionEnd.Kind.HANDSHAKE_REFUSED, 0, refusal(response),
                RestReply.natural(response.headers().get(HttpHeaderNames.RETRY_AFTER), 0)));
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(), response);
        } catch (final WebSocketClientHandshakeException e) {
            end(ConnectionEnd.Kind.HANDSHAKE_REFUSED, where()
                + " answered the WebSocket handshake wrongly: " + e.getMessage());
            return;
        }
        connection.opened(response.headers());
    }

    /** Without the query, which may hold a token. */
    private String where() {
        final String path = connection.endpoint().path();
        final int query = path.indexOf('?');
        return connection.endpoint() + (query < 0 ? path : path.substring(0, query));
    }

    private String refusal(FullHttpResponse response) {
        final String body = response.content().toString(0, Math.min(SHOWN_BODY, response.content().readableBytes()),
            StandardCharsets.UTF_8).strip();
        final String retryAfter = response.headers().get(HttpHeaderNames.RETRY_AFTER);
        return where() + " refused the WebSocket handshake: "
            + response.status() + (retryAfter == null ? "" : ", retry after " + retryAfter + " s")
            + (body.isEmpty() ? "" : ", " + body);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        final Endpoint endpoint = connection.endpoint();
        if (error instanceof DecoderException && error.getCause() instanceof SSLException) {
            end(ConnectionEnd.Kind.TLS_FAILED, Tls.explain(endpoint, error));
        } else if (error instanceof IOException) {
            end(ConnectionEnd.Kind.LOST, endpoint + " is gone: " + error.getMessage());
        } else if (!handshaker.isHandshakeComplete()) {
            end(ConnectionEnd.Kind.HANDSHAKE_REFUSED, endpoint + " could not be talked to: " + error);
        } else {
            end(ConnectionEnd.Kind.HANDLER_FAILED, "a frame from " + endpoint + " could not be handled: " + error);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.gone();
        context.fireChannelInactive();
    }

    private void end(ConnectionEnd.Kind kind, String detail) {
        connection.finish(new ConnectionEnd(kind, 0, detail));
    }

    private static final class Handshaker extends WebSocketClientHandshaker13 {
        private final WebSocketConnection connection;

        Handshaker(WebSocketConnection connection, int maxMessageLength, Map<String, String> headers) {
            super(connection.endpoint().webSocketUri(), WebSocketVersion.V13, null, false,
                http(headers), maxMessageLength);
            this.connection = connection;
        }

        private static HttpHeaders http(Map<String, String> headers) {
            final HttpHeaders http = new DefaultHttpHeaders();
            headers.forEach(http::set);
            return http;
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return connection.newReader();
        }
    }
}
