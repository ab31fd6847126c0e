package io.escapement.engine;

import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.replay.ReplayResult;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Replays a journal in every layout. */
final class Replays {
    private static final Map<String, PipelineConfig> LAYOUTS = layouts();

    private Replays() {
    }

    private static Map<String, PipelineConfig> layouts() {
        final Map<String, PipelineConfig> layouts = new LinkedHashMap<>();
        layouts.put("direct", null);
        for (String name : List.of("inline", "fused", "split-2", "split-3")) {
            layouts.put(name, PipelineConfig.of(name));
        }
        layouts.put("groups", PipelineConfig.of("groups").withGroups(List.of(List.of("feed", "book"),
            List.of("consolidation", "bars", "decision", "risk"), List.of("orders", "position", PipelineConfig.JOURNAL),
            List.of(PipelineConfig.LISTENERS))));
        return layouts;
    }

    /** Fails on the first record that any layout makes otherwise, and on any other hash than the journal's. */
    static void assertTheSame(Path journal, long lastSequence, long hash) {
        LAYOUTS.forEach((name, layout) -> {
            final ReplayResult result = replay(journal, layout);
            assertNull(result.difference(), () -> name + " differs at record " + result.difference().sequence()
                + ", byte " + result.difference().offset());
            assertEquals(lastSequence + " " + Long.toHexString(hash),
                result.lastSequence() + " " + Long.toHexString(result.hash()), name);
            System.out.printf("replay %s on JDK %s: %,d records, %,.0f a second, hash %016x%n", name,
                Runtime.version().feature(), result.records(), result.rate(), result.hash());
        });
    }

    static ReplayResult replay(Path journal, PipelineConfig layout) {
        return new JournalReplay(journal, new RecordedCores(), true, layout, 0, ReplayProgress.NONE).run();
    }
}
