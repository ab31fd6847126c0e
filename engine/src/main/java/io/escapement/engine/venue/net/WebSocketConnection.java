package io.escapement.engine.venue.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * One WebSocket connection to a venue. Lives on its transport's thread; every method but {@link #close} is
 * called there only, and that one hops to it. Pings are answered, silence is probed and ended,
 * and whatever ends the connection is told once to the listener.
 */
public final class WebSocketConnection implements FrameSink {
    private static final long CLOSE_GRACE_MS = 2_000;
    private static final int LONGEST_CLOSE_REASON = 123;

    private final int id;
    private final Endpoint endpoint;
    private final WebSocketSettings settings;
    private final FrameHandler handler;
    private final ReadHook hook;
    private final WebSocketListener listener;
    private final SocketReadStamp stamp;

    private Channel channel;
    private WebSocketFrameReader reader;
    private ScheduledFuture<?> watch;
    private ScheduledFuture<?> openLimit;
    private ConnectionEnd end;
    private HttpHeaders handshakeHeaders;
    private boolean open;
    private boolean told;
    private long pingSentNanos;
    private boolean pinged;
    private long frames;

    WebSocketConnection(int id, Endpoint endpoint, WebSocketSettings settings, SocketReadStamp stamp,
                        FrameHandler handler, ReadHook hook, WebSocketListener listener) {
        this.id = id;
        this.endpoint = endpoint;
        this.settings = settings;
        this.stamp = stamp;
        this.handler = handler;
        this.hook = hook;
        this.listener = listener;
    }

    /** Numbers the connections of one client, from 1. */
    public int id() {
        return id;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** Whether messages can be sent. */
    public boolean isOpen() {
        return open && end == null;
    }

    /** A header of the server's answer to the handshake, or null; once open. */
    public String handshakeHeader(String name) {
        return handshakeHeaders.get(name);
    }

    /** Messages received. */
    public long frames() {
        return frames;
    }

    /**
     * Sends a text message.
     *
     * @return false, and nothing is sent, where the connection is not open
     */
    public boolean send(String text) {
        if (!isOpen()) {
            return false;
        }
        channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise());
        return true;
    }

    /**
     * Sends a text message whose bytes are UTF-8. On the connection's thread they have been handed to the socket when
     * this returns, unless the socket takes no more for now.
     *
     * @return false, and nothing is sent, where the connection is not open
     */
    public boolean send(DirectBuffer text, int offset, int length) {
        if (!isOpen()) {
            return false;
        }
        final ByteBuf bytes = channel.alloc().directBuffer(length, length);
        text.getBytes(offset, bytes.internalNioBuffer(0, length), length);
        channel.writeAndFlush(new TextWebSocketFrame(bytes.writerIndex(length)), channel.voidPromise());
        return true;
    }

    /** Closes in an orderly way: close frame, the server's answer or two seconds, then the socket. */
    public void close(String reason) {
        if (channel.eventLoop().inEventLoop()) {
            closeNow(reason);
        } else {
            channel.eventLoop().execute(() -> closeNow(reason));
        }
    }

    private void closeNow(String reason) {
        if (end != null) {
            return;
        }
        if (open) {
            finish(new ConnectionEnd(ConnectionEnd.Kind.CLOSED_BY_US, ConnectionEnd.NORMAL, reason),
                ConnectionEnd.NORMAL, reason);
        } else {
            finish(new ConnectionEnd(ConnectionEnd.Kind.CLOSED_BY_US, 0, reason));
        }
    }

    // What the pipeline says

    void begin(Channel newChannel) {
        channel = newChannel;
        openLimit = newChannel.eventLoop().schedule(
            () -> finish(new ConnectionEnd(ConnectionEnd.Kind.CONNECT_FAILED, 0, endpoint
                + " did not complete the WebSocket handshake within " + settings.openTimeoutMs() + " ms")),
            settings.openTimeoutMs(), TimeUnit.MILLISECONDS);
    }

    WebSocketFrameReader newReader() {
        reader = new WebSocketFrameReader(settings.maxMessageLength(), stamp, this);
        return reader;
    }

    void opened(HttpHeaders headers) {
        handshakeHeaders = headers;
        openLimit.cancel(false);
        open = true;
        final long stepMs = Math.max(1, Math.min(settings.idleTimeoutMs(), settings.pongTimeoutMs()) / 4);
        watch = channel.eventLoop().scheduleAtFixedRate(this::checkSilence, stepMs, stepMs, TimeUnit.MILLISECONDS);
        listener.onOpen(this);
    }

    private void checkSilence() {
        final long nowNanos = System.nanoTime();
        final long silentMs = TimeUnit.NANOSECONDS.toMillis(nowNanos - stamp.receivedNanos());
        if (silentMs < settings.idleTimeoutMs()) {
            pinged = false;
        } else if (!pinged) {
            pinged = true;
            pingSentNanos = nowNanos;
            channel.writeAndFlush(new PingWebSocketFrame());
        } else if (TimeUnit.NANOSECONDS.toMillis(nowNanos - pingSentNanos) >= settings.pongTimeoutMs()) {
            finish(new ConnectionEnd(ConnectionEnd.Kind.SILENT, 0, endpoint + " has sent nothing for " + silentMs
                + " ms and did not answer a ping within " + settings.pongTimeoutMs() + " ms"));
        }
    }

    /** Ends the connection without another word to the server. The first reason counts. */
    void finish(ConnectionEnd reason) {
        if (end == null) {
            end = reason;
            stopReading();
            channel.close();
        }
    }

    private void finish(ConnectionEnd reason, int closeCode, String closeReason) {
        if (end != null) {
            return;
        }
        end = reason;
        stopReading();
        final String sent = closeReason.length() > LONGEST_CLOSE_REASON / 3
            ? closeReason.substring(0, LONGEST_CLOSE_REASON / 3) : closeReason;
        channel.writeAndFlush(new CloseWebSocketFrame(closeCode, sent)).addListener(ChannelFutureListener.CLOSE);
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_GRACE_MS, TimeUnit.MILLISECONDS);
    }

    private void stopReading() {
        if (reader != null) {
            reader.end();
        }
    }

    /** The socket is gone, or never was. */
    void gone() {
        openLimit.cancel(false);
        if (watch != null) {
            watch.cancel(false);
        }
        if (end == null) {
            end = new ConnectionEnd(ConnectionEnd.Kind.LOST, 0, endpoint + (open
                ? " ended the connection without a close frame" : " ended the connection during the handshake"));
        }
        open = false;
        if (!told) {
            told = true;
            listener.onEnd(this, end);
        }
    }

    // What the frame reader says

    @Override
    public void onMessage(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs,
                          long receivedNanos) {
        frames++;
        handler.onFrame(frame, offset, length, text, receiveTimeNs, receivedNanos);
        hook.afterFrame();
    }

    @Override
    public void onPing(ByteBuf payload, int index, int length) {
        // A server that pings faster than it reads our pongs gets fewer of them, not our memory.
        if (channel.isWritable()) {
            channel.writeAndFlush(new PongWebSocketFrame(channel.alloc().buffer(length)
                .writeBytes(payload, index, length)));
        }
    }

    @Override
    public void onPong() {
        pinged = false;
    }

    @Override
    public void onClose(int code, String reason) {
        finish(ConnectionEnd.closedByVenue(endpoint, code, reason),
            code == 1005 ? ConnectionEnd.NORMAL : code, "");
    }

    @Override
    public void onViolation(int closeCode, String detail) {
        final ConnectionEnd.Kind kind = closeCode == 1009 ? ConnectionEnd.Kind.TOO_LONG
            : ConnectionEnd.Kind.PROTOCOL_ERROR;
        finish(new ConnectionEnd(kind, closeCode, endpoint + " sent " + detail), closeCode, detail);
    }

    @Override
    public void onReadComplete() {
        hook.afterRead();
    }
}
