package io.escapement.engine.venue.loopback;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One client's stream connection: its subscriptions, the frames on their way to it, and its sign of life. */
final class StreamSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final byte[] NOTHING = new byte[0];
    private static final long SECOND_NS = 1_000_000_000L;

    private final Player player;
    private final Channel channel;
    private final Limits limits;
    private final FrameBatch batch;
    private final Talk talk;
    /** As the client spelt them, by key. */
    private final Map<String, String> topics = new LinkedHashMap<>();
    private boolean silent;
    private boolean closing;
    private long lastPongNanos = System.nanoTime();
    private long secondBeganNanos = lastPongNanos;
    private int inboundCount;
    private Future<?> pings;
    private Future<?> seconds;

    StreamSession(final Player player, final Channel channel, final Talk talk, final Limits limits) {
        this.player = player;
        this.channel = channel;
        this.talk = talk;
        this.limits = limits;
        this.batch = new FrameBatch(channel);
        talk.session = this;
    }

    /** The handshake is done: streams named in the address are subscribed to. */
    void start(final List<String> names) {
        player.hub().add(this);
        pings = channel.eventLoop().scheduleAtFixedRate(this::ping, limits.pingEveryMs(), limits.pingEveryMs(),
            TimeUnit.MILLISECONDS);
        seconds = channel.eventLoop().scheduleAtFixedRate(this::onSecond, 1, 1, TimeUnit.SECONDS);
        talk.begin(names);
    }

    private void onSecond() {
        if (!silent && !closing) {
            talk.onSecond();
        }
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final WebSocketFrame frame) {
        if (silent) {
            return;
        }
        if (closing && frame instanceof CloseWebSocketFrame) {
            channel.close();
            return;
        }
        if (frame instanceof CloseWebSocketFrame) {
            channel.writeAndFlush(frame.retain()).addListener(done -> channel.close());
            return;
        }
        if (isTooMuch()) {
            close(1008, "Too many requests");
        } else if (frame instanceof PingWebSocketFrame) {
            channel.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof PongWebSocketFrame) {
            lastPongNanos = System.nanoTime();
        } else if (frame instanceof TextWebSocketFrame text) {
            talk.onText(text.text());
        }
    }

    private boolean isTooMuch() {
        final long now = System.nanoTime();
        if (now - secondBeganNanos >= SECOND_NS) {
            secondBeganNanos = now;
            inboundCount = 0;
        }
        final int most = talk.inboundPerSecond(limits);
        return ++inboundCount > most && most > 0;
    }

    /** @param topic as the client spelt it; false where the key is subscribed to already */
    boolean subscribe(final String key, final String topic) {
        if (topics.put(key, topic) != null) {
            return false;
        }
        player.hub().subscribe(this, key);
        player.onSubscribed(key);
        return true;
    }

    boolean unsubscribe(final String key) {
        if (topics.remove(key) == null) {
            return false;
        }
        player.hub().unsubscribe(this, key);
        player.resume();
        return true;
    }

    /** What is subscribed to, as the client spelt it. */
    Collection<String> topics() {
        return topics.values();
    }

    boolean isSubscribed(final String key) {
        return topics.containsKey(key);
    }

    private void ping() {
        if (silent) {
            return;
        }
        final long now = System.nanoTime();
        if (now - lastPongNanos > limits.pongTimeoutMs() * 1_000_000L) {
            close(1008, "Pong timeout");
            return;
        }
        final ByteBuf payload = channel.alloc().buffer(16);
        payload.writeCharSequence(Long.toString(System.currentTimeMillis()), StandardCharsets.US_ASCII);
        channel.writeAndFlush(new PingWebSocketFrame(payload));
    }

    /** Sends a frame of the source. */
    void send(final SourceItem frame, final Delivery delivery) {
        if (!silent) {
            talk.write(frame, topics.get(frame.key()), delivery, batch);
        }
    }

    /** Sends what was kept back. */
    void release() {
        if (!silent) {
            talk.release(batch);
        }
    }

    /** A reply or an event that is of no stream, in its place among the frames. */
    void sendControl(final String text) {
        if (silent) {
            return;
        }
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        batch.add(NOTHING, bytes, 0, bytes.length, 0);
        batch.flush();
    }

    /** The same in a binary frame. */
    void sendBinary(final byte[] payload) {
        sendNow(payload, true);
    }

    /** A frame in its place among the others, at once. */
    void sendNow(final byte[] payload, final boolean binary) {
        if (!silent) {
            batch.add(payload, binary);
            batch.flush();
        }
    }

    Talk talk() {
        return talk;
    }

    void flush() {
        batch.flush();
    }

    boolean isWritable() {
        return silent || topics.isEmpty() || !batch.isFull();
    }

    boolean isSubscribed() {
        return !topics.isEmpty();
    }

    boolean isSilent() {
        return silent;
    }

    /** Plays dead from now on, to the pings of the client too. */
    void fallSilent(final long resetAfterNs) {
        silent = true;
        batch.discard();
        player.resume();
        channel.config().setAutoRead(false);
        channel.eventLoop().schedule(this::abort, resetAfterNs, TimeUnit.NANOSECONDS);
    }

    /** Sends what is pending, then a close frame. */
    void close(final int code, final String reason) {
        if (silent || closing) {
            return;
        }
        closing = true;
        batch.flush();
        player.hub().remove(this);
        player.resume();
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(done ->
            channel.eventLoop().schedule(() -> channel.close(), 2, TimeUnit.SECONDS));
    }

    /** Resets the connection. */
    void abort() {
        batch.discard();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            player.resume();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        pings.cancel(false);
        seconds.cancel(false);
        batch.discard();
        player.hub().remove(this);
        player.onGone();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        // A client that breaks the protocol or goes away ends its own connection only.
        channel.close();
    }
}
