package io.escapement.engine.venue.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One thread that reads and writes all sockets of a feed. Names are looked up on it as well, without blocking it.
 */
public final class Transport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";
    private static final int READ_INITIAL = 16 * 1024;
    private static final int READ_MINIMUM = 2 * 1024;
    private static final int READ_MAXIMUM = 128 * 1024;
    private static final long QUIET_MS = 0;
    private static final long STOP_MS = 2_000;

    private final TransportKind kind;
    private final String description;
    private final MultiThreadIoEventLoopGroup group;
    private final DnsAddressResolverGroup names;

    private Transport(TransportKind kind, String description, ThreadFactory threads) {
        this.kind = kind;
        this.description = description;
        this.group = new MultiThreadIoEventLoopGroup(1, recycling(threads), handlers(kind));
        this.names = new DnsAddressResolverGroup(datagramChannel(kind),
            DnsServerAddressStreamProviders.platformDefault());
    }

    /**
     * Starts the thread's group. Says in the log which way of reading sockets was taken, and why not the one asked for.
     *
     * @param wanted  what to use; where it does not load on this machine, NIO takes its place
     * @param threads makes the one thread; names and pins it. A {@code FastThreadLocalThread} is a little faster
     */
    public static Transport open(TransportKind wanted, ThreadFactory threads) {
        final TransportKind asked = wanted == TransportKind.AUTO ? TransportKind.EPOLL : wanted;
        final Throwable missing = missing(asked);
        final TransportKind taken = missing == null ? asked : TransportKind.NIO;
        final String description = taken == asked ? "sockets are read with " + name(taken)
            : "sockets are read with nio, because " + name(asked) + " does not load here: " + rootMessage(missing);
        LOG.info(description);
        if (System.getProperty(LEAK_DETECTION) == null) {
            // Its sampling of buffers costs garbage; the property brings it back where a leak is suspected.
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
        return new Transport(taken, description, threads);
    }

    /** Netty recycles its buffers only on threads that it knows to have its own thread locals. */
    private static ThreadFactory recycling(ThreadFactory threads) {
        return task -> threads.newThread(() -> {
            if (FastThreadLocalThread.currentThreadHasFastThreadLocal()) {
                task.run();
            } else {
                FastThreadLocalThread.runWithFastThreadLocal(task);
            }
        });
    }

    private static Throwable missing(TransportKind kind) {
        return switch (kind) {
            case EPOLL -> Epoll.unavailabilityCause();
            case IO_URING -> IoUring.unavailabilityCause();
            default -> null;
        };
    }

    private static String name(TransportKind kind) {
        return switch (kind) {
            case EPOLL -> "epoll";
            case IO_URING -> "io_uring";
            default -> "nio";
        };
    }

    private static String rootMessage(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private static IoHandlerFactory handlers(TransportKind kind) {
        return switch (kind) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            default -> NioIoHandler.newFactory();
        };
    }

    private static Class<? extends SocketChannel> socketChannel(TransportKind kind) {
        return switch (kind) {
            case EPOLL -> EpollSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            default -> NioSocketChannel.class;
        };
    }

    private static Class<? extends DatagramChannel> datagramChannel(TransportKind kind) {
        return switch (kind) {
            case EPOLL -> EpollDatagramChannel.class;
            case IO_URING -> IoUringDatagramChannel.class;
            default -> NioDatagramChannel.class;
        };
    }

    /** A client on this thread: pooled direct memory, no delay of small writes. */
    Bootstrap bootstrap(int connectTimeoutMs) {
        return new Bootstrap()
            .group(group)
            .channel(socketChannel(kind))
            .resolver(names)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(READ_MINIMUM, READ_INITIAL, READ_MAXIMUM))
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMs)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true);
    }

    /** The one thread; timers and hand-overs to it go here. */
    public EventLoop loop() {
        return group.next();
    }

    /** What is in use; never {@link TransportKind#AUTO}. */
    public TransportKind kind() {
        return kind;
    }

    /** One line for people: what is in use, and why not what was asked for. */
    public String description() {
        return description;
    }

    /** Ends the thread; what is still connected is cut. Waits up to two seconds, unless called on the thread itself. */
    @Override
    public void close() {
        final boolean onLoop = loop().inEventLoop();
        names.close();
        final var stopped = group.shutdownGracefully(QUIET_MS, STOP_MS, TimeUnit.MILLISECONDS);
        if (!onLoop) {
            stopped.awaitUninterruptibly(STOP_MS, TimeUnit.MILLISECONDS);
        }
    }
}
