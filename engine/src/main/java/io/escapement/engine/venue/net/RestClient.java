package io.escapement.engine.venue.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Asks one host for things, on the transport's thread, over a few
 * connections that are kept open. Replies are not compressed: at a few a minute, bytes are cheaper than garbage.
 */
public final class RestClient {
    private final Transport transport;
    private final Tls tls;
    private final Endpoint endpoint;
    private final RestSettings settings;
    private final EpochNanoClock clock;
    private final Deque<RestRequest> waiting = new ArrayDeque<>();
    private final Deque<RestConnection> idle = new ArrayDeque<>();
    private final List<RestConnection> all = new ArrayList<>();
    private boolean closed;

    /**
     * @param tls      may be null for a plain endpoint
     * @param endpoint its path stands before every path asked for
     * @throws IllegalArgumentException if the endpoint wants TLS and there is none, or a setting is out of range
     */
    public RestClient(Transport transport, Tls tls, Endpoint endpoint, RestSettings settings, EpochNanoClock clock) {
        if (!settings.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", settings.problems()));
        }
        if (endpoint.secure() && tls == null) {
            throw new IllegalArgumentException(endpoint + " wants TLS, but this client has been made without");
        }
        this.transport = transport;
        this.tls = tls;
        this.endpoint = endpoint;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asks for a path with its query. From any thread; the handler is called on the transport's. */
    public void get(String path, RestHandler handler) {
        ask(path, null, handler);
    }

    /** As {@link #get}, by POST with a body of JSON, which may be empty. */
    public void post(String path, String body, RestHandler handler) {
        ask(path, body, handler);
    }

    private void ask(String path, String body, RestHandler handler) {
        send(new RestCall(body == null ? "GET" : "POST", path, path, body, List.of(), body == null), handler);
    }

    /** Any request. From any thread; the handler is called on the transport's. */
    public void send(RestCall call, RestHandler handler) {
        final String prefix = endpoint.path().endsWith("/")
            ? endpoint.path().substring(0, endpoint.path().length() - 1) : endpoint.path();
        final RestRequest request = new RestRequest(call, prefix + call.path(),
            endpoint + prefix + call.shown(), handler);
        if (transport.loop().inEventLoop()) {
            enqueue(request);
        } else {
            transport.loop().execute(() -> enqueue(request));
        }
    }

    private void enqueue(RestRequest request) {
        if (closed) {
            request.fail("the client is closed");
            return;
        }
        waiting.addLast(request);
        next();
    }

    private void next() {
        while (!waiting.isEmpty()) {
            final RestConnection kept = idle.pollLast();
            if (kept != null) {
                if (kept.isUsable()) {
                    kept.send(waiting.pollFirst());
                }
            } else if (all.size() < settings.maxConnections()) {
                connect(waiting.pollFirst());
            } else {
                return;
            }
        }
    }

    private void connect(RestRequest first) {
        final RestConnection connection = new RestConnection(this, endpoint, settings);
        all.add(connection);
        connection.assign(first);
        final ChannelFuture connected = transport.bootstrap(settings.connectTimeoutMs())
            .handler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                    if (endpoint.secure()) {
                        channel.pipeline().addLast(tls.handler(channel.alloc(), endpoint,
                            settings.connectTimeoutMs()));
                    }
                    channel.pipeline().addLast(new HttpClientCodec(), connection);
                }
            })
            .connect(endpoint.host(), endpoint.port());
        connection.attach(connected.channel());
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                connection.unreachable(done.cause());
            }
        });
    }

    /** Epoch nanoseconds. */
    long nowNs() {
        return clock.nanoTime();
    }

    void free(RestConnection connection) {
        if (connection.isUsable()) {
            idle.addLast(connection);
        }
        next();
    }

    void gone(RestConnection connection) {
        all.remove(connection);
        idle.remove(connection);
        if (!waiting.isEmpty()) {
            transport.loop().execute(this::next);
        }
    }

    void again(RestRequest request) {
        if (closed) {
            request.fail("the client is closed");
        } else {
            waiting.addFirst(request);
            next();
        }
    }

    /** Ends all connections; what waits for an answer fails. On the transport's thread. */
    public void close() {
        closed = true;
        while (!waiting.isEmpty()) {
            waiting.pollFirst().fail("the client is closed");
        }
        for (final RestConnection connection : List.copyOf(all)) {
            connection.end("the client is closed");
        }
    }
}
