package io.escapement.engine.venue.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.agrona.concurrent.EpochNanoClock;

/**
 * First in the pipeline: notes when the socket handed over bytes, once per read and before TLS is undone. Both clocks
 * are read here and nowhere else on the way of a frame.
 */
final class SocketReadStamp extends ChannelInboundHandlerAdapter {
    private final EpochNanoClock clock;
    private long receiveTimeNs;
    private long receivedNanos;

    SocketReadStamp(EpochNanoClock clock) {
        this.clock = clock;
        this.receivedNanos = System.nanoTime();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        receivedNanos = System.nanoTime();
        receiveTimeNs = clock.nanoTime();
        context.fireChannelRead(message);
    }

    /** Epoch nanoseconds of the last read. */
    long receiveTimeNs() {
        return receiveTimeNs;
    }

    /** {@code System.nanoTime} of the last read; before the first, of the connection's making. */
    long receivedNanos() {
        return receivedNanos;
    }
}
