package io.escapement.engine.venue.wire;

import com.sun.management.ThreadMXBean;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.event.DiscardingInlet;
import org.agrona.concurrent.UnsafeBuffer;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/** A bench whose events come out as {@link WireLines}, and that measures what decoders allocate. */
public final class WireBench extends FrameBench {
    /** Frames that {@link #allocated} measures. */
    public static final int MEASURED = 100_000;

    public WireBench(BiFunction<Inlet, ControlListener, FrameDecoder> maker) {
        this(new RecordingInlet(), maker);
    }

    public WireBench(RecordingInlet inlet, BiFunction<Inlet, ControlListener, FrameDecoder> maker) {
        super(inlet, maker);
    }

    public List<String> decodeHex(String hex) {
        return decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Override
    protected List<String> render(RecordingInlet published) {
        return WireLines.render(published);
    }

    /** The lines about the market alone; those of statuses begin with a capital. */
    public static List<String> market(List<String> lines) {
        return lines.stream().filter(line -> Character.isLowerCase(line.charAt(0))).toList();
    }

    public static boolean isMalformed(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith("MALFORMED_FRAME"));
    }

    /** Bytes that {@link #MEASURED} of these frames in turn allocate, after as many that are not counted. */
    public static long allocated(BiFunction<Inlet, ControlListener, FrameDecoder> maker, List<byte[]> frames) {
        final FrameDecoder decoder = maker.apply(new DiscardingInlet(), new WireBench((inlet, control) -> null));
        final UnsafeBuffer[] buffers = new UnsafeBuffer[frames.size()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(frames.get(i).length));
            buffers[i].putBytes(0, frames.get(i));
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decodeAll(decoder, buffers);
        final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        decodeAll(decoder, buffers);
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static void decodeAll(FrameDecoder decoder, UnsafeBuffer[] frames) {
        for (int i = 0; i < MEASURED; i++) {
            final UnsafeBuffer frame = frames[i % frames.length];
            decoder.onFrame(frame, 0, frame.capacity(), i, i);
        }
    }
}
