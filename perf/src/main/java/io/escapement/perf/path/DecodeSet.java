package io.escapement.perf.path;

import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.perf.decode.DepthFields;
import io.escapement.perf.decode.DslJsonDecode;
import io.escapement.perf.decode.EngineDecode;
import io.escapement.perf.decode.JacksonStreamingDecode;
import io.escapement.perf.recording.Loop;
import io.escapement.perf.rounds.Variant;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/** The depth frames of a loop through each decoder. */
public final class DecodeSet {
    private final Loop loop;
    private final UnsafeBuffer[] buffers;
    private final EngineDecode engine;
    private final DslJsonDecode dslJson;
    private final JacksonStreamingDecode streaming;
    private final DepthFields dslJsonFields = new DepthFields();
    private final DepthFields streamingFields = new DepthFields();

    public DecodeSet(Loop loop) {
        this.loop = loop;
        final InstrumentLookup instruments = new InstrumentLookup(loop.instruments());
        engine = new EngineDecode(instruments);
        dslJson = new DslJsonDecode(instruments);
        streaming = new JacksonStreamingDecode(instruments);
        buffers = new UnsafeBuffer[loop.recorded()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = new UnsafeBuffer(loop.memory(), loop.offset(i), loop.length(i));
        }
    }

    /** The engine's, dsl-json's and Jackson's, in this order. */
    public List<Variant> variants() {
        return List.of(new Variant("Escapement", buffers.length, this::engine),
            new Variant("dsl-json", buffers.length, this::dslJson),
            new Variant("Jackson streaming", buffers.length, this::streaming));
    }

    private long engine() {
        long checksum = 0;
        for (int i = 0; i < buffers.length; i++) {
            checksum += engine.decode(buffers[i], i);
        }
        return checksum;
    }

    private long dslJson() {
        long checksum = 0;
        for (int i = 0; i < buffers.length; i++) {
            dslJson.decode(loop.array(i), dslJsonFields);
            checksum += dslJsonFields.checksum();
        }
        return checksum;
    }

    private long streaming() {
        long checksum = 0;
        for (int i = 0; i < buffers.length; i++) {
            streaming.decode(loop.array(i), streamingFields);
            checksum += streamingFields.checksum();
        }
        return checksum;
    }

    /** @throws IllegalStateException naming the first frame that two decoders read differently */
    public void verify() {
        final DepthFields ours = new DepthFields();
        for (int i = 0; i < buffers.length; i++) {
            engine.decode(buffers[i], i);
            engine.read(ours);
            dslJson.decode(loop.array(i), dslJsonFields);
            compare(i, "dsl-json", ours, dslJsonFields);
            streaming.decode(loop.array(i), streamingFields);
            compare(i, "Jackson", ours, streamingFields);
        }
    }

    private static void compare(int frame, String name, DepthFields ours, DepthFields theirs) {
        if (!ours.describe().equals(theirs.describe())) {
            throw new IllegalStateException(name + " reads frame " + frame + " as " + theirs.describe()
                + ", the engine as " + ours.describe());
        }
    }
}
