package io.escapement.engine.venue.loopback;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.ServerClock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * A venue on 127.0.0.1 that speaks the streams and the public REST of Binance or another venue. Runs on one thread of
 * its own; all methods may be called from any other thread.
 */
public final class LoopbackVenue implements Closeable {
    /** Reason of the close frame (code 1000) at the end of the recording. */
    public static final String RECORDING_ENDED = "recording ended";

    private static final String HOST = "127.0.0.1";
    private static final int MAX_REQUEST_LENGTH = 64 * 1024;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final Serve serve;
    private final Speeches.Name name;
    private final VenueSource source;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final OrderDesk desk;
    private final Player player;
    private final Channel listening;

    private LoopbackVenue(final Serve serve) throws IOException {
        this.serve = serve;
        final Speech speech = Speeches.of(serve);
        this.name = speech == null ? Speeches.Name.BINANCE : Speeches.nameOf(speech);
        this.source = source(serve, speech);
        final boolean epoll = Epoll.isAvailable();
        final IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("loopback-venue", true), io);
        this.loop = group.next();
        boolean started = false;
        try {
            final Faults faults = new Faults(serve.faults(), serve.faultSeed());
            this.desk = Desks.of(serve, name, source, faults, loop);
            this.player = new Player(source, speech, serve, loop, faults, desk);
            this.listening = bind(speech, epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
            started = true;
        } finally {
            if (!started) {
                stop();
            }
        }
    }

    private static VenueSource source(final Serve serve, final Speech speech) throws IOException {
        final VenueSource plain = serve.capture() == null ? new SimulatedSource(serve.simulation(),
            Speeches.USDM.equals(serve.venue())) : null;
        if (speech == null) {
            return plain == null ? new CaptureSource(serve.capture()) : plain;
        }
        return plain == null ? new SpokenCapture(serve.capture(), speech)
            : new SpokenSimulation(plain, serve.simulation(), speech);
    }

    /** Starts serving; play begins with the first subscription. */
    public static LoopbackVenue start(final Serve serve) throws IOException {
        return new LoopbackVenue(serve);
    }

    private Channel bind(final Speech speech, final Class<? extends ServerChannel> type) throws IOException {
        final SslContext tls = tls();
        final RestMarket market = speech == null ? new RestMarket(player, serve.limits(), loop) : null;
        final SpokenRest spoken = speech == null ? null : new SpokenRest(player, speech, loop);
        final ServerBootstrap bootstrap = new ServerBootstrap().group(group).channel(type)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(final Channel channel) {
                    if (tls != null) {
                        channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    }
                    channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_REQUEST_LENGTH),
                        speech == null ? new HttpFront(player, serve, market, desk)
                            : new HttpFront(player, serve, speech, spoken, desk));
                }
            });
        final var bound = bootstrap.bind(InetAddress.getByName(HOST), serve.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + HOST + ':' + serve.port()
                + ": is the port in use? Choose another, or 0 for any free one. (" + bound.cause().getMessage() + ')',
                bound.cause());
        }
        return bound.channel();
    }

    private SslContext tls() throws IOException {
        if (serve.tls() == null) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(serve.tls().certificate().toFile(), serve.tls().key().toFile()).build();
        } catch (final SSLException | IllegalArgumentException ex) {
            throw new IOException("TLS: cannot use certificate " + serve.tls().certificate() + " with key "
                + serve.tls().key() + ", expected PEM files (X.509, PKCS#8): " + ex.getMessage(), ex);
        }
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Base address of the streams, such as {@code ws://127.0.0.1:9443}. */
    public String webSocketUrl() {
        return (serve.tls() == null ? "ws://" : "wss://") + HOST + ':' + port();
    }

    /** Base address of REST, such as {@code http://127.0.0.1:9443}. */
    public String restUrl() {
        return (serve.tls() == null ? "http://" : "https://") + HOST + ':' + port();
    }

    /** CAPTURE or SIMULATED. */
    public String provenance() {
        return source.provenance();
    }

    /**
     * One line for a person, beginning with CAPTURE or SIMULATED; with the seed where faults are drawn by it, and with
     * those that are asked for and cannot be at this venue.
     */
    public String describe() {
        return source.describe() + (serve.faults().isEmpty() ? "" : ", fault seed " + serve.faultSeed())
            + serve.faults().stream().map(FaultSpec::kind).distinct().filter(kind -> kind.whyNot(name) != null
                && !(kind.isOfOrders() && desk != null))
                .map(kind -> "; no " + kind.key() + " here: " + kind.whyNot(name)).collect(Collectors.joining());
    }

    /** The venue's own book of a symbol at the position of play. */
    public Truth truth(final String symbol) {
        return onLoop(() -> {
            if (!player.market().has(symbol)) {
                throw new IllegalArgumentException("the loopback venue has no " + symbol + ", it has "
                    + player.market().symbols());
            }
            return player.market().truth(symbol);
        });
    }

    /** What the venue knows of the account: orders, fills, balances, positions. */
    public AccountTruth account() {
        return onLoop(() -> exchange().truth());
    }

    /** How many requests the account's limits have refused, where the venue's desk counts them: MEXC and Bybit. */
    public int refusedForLimits() {
        return onLoop(() -> desk.refusedForLimits());
    }

    /** The clock by which the venue judges requests and dates reports. */
    public ServerClock clock() {
        return exchange().clock();
    }

    /**
     * Somebody else's trades, which fill and trigger the account's orders. No stream of market data tells of them.
     *
     * @param times so many, one like the other, before anything is told of any
     */
    public void trade(final String symbol, final Side aggressor, final String price, final String quantity,
        final int times) {
        onLoop(() -> {
            for (int i = 0; i < times; i++) {
                exchange().trade(symbol, aggressor, new BigDecimal(price), new BigDecimal(quantity), Long.MIN_VALUE);
            }
            return null;
        });
    }

    /** Cancels an open order as the venue itself does. @param id the venue's number of it */
    public void cancel(final long id) {
        onLoop(() -> {
            exchange().cancel(exchange().order(id));
            return null;
        });
    }

    private Exchange exchange() {
        if (desk == null) {
            throw new IllegalStateException("the loopback venue takes no orders: serve it with Trading");
        }
        return desk.exchange();
    }

    /** Lets a fault happen at the next so many opportunities, with its usual parameter. */
    public void inject(final FaultKind kind, final int count) {
        inject(kind, count, kind.defaultParameter());
    }

    /** Lets a fault happen at the next so many opportunities. */
    public void inject(final FaultKind kind, final int count, final long parameter) {
        onLoop(() -> {
            player.faults().arm(kind, count, parameter);
            return null;
        });
    }

    /** How many faults of each kind have been injected; kinds with none are left out. */
    public Map<FaultKind, Long> injected() {
        return onLoop(() -> player.faults().injected());
    }

    /** Stream connections that are open. */
    public int clientCount() {
        return onLoop(() -> player.hub().sessions().size());
    }

    /** When stream connections were asked for, refused ones too: {@link System#nanoTime()}, in order. */
    public List<Long> connects() {
        return onLoop(player::connects);
    }

    /** Frames sent, counted once for each client. */
    public long sentCount() {
        return onLoop(() -> player.hub().frameCount());
    }

    /** Frames of the source that have been played, whether or not a client was there. */
    public long playedCount() {
        return onLoop(player::playedCount);
    }

    /** When the source's first item was due, {@link System#nanoTime()}: later by each wait since; 0 = no play yet. */
    public long startNanos() {
        return onLoop(player::startNanos);
    }

    /** The time of the source's first item, epoch nanoseconds. */
    public long originNs() {
        return onLoop(player::originNs);
    }

    /** Whether the source has no more frames, or could not be read on. */
    public boolean hasEnded() {
        return onLoop(player::hasEnded);
    }

    /** What made the play break off, such as a bad line of the recording; null where nothing did. */
    public IOException failure() {
        return onLoop(player::failure);
    }

    private <T> T onLoop(final Callable<T> action) {
        try {
            return loop.submit(action).get();
        } catch (final ExecutionException ex) {
            if (ex.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(ex.getCause());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the loopback venue", ex);
        }
    }

    /** Closes all connections and stops. */
    @Override
    public void close() throws IOException {
        if (!loop.isShuttingDown()) {
            loop.execute(player::stop);
        }
        stop();
    }

    private void stop() throws IOException {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        source.close();
    }
}
