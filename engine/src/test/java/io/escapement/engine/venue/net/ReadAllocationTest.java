package io.escapement.engine.venue.net;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What reading one frame costs in garbage on the socket's thread, one frame per read, which is the dearest way. */
class ReadAllocationTest {
    private static final int WARM_UP = 6_000;
    private static final int ROUNDS = 5;
    private static final int ROUND_FRAMES = 2_000;
    private static final int FRAME_LENGTH = 300;

    @TempDir
    private static Path folder;
    private static X509Bundle certificate;
    private static Path trusted;

    private final AtomicLong frames = new AtomicLong();

    @BeforeAll
    static void certify() throws Exception {
        certificate = new CertificateBuilder().subject("CN=localhost").addSanDnsName("localhost")
            .setIsCertificateAuthority(true).buildSelfSigned();
        trusted = Files.writeString(folder.resolve("trusted.pem"), certificate.getCertificatePathPEM());
    }

    @Test
    void makesNoGarbageOnAPlainConnection() throws Exception {
        report("plain, epoll", TransportKind.AUTO, null, 2);
    }

    @Test
    void makesHardlyAnyGarbageWithTheJdksSelectors() throws Exception {
        report("plain, nio", TransportKind.NIO, null, 32);
    }

    @Test
    void makesLittleGarbageWithTls() throws Exception {
        report("TLS of OpenSSL, epoll", TransportKind.AUTO, TlsSettings.Provider.AUTO, 600);
    }

    @Test
    void countsTheGarbageOfTheJdksTls() throws Exception {
        report("TLS of the JDK, epoll", TransportKind.AUTO, TlsSettings.Provider.JDK, 10_000);
    }

    @Test
    void isThriftierThanNettysOwnDecoder() throws Exception {
        try (TestServer server = new TestServer();
             Transport transport = Transport.open(TransportKind.AUTO, Thread::new)) {
            connectWithNettysDecoder(transport, server);
            final double nettys = bytesPerFrame(transport, server.nextOpened());
            System.out.printf("bytes allocated per frame read: %.1f (plain, epoll, Netty's decoder)%n", nettys);
            assertTrue(nettys > 2, "Netty's decoder has become as thrifty as ours, which can go then");
        }
    }

    private void report(String name, TransportKind kind, TlsSettings.Provider provider, double limit)
        throws Exception {
        final SslContext context = provider == null ? null : SslContextBuilder.forServer(
            certificate.getKeyPair().getPrivate(), certificate.getCertificate()).sslProvider(SslProvider.JDK).build();
        try (TestServer server = new TestServer(context); Transport transport = Transport.open(kind, Thread::new)) {
            final Tls tls = provider == null ? null : Tls.open(new TlsSettings(trusted, provider));
            final WebSocketClient client = new WebSocketClient(transport, tls, WebSocketSettings.defaults(),
                new OffsetEpochNanoClock(), ReadHook.NONE);
            transport.loop().execute(() -> client.connect(Endpoint.parse(server.webSocketUrl()),
                (frame, offset, length, text, time, nanos) -> frames.lazySet(frames.get() + 1), new Silent()));
            final double bytes = bytesPerFrame(transport, server.nextOpened());
            System.out.printf("bytes allocated per frame read: %.1f (%s)%n", bytes, name);
            assertTrue(bytes <= limit, () -> name + ": " + bytes + " bytes per frame, expected at most " + limit);
        }
    }

    private double bytesPerFrame(Transport transport, Channel toClient) throws Exception {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long reader = transport.loop().submit(() -> Thread.currentThread().getId()).get();
        final ByteBuf frame = frame();
        send(toClient, frame, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            // The least of several, because classes are still being loaded and compiled in some.
            final long before = threads.getThreadAllocatedBytes(reader);
            send(toClient, frame, ROUND_FRAMES);
            least = Math.min(least, threads.getThreadAllocatedBytes(reader) - before);
        }
        return least / (double) ROUND_FRAMES;
    }

    private void send(Channel toClient, ByteBuf frame, int count) {
        for (int i = 0; i < count; i++) {
            final long before = frames.get();
            toClient.pipeline().context("raw").writeAndFlush(frame.retainedDuplicate());
            while (frames.get() == before) {
                Thread.yield();
            }
        }
    }

    private static ByteBuf frame() {
        final ByteBuf frame = Unpooled.directBuffer();
        frame.writeByte(0x81).writeByte(126).writeShort(FRAME_LENGTH);
        return Unpooled.unreleasableBuffer(frame.writeZero(FRAME_LENGTH));
    }

    private void connectWithNettysDecoder(Transport transport, TestServer server) {
        transport.bootstrap(1_000).handler(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(65_536),
                    new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(server.webSocketUrl()).build()),
                    new WebSocketFrameAggregator(65_536), new SimpleChannelInboundHandler<WebSocketFrame>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
                            if (frame instanceof TextWebSocketFrame) {
                                frames.lazySet(frames.get() + 1);
                            }
                        }
                    });
            }
        }).connect("localhost", server.port());
    }

    private static final class Silent implements WebSocketListener {
        @Override
        public void onOpen(WebSocketConnection connection) {
        }

        @Override
        public void onEnd(WebSocketConnection connection, ConnectionEnd end) {
        }
    }
}
