package io.escapement.engine.venue.loopback;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One client's connection for orders or for reports. */
final class DeskSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Channel channel;
    private final DeskTalk talk;
    private Future<?> pings;

    DeskSession(final Channel channel, final DeskTalk talk) {
        this.channel = channel;
        this.talk = talk;
        talk.session = this;
    }

    /** The handshake is done. */
    void start() {
        if (talk.pingEveryMs() > 0) {
            pings = channel.eventLoop().scheduleAtFixedRate(() -> channel.writeAndFlush(new PingWebSocketFrame()),
                talk.pingEveryMs(), talk.pingEveryMs(), TimeUnit.MILLISECONDS);
        }
        talk.begin();
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            talk.onText(text.text());
        } else if (frame instanceof PingWebSocketFrame) {
            channel.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            channel.writeAndFlush(frame.retain()).addListener(done -> channel.close());
        }
    }

    void say(final String text) {
        channel.writeAndFlush(new TextWebSocketFrame(text));
    }

    void say(final byte[] bytes) {
        channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    void close(final int code, final String reason) {
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(done -> channel.close());
    }

    /** Resets the connection. */
    void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    void later(final long nanoseconds, final Runnable action) {
        channel.eventLoop().schedule(action, nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** The way back for one request. */
    Wire<String> wire() {
        return new Wire<>() {
            @Override
            public void answer(final String answer) {
                say(answer);
            }

            @Override
            public void reset() {
                DeskSession.this.reset();
            }

            @Override
            public void later(final long nanoseconds, final Runnable action) {
                DeskSession.this.later(nanoseconds, action);
            }
        };
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        if (pings != null) {
            pings.cancel(false);
        }
        talk.onGone();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        // A client that breaks the protocol or goes away ends its own connection only.
        channel.close();
    }
}
