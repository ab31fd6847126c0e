package io.escapement.engine.venue.wire;

import com.sun.management.ThreadMXBean;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.event.DiscardingInlet;
import org.agrona.concurrent.UnsafeBuffer;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A decoder on a test bench: frames go in, events come out as {@link WireLines}. Frames lie in off-heap memory between
 * rubbish, and the rubbish differs from call to call: a decoder that read it would tell.
 */
public final class WireBench implements ControlListener {
    public static final long RECEIVE_TIME = 1_700_000_000_000_000_123L;
    public static final int CONNECTION = 7;
    /** Frames that {@link #allocated} measures. */
    public static final int MEASURED = 100_000;
    private static final int MARGIN = 32;

    public final RecordingInlet inlet;
    public final List<String> control = new ArrayList<>();
    private final FrameDecoder decoder;
    private UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 20));
    private int calls;

    public WireBench(BiFunction<Inlet, ControlListener, FrameDecoder> maker) {
        this(new RecordingInlet(), maker);
    }

    public WireBench(RecordingInlet inlet, BiFunction<Inlet, ControlListener, FrameDecoder> maker) {
        this.inlet = inlet;
        this.decoder = maker.apply(inlet, this);
    }

    public List<String> decode(String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8));
    }

    public List<String> decodeHex(String hex) {
        return decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    public List<String> decode(byte[] frame) {
        if (frame.length + 2 * MARGIN > memory.capacity()) {
            memory = new UnsafeBuffer(ByteBuffer.allocateDirect(frame.length * 2 + 2 * MARGIN));
        }
        final byte rubbish = calls++ % 2 == 0 ? (byte) '7' : 0;
        memory.setMemory(0, MARGIN, rubbish);
        memory.setMemory(MARGIN + frame.length, MARGIN, rubbish);
        memory.putBytes(MARGIN, frame);
        inlet.clear();
        final int published = decoder.onFrame(memory, MARGIN, frame.length, RECEIVE_TIME, 42);
        if (published != inlet.size() || inlet.isClaimed()) {
            throw new AssertionError("it says " + published + ", published " + inlet.size() + ", claimed "
                + inlet.isClaimed());
        }
        return WireLines.render(inlet);
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

    @Override
    public void onAccepted(long requestId) {
        control.add("accepted " + requestId);
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        control.add("refused " + requestId + " " + code + " " + message);
    }

    @Override
    public void onAccepted(String topic) {
        control.add("accepted " + topic);
    }

    @Override
    public void onRefused(String topic, int code, String message) {
        control.add("refused " + topic + " " + code + " " + message);
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        control.add("shutdown " + venueTimeNs);
    }

    @Override
    public void onAnswerWanted(String text) {
        control.add("answer " + text);
    }

    @Override
    public void onPong() {
        control.add("pong");
    }
}
