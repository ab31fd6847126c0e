package io.escapement.engine.pipeline;

import java.util.List;
import java.util.stream.Stream;

/** Every way to cut the toy core, with a ring so small that it fills. */
final class Layouts {
    private Layouts() {
    }

    static Stream<PipelineConfig> all() {
        final PipelineConfig explicit = small("groups").withGroups(List.of(List.of("sum"), List.of("spread", "echo"),
            List.of("journal"), List.of("listeners")));
        return Stream.of(small("inline"), small("fused"), small("split-2"), small("split-3"), small("split-4"),
            explicit);
    }

    static PipelineConfig small(String layout) {
        return PipelineConfig.of(layout).withSizes(16, 4096, 1024).withThreads("phased", List.of(), 1);
    }
}
