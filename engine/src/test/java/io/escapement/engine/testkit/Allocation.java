package io.escapement.engine.testkit;

import com.sun.management.ThreadMXBean;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.event.DiscardingInlet;
import org.agrona.concurrent.UnsafeBuffer;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** How many bytes decoding costs once it is warm. */
public final class Allocation {
    /** Frames that are measured. */
    public static final int FRAMES = 100_000;

    private Allocation() {
    }

    /**
     * Bytes allocated by {@link #FRAMES} frames, after as many that are not counted.
     *
     * @param first  frames that come once, before all others
     * @param frames that come again and again, in turn
     */
    public static long measure(Function<Inlet, FrameDecoder> maker, List<String> first, List<String> frames) {
        final FrameDecoder decoder = maker.apply(new DiscardingInlet());
        for (final String frame : first) {
            final UnsafeBuffer buffer = buffer(frame);
            decoder.onFrame(buffer, 0, buffer.capacity(), 1, 1);
        }
        final UnsafeBuffer[] buffers = frames.stream().map(Allocation::buffer).toArray(UnsafeBuffer[]::new);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        decode(decoder, buffers);
        final long before = threads.getThreadAllocatedBytes(thread);
        decode(decoder, buffers);
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private static UnsafeBuffer buffer(String frame) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }

    private static void decode(FrameDecoder decoder, UnsafeBuffer[] frames) {
        for (int i = 0; i < FRAMES; i++) {
            final UnsafeBuffer frame = frames[i % frames.length];
            decoder.onFrame(frame, 0, frame.capacity(), i, i);
        }
    }
}
