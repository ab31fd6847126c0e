package io.escapement.engine.venue.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.ssl.SslContext;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A small server on loopback for tests: takes WebSocket handshakes on {@code /ws} and lets the test write what it
 * likes; answers other paths as the test says.
 */
public final class TestServer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listening;
    private final boolean secure;
    /** Open WebSocket connections, oldest first. */
    public final BlockingQueue<Channel> opened = new LinkedBlockingQueue<>();
    /** What clients sent: texts as they are, others as "pong 6869". */
    public final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    /** Paths asked for by GET. */
    public final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    /** Answers to GETs and, where it gives one, to handshakes; null is no answer at all. */
    public volatile Function<FullHttpRequest, FullHttpResponse> http = request -> response(404, "");
    /** Whether a path is taken to be a WebSocket's. */
    public volatile boolean refuseHandshake;
    /** What each text is answered with; null is no answer. */
    public volatile Function<String, String> answer = text -> null;
    public volatile int tcpConnections;
    /** Cuts the connection behind the next answer. */
    public volatile boolean closeSoon;
    /** Answers a GET with these bytes instead of HTTP. */
    public volatile ByteBuf rawReply;

    public TestServer() {
        this(null);
    }

    public TestServer(SslContext tls) {
        this.secure = tls != null;
        listening = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                    tcpConnections++;
                    if (tls != null) {
                        channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    }
                    // Writing from here goes past the frame encoder.
                    channel.pipeline().addLast("raw", new ChannelInboundHandlerAdapter());
                    channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), new Http());
                }
            })
            .bind(new InetSocketAddress("127.0.0.1", 0)).syncUninterruptibly().channel();
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    public String webSocketUrl() {
        return (secure ? "wss" : "ws") + "://localhost:" + port() + "/ws";
    }

    public String restUrl() {
        return (secure ? "https" : "http") + "://localhost:" + port();
    }

    public static FullHttpResponse response(int status, String body) {
        final FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status), Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        return response;
    }

    /** The next client that opens. */
    public Channel nextOpened() throws InterruptedException {
        final Channel channel = opened.poll(30, TimeUnit.SECONDS);
        if (channel == null) {
            throw new AssertionError("no client opened a WebSocket within 30 s");
        }
        return channel;
    }

    /** The next message of a client. */
    public String nextReceived() throws InterruptedException {
        return received.poll(30, TimeUnit.SECONDS);
    }

    public static void text(Channel channel, String text) {
        channel.writeAndFlush(new TextWebSocketFrame(text)).syncUninterruptibly();
    }

    /** Bytes as they are, past the frame encoder. */
    public static void raw(Channel channel, int... bytes) {
        final byte[] out = new byte[bytes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) bytes[i];
        }
        channel.pipeline().context("raw").writeAndFlush(Unpooled.wrappedBuffer(out)).syncUninterruptibly();
    }

    /** Cuts the connection with a TCP reset. */
    public static void reset(Channel channel) {
        resetLater(channel);
        channel.closeFuture().syncUninterruptibly();
    }

    /** The same without waiting. */
    public static void resetLater(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Http extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (request.headers().contains(HttpHeaderNames.UPGRADE) && !refuseHandshake) {
                upgrade(context, request);
                return;
            }
            requests.add(request.uri());
            if (rawReply != null) {
                context.pipeline().context("raw").writeAndFlush(rawReply);
                return;
            }
            final FullHttpResponse response = http.apply(request);
            if (response != null) {
                context.writeAndFlush(response);
            }
            if (closeSoon) {
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            context.close();
        }

        private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
            final var handshaker = new WebSocketServerHandshakerFactory(webSocketUrl(), null, false)
                .newHandshaker(request);
            context.pipeline().addLast(new Frames());
            handshaker.handshake(context.channel(), request)
                .addListener(done -> opened.add(context.channel()));
        }
    }

    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame) {
                final String text = ((TextWebSocketFrame) frame).text();
                received.add(text);
                final String reply = answer.apply(text);
                if (reply != null) {
                    context.writeAndFlush(new TextWebSocketFrame(reply));
                }
            } else if (frame instanceof PongWebSocketFrame) {
                received.add("pong " + ByteBufUtil.hexDump(frame.content()));
            } else {
                received.add(frame.getClass().getSimpleName() + " " + ByteBufUtil.hexDump(frame.content()));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            context.close();
        }
    }
}
