package io.escapement.perf.decode;

import io.escapement.engine.venue.InstrumentLookup;

/** All frames of a set through one decoder after the other: one method a decoder, each returning a checksum. */
public final class DecodeRuns {
    private final DepthFrames frames;
    private final EngineDecode engine;
    private final DepthDecode dslJson;
    private final DepthDecode jacksonStreaming;
    private final DepthDecode jacksonTree;
    private final DepthFields dslJsonFields = new DepthFields();
    private final DepthFields streamingFields = new DepthFields();
    private final DepthFields treeFields = new DepthFields();

    public DecodeRuns(DepthFrames frames) {
        this.frames = frames;
        final InstrumentLookup instruments = frames.lookup();
        engine = new EngineDecode(instruments);
        dslJson = new DslJsonDecode(instruments);
        jacksonStreaming = new JacksonStreamingDecode(instruments);
        jacksonTree = new JacksonTreeDecode(instruments);
    }

    public long engine() {
        long checksum = 0;
        for (int i = 0; i < frames.count(); i++) {
            checksum += engine.decode(frames.buffer(i), i);
        }
        return checksum;
    }

    public long dslJson() {
        return all(dslJson, dslJsonFields);
    }

    public long jacksonStreaming() {
        return all(jacksonStreaming, streamingFields);
    }

    public long jacksonTree() {
        return all(jacksonTree, treeFields);
    }

    private long all(DepthDecode decode, DepthFields fields) {
        long checksum = 0;
        for (int i = 0; i < frames.count(); i++) {
            decode.decode(frames.array(i), fields);
            checksum += fields.checksum();
        }
        return checksum;
    }

    /** Compares every field of every frame; a bench of decoders that differ would say nothing. */
    public void verify() {
        final DepthFields ours = new DepthFields();
        final DepthFields theirs = new DepthFields();
        for (int i = 0; i < frames.count(); i++) {
            engine.decode(frames.buffer(i), i);
            engine.read(ours);
            for (final DepthDecode reference : new DepthDecode[] {dslJson, jacksonStreaming, jacksonTree}) {
                reference.decode(frames.array(i), theirs);
                if (!ours.describe().equals(theirs.describe())) {
                    throw new IllegalStateException(reference.getClass().getSimpleName() + " reads frame " + i
                        + " as " + theirs.describe() + ", the engine as " + ours.describe());
                }
            }
        }
    }
}
