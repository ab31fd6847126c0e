package io.escapement.perf.path;

import io.escapement.perf.recording.Loop;
import io.escapement.perf.rounds.Variant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All ways from frame to book over the same loop. */
public final class PathRuns {
    private final Loop loop;
    private final FramePath engine;
    private final List<FramePath> paths = new ArrayList<>();

    public PathRuns(Loop loop) {
        this.loop = loop;
        engine = new EnginePath(loop);
        paths.add(engine);
        paths.add(new DslJsonPath(loop));
        paths.add(new JacksonStreamingPath(loop));
        paths.add(new DecimalTreePath(loop));
        paths.add(new XChangePath(loop));
    }

    /** The variants to measure, the engine's first. */
    public List<Variant> variants() {
        return paths.stream()
            .map(path -> new Variant(path.name(), loop.recorded(), path::pass, () -> leadBack(path)))
            .toList();
    }

    private void leadBack(FramePath path) {
        for (int i = loop.recorded(); i < loop.total(); i++) {
            path.onFrame(i);
        }
        if (path == engine) {
            loop.moveOn();
        }
    }

    /**
     * Plays a pass, comparing the best levels of all paths after every frame; timing paths that differ would say
     * nothing.
     *
     * @throws IllegalStateException naming path and frame where two differ
     */
    public void verify() {
        final long[] ours = new long[4 * FramePath.TOP];
        final long[] theirs = new long[4 * FramePath.TOP];
        for (int frame = 0; frame < loop.total(); frame++) {
            for (final FramePath path : paths) {
                path.onFrame(frame);
                path.top(loop.instrument(frame), path == engine ? ours : theirs);
                if (path != engine && !Arrays.equals(ours, theirs)) {
                    throw new IllegalStateException("frame " + frame + ": " + path.name() + " has the levels "
                        + Arrays.toString(theirs) + ", the engine " + Arrays.toString(ours));
                }
            }
        }
        loop.moveOn();
    }
}
