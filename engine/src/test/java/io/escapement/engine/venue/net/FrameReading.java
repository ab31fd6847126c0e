package io.escapement.engine.venue.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The same bytes, cut the same way, through our frame reader and through Netty's decoder: what each makes of them. */
final class FrameReading {
    static final int MAX_LENGTH = 66_000;

    private FrameReading() {
    }

    /** What our reader makes of the bytes. */
    static List<String> ours(byte[] bytes, long chunkSeed, boolean direct) {
        final Recorded recorded = new Recorded();
        final SocketReadStamp stamp = new SocketReadStamp(() -> 1);
        final EmbeddedChannel channel = new EmbeddedChannel(stamp,
            new WebSocketFrameReader(MAX_LENGTH, stamp, recorded));
        feed(channel, bytes, chunkSeed, direct);
        channel.finishAndReleaseAll();
        return recorded.events;
    }

    /** What Netty's decoder and aggregator make of them, up to the first violation or close frame. */
    static List<String> nettys(byte[] bytes, long chunkSeed) {
        final List<String> events = new ArrayList<>();
        final EmbeddedChannel channel = new EmbeddedChannel(
            new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false)
                .allowExtensions(false).maxFramePayloadLength(MAX_LENGTH).closeOnProtocolViolation(false).build()),
            new WebSocketFrameAggregator(MAX_LENGTH),
            new NettyRecorder(events));
        feed(channel, bytes, chunkSeed, true);
        channel.finishAndReleaseAll();
        return events;
    }

    private static void feed(EmbeddedChannel channel, byte[] bytes, long chunkSeed, boolean direct) {
        final SplittableRandom random = new SplittableRandom(chunkSeed);
        // From byte by byte to all at once; a long stream not byte by byte, which would take long.
        final int largest = Math.max(1 << random.nextInt(1, 18), bytes.length / 500);
        int at = 0;
        while (at < bytes.length) {
            final int length = Math.min(bytes.length - at, random.nextInt(1, largest + 1));
            final ByteBuf chunk = direct ? PooledByteBufAllocator.DEFAULT.directBuffer(length)
                : Unpooled.buffer(length);
            channel.writeInbound(chunk.writeBytes(bytes, at, length));
            at += length;
        }
    }

    private static String message(boolean text, byte[] payload) {
        return (text ? "text " : "binary ") + payload.length + " " + Arrays.hashCode(payload);
    }

    private static final class Recorded implements FrameSink {
        private final List<String> events = new ArrayList<>();

        @Override
        public void onMessage(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs,
                              long receivedNanos) {
            final byte[] payload = new byte[length];
            frame.getBytes(offset, payload);
            events.add(message(text, payload));
        }

        @Override
        public void onPing(ByteBuf payload, int index, int length) {
            events.add("ping " + ByteBufUtil.hexDump(payload, index, length));
        }

        @Override
        public void onPong() {
            events.add("pong");
        }

        @Override
        public void onClose(int code, String reason) {
            events.add("close " + code + " " + reason);
        }

        @Override
        public void onViolation(int closeCode, String detail) {
            events.add("violation " + closeCode);
        }

        @Override
        public void onReadComplete() {
        }
    }

    private static final class NettyRecorder extends ChannelInboundHandlerAdapter {
        private final List<String> events;
        private boolean ended;

        private NettyRecorder(List<String> events) {
            this.events = events;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            final WebSocketFrame frame = (WebSocketFrame) message;
            if (!ended) {
                events.add(describe(frame));
            }
            frame.release();
        }

        private String describe(WebSocketFrame frame) {
            if (frame instanceof PingWebSocketFrame) {
                return "ping " + ByteBufUtil.hexDump(frame.content());
            }
            if (frame instanceof PongWebSocketFrame) {
                return "pong";
            }
            if (frame instanceof CloseWebSocketFrame) {
                ended = true;
                final CloseWebSocketFrame close = (CloseWebSocketFrame) frame;
                if (close.reasonText().indexOf('\uFFFD') >= 0) {
                    // Netty's validator lets a reason pass that ends within a character; the RFC does not.
                    return "violation 1007";
                }
                return "close " + (close.statusCode() == -1 ? 1005 : close.statusCode()) + " " + close.reasonText();
            }
            return message(frame instanceof TextWebSocketFrame, ByteBufUtil.getBytes(frame.content()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            // The second is said of an unfinished message when the stream ends, which is no violation.
            if (ended || error instanceof PrematureChannelClosureException) {
                return;
            }
            ended = true;
            if (error instanceof CorruptedWebSocketFrameException) {
                events.add("violation " + ((CorruptedWebSocketFrameException) error).closeStatus().code());
            } else if (error instanceof TooLongFrameException) {
                events.add("violation 1009");
            } else {
                events.add(error.toString());
            }
        }
    }
}
