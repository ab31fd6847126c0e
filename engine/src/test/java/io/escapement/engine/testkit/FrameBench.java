package io.escapement.engine.testkit;

import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A decoder on a test bench: frames go in as text, events come out as {@link EventLines}, what the venue says of the
 * connection as lines of {@link #control}. Frames lie in off-heap memory between rubbish, and the rubbish differs from
 * call to call: a decoder that read it would tell.
 */
public class FrameBench extends ControlLines {
    /** Of every frame, as the decoder is told. */
    public static final long RECEIVE_TIME = 1_700_000_000_000_000_123L;
    /** That decoders under test are to be given. */
    public static final int CONNECTION = 7;
    private static final int MARGIN = 32;
    private static final String[] RUBBISH = {"7", "\"],[\"", "\0"};

    public final RecordingInlet inlet;
    private final FrameDecoder decoder;
    private UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 16));
    private int calls;

    /** @param maker of the decoder, from where it publishes and who listens */
    public FrameBench(BiFunction<Inlet, ControlListener, FrameDecoder> maker) {
        this(new RecordingInlet(), maker);
    }

    /** @param inlet with slots that are large enough for the frames */
    public FrameBench(RecordingInlet inlet, BiFunction<Inlet, ControlListener, FrameDecoder> maker) {
        this.inlet = inlet;
        this.decoder = maker.apply(inlet, this);
    }

    public List<String> decode(String frame) {
        return decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes; afterwards {@link #inlet} holds this frame's events. */
    public List<String> decode(byte[] frame) {
        if (frame.length + 2 * MARGIN > memory.capacity()) {
            memory = new UnsafeBuffer(ByteBuffer.allocateDirect(frame.length * 2 + 2 * MARGIN));
        }
        final String rubbish = RUBBISH[calls++ % RUBBISH.length];
        for (int i = 0; i < MARGIN; i++) {
            memory.putByte(i, (byte) rubbish.charAt(i % rubbish.length()));
            memory.putByte(MARGIN + frame.length + i, (byte) rubbish.charAt(i % rubbish.length()));
        }
        memory.putBytes(MARGIN, frame);
        return decode(memory, MARGIN, frame.length);
    }

    /** Decodes a frame where it lies. */
    public List<String> decode(UnsafeBuffer buffer, int offset, int length) {
        inlet.clear();
        final int published = decoder.onFrame(buffer, offset, length, RECEIVE_TIME, 42);
        if (published != inlet.size() || inlet.isClaimed()) {
            throw new AssertionError("it says " + published + ", published " + inlet.size() + ", claimed "
                + inlet.isClaimed());
        }
        return render(inlet);
    }

    /** The events of a frame as lines. */
    protected List<String> render(RecordingInlet published) {
        return EventLines.render(published);
    }
}
