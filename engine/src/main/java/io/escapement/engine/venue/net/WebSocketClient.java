package io.escapement.engine.venue.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import org.agrona.concurrent.EpochNanoClock;

import java.util.Map;

/** Opens WebSocket connections on one transport. */
public final class WebSocketClient {
    private static final int MAX_REFUSAL_LENGTH = 64 * 1024;

    private final Transport transport;
    private final Tls tls;
    private final WebSocketSettings settings;
    private final EpochNanoClock clock;
    private final ReadHook hook;
    private int connections;

    /**
     * @param tls   for {@code wss}; may be null where every endpoint is plain
     * @param clock read once per socket read
     * @param hook  called after each frame and each read of every connection
     */
    public WebSocketClient(Transport transport, Tls tls, WebSocketSettings settings, EpochNanoClock clock,
                           ReadHook hook) {
        if (!settings.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", settings.problems()));
        }
        this.transport = transport;
        this.tls = tls;
        this.settings = settings;
        this.clock = clock;
        this.hook = hook;
    }

    /**
     * Begins to connect. What becomes of it, the listener hears. To be called on the transport's thread.
     *
     * @throws IllegalArgumentException if the endpoint wants TLS and this client has none
     */
    public WebSocketConnection connect(Endpoint endpoint, FrameHandler handler, WebSocketListener listener) {
        return connect(endpoint, Map.of(), handler, listener);
    }

    /** As the other, with headers of the handshake; they may hold a key and are shown nowhere. */
    public WebSocketConnection connect(Endpoint endpoint, Map<String, String> headers, FrameHandler handler,
                                       WebSocketListener listener) {
        if (endpoint.secure() && tls == null) {
            throw new IllegalArgumentException(endpoint + " wants TLS, but this client has been made without");
        }
        final SocketReadStamp stamp = new SocketReadStamp(clock);
        final WebSocketConnection connection = new WebSocketConnection(++connections, endpoint, settings, stamp,
            handler, hook, listener);
        final ChannelFuture connected = transport.bootstrap(settings.connectTimeoutMs())
            .handler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                    fill(channel, connection, stamp, headers);
                }
            })
            .connect(endpoint.host(), endpoint.port());
        connection.begin(connected.channel());
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                // Later, so that nobody hears of the end of a connection that this method has not yet returned.
                transport.loop().execute(() -> {
                    connection.finish(new ConnectionEnd(ConnectionEnd.Kind.CONNECT_FAILED, 0,
                        "no connection to " + endpoint + ": " + done.cause().getMessage()));
                    connection.gone();
                });
            }
        });
        return connection;
    }

    private void fill(SocketChannel channel, WebSocketConnection connection, SocketReadStamp stamp,
                      Map<String, String> headers) {
        final ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(stamp);
        if (connection.endpoint().secure()) {
            pipeline.addLast(tls.handler(channel.alloc(), connection.endpoint(), settings.openTimeoutMs()));
        }
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(MAX_REFUSAL_LENGTH));
        pipeline.addLast(new WebSocketOpening(connection, settings.maxMessageLength(), headers));
    }
}
