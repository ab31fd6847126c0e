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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One client's stream connection: its subscriptions, the frames on their way to it, and its sign of life. */
final class StreamSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final byte[] NOTHING = new byte[0];
    private static final long SECOND_NS = 1_000_000_000L;

    private final Player player;
    private final Channel channel;
    private final Limits limits;
    private final FrameBatch batch;
    /** As the client spelt them, by key. */
    private final Map<String, String> streams = new LinkedHashMap<>();
    private boolean combined;
    private boolean silent;
    private boolean closing;
    private long lastPongNanos = System.nanoTime();
    private long secondBeganNanos = lastPongNanos;
    private int inboundCount;
    private Future<?> pings;

    StreamSession(final Player player, final Channel channel, final boolean combined, final Limits limits) {
        this.player = player;
        this.channel = channel;
        this.combined = combined;
        this.limits = limits;
        this.batch = new FrameBatch(channel);
    }

    /** The handshake is done: streams named in the address are subscribed to. */
    void start(final List<String> names) {
        player.hub().add(this);
        pings = channel.eventLoop().scheduleAtFixedRate(this::ping, limits.pingEveryMs(), limits.pingEveryMs(),
            TimeUnit.MILLISECONDS);
        subscribe(names);
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
            onRequest(text.text());
        }
    }

    private boolean isTooMuch() {
        final long now = System.nanoTime();
        if (now - secondBeganNanos >= SECOND_NS) {
            secondBeganNanos = now;
            inboundCount = 0;
        }
        return ++inboundCount > limits.inboundPerSecond() && limits.inboundPerSecond() > 0;
    }

    private void onRequest(final String text) {
        try {
            final StreamRequest request = StreamRequest.parse(text);
            final String result = answer(request);
            sendControl("{\"result\":" + result + ",\"id\":" + request.id() + '}');
            if (request.method().equals("SUBSCRIBE")) {
                subscribe(request.params());
            }
        } catch (final StreamRequest.Refused ex) {
            sendControl(ex.json());
        }
    }

    private String answer(final StreamRequest request) throws StreamRequest.Refused {
        switch (request.method()) {
            case "SUBSCRIBE" -> checkSubscription(request);
            case "UNSUBSCRIBE" -> {
                checkNames(request);
                request.params().forEach(this::unsubscribe);
            }
            case "LIST_SUBSCRIPTIONS" -> {
                return streams.values().stream().map(name -> '"' + name + '"')
                    .collect(Collectors.joining(",", "[", "]"));
            }
            case "SET_PROPERTY" -> setProperty(request);
            case "GET_PROPERTY" -> {
                return Boolean.toString(combined);
            }
            default -> throw new StreamRequest.Refused(2, "Invalid request: unknown variant `" + request.method()
                + "`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`",
                request.id());
        }
        return "null";
    }

    private void checkSubscription(final StreamRequest request) throws StreamRequest.Refused {
        checkNames(request);
        if (streams.size() + request.params().size() > Limits.STREAMS) {
            throw new StreamRequest.Refused(2, "Invalid request: more than " + Limits.STREAMS + " streams",
                request.id());
        }
        if (player.faults().happens(FaultKind.SUBSCRIBE_REFUSED)) {
            throw new StreamRequest.Refused(2, "Invalid request: subscription refused (injected fault)", request.id());
        }
    }

    private void checkNames(final StreamRequest request) throws StreamRequest.Refused {
        for (final String name : request.params()) {
            if (!StreamName.isValid(name)) {
                throw new StreamRequest.Refused(2, "Invalid request: invalid stream `" + name + '`', request.id());
            }
        }
        if (request.params().isEmpty()) {
            throw new StreamRequest.Refused(2, "Invalid request: params must name a stream", request.id());
        }
    }

    private void setProperty(final StreamRequest request) throws StreamRequest.Refused {
        if (request.params().size() != 2 || !request.params().get(0).equals("combined")) {
            throw new StreamRequest.Refused(0, "Unknown property", request.id());
        }
        combined = request.params().get(1).equals("true");
    }

    private void subscribe(final List<String> names) {
        for (final String name : names) {
            final String key = StreamName.key(name);
            if (streams.put(key, name) == null) {
                player.hub().subscribe(this, key);
                player.onSubscribed(key);
            }
        }
    }

    private void unsubscribe(final String name) {
        if (streams.remove(StreamName.key(name)) != null) {
            player.hub().unsubscribe(this, StreamName.key(name));
            player.resume();
        }
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

    /** Sends an event: as it is on a raw connection, wrapped on a combined one, under the name that was asked for. */
    void send(final SourceItem.Frame frame) {
        if (silent) {
            return;
        }
        final String asked = streams.get(frame.key());
        if (frame.dataOffset() == 0 || combined && frame.stream().equals(asked)) {
            batch.add(NOTHING, frame.wrapped(), 0, frame.wrapped().length, 0);
        } else if (combined) {
            final byte[] head = ("{\"stream\":\"" + asked + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
            batch.add(head, frame.wrapped(), frame.dataOffset(), frame.dataLength(), 1);
        } else {
            batch.add(NOTHING, frame.wrapped(), frame.dataOffset(), frame.dataLength(), 0);
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

    void sendServerShutdown(final long nowMs) {
        final String event = "{\"e\":\"serverShutdown\",\"E\":" + nowMs + '}';
        sendControl(combined ? "{\"stream\":\"!serverShutdown\",\"data\":" + event + '}' : event);
    }

    void flush() {
        batch.flush();
    }

    boolean isWritable() {
        return silent || streams.isEmpty() || !batch.isFull();
    }

    boolean isSubscribed() {
        return !streams.isEmpty();
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
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
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
