package io.escapement.engine.testkit;

import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A decoder on a test bench: frames go in as text, events come out as {@link EventLines}, what the venue says of the
 * connection as lines of {@link #control}. Frames lie in off-heap memory between rubbish, and the rubbish differs from
 * call to call: a decoder that read it would tell.
 */
public final class FrameBench implements ControlListener {
    /** Of every frame, as the decoder is told. */
    public static final long RECEIVE_TIME = 1_700_000_000_000_000_123L;
    /** That decoders under test are to be given. */
    public static final int CONNECTION = 7;
    private static final int MARGIN = 32;

    public final RecordingInlet inlet = new RecordingInlet();
    public final List<String> control = new ArrayList<>();
    private final FrameDecoder decoder;
    private UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 16));
    private int calls;

    /** @param maker of the decoder, from where it publishes and who listens */
    public FrameBench(BiFunction<Inlet, ControlListener, FrameDecoder> maker) {
        decoder = maker.apply(inlet, this);
    }

    public List<String> decode(String frame) {
        return decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes; afterwards {@link #inlet} holds this frame's events. */
    public List<String> decode(byte[] frame) {
        if (frame.length + 2 * MARGIN > memory.capacity()) {
            memory = new UnsafeBuffer(ByteBuffer.allocateDirect(frame.length * 2 + 2 * MARGIN));
        }
        final String rubbish = calls++ % 2 == 0 ? "7" : "\"],[\"";
        for (int i = 0; i < MARGIN; i++) {
            memory.putByte(i, (byte) rubbish.charAt(i % rubbish.length()));
            memory.putByte(MARGIN + frame.length + i, (byte) rubbish.charAt(i % rubbish.length()));
        }
        memory.putBytes(MARGIN, frame);
        inlet.clear();
        final int published = decoder.onFrame(memory, MARGIN, frame.length, RECEIVE_TIME, 42);
        if (published != inlet.size() || inlet.isClaimed()) {
            throw new AssertionError("it says " + published + ", published " + inlet.size() + ", claimed "
                + inlet.isClaimed());
        }
        return EventLines.render(inlet);
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
        control.add("shutdown");
    }

    @Override
    public void onAnswerWanted(String text) {
        control.add("answer " + text);
    }

    @Override
    public void onPong() {
        control.add("pong");
    }

    @Override
    public void onReady() {
        control.add("ready");
    }

    @Override
    public void onMaintenance(boolean begins, String detail) {
        control.add("maintenance " + begins + " " + detail);
    }
}
