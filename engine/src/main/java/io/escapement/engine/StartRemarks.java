package io.escapement.engine;

import io.escapement.engine.pipeline.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is worth a word before an engine starts: nothing of it stops the start. */
final class StartRemarks {
    private static final long MIB = 1 << 20;
    /** Classes, decoders, the tables of orders and reports; before any instrument. */
    private static final long BASE_MIB = 48;
    /** Book and bars of an instrument, and its place in what trades, as {@code perf ten} measured them. */
    private static final double INSTRUMENT_MIB = 1.2;
    /** Likewise, by stage: what an instrument takes there beside. Other stages take some kilobytes. */
    private static final Map<String, Double> STAGE_MIB = Map.of("buckets", 1.0, "features", 0.25, "indicators", 0.05,
        "pivots", 0.05);

    private StartRemarks() {
    }

    /** @param heap bytes that this JVM may have */
    static List<String> of(EngineSettings settings, long heap) {
        final List<String> remarks = new ArrayList<>();
        for (final EngineSettings.VenueSettings venue : settings.venues()) {
            remarks.add(venue.protocol().remark(venue.config().listings().size()));
        }
        remarks.add(heap(settings.instruments(), settings.core().stages().stream().map(Stage::name)
            .collect(Collectors.toSet()), heap));
        return remarks.stream().filter(remark -> !remark.isEmpty()).toList();
    }

    /** Whether the heap will do, empty if so. */
    static String heap(int instruments, Set<String> stages, long heap) {
        double each = INSTRUMENT_MIB;
        for (final String stage : stages) {
            each += STAGE_MIB.getOrDefault(stage, 0.0);
        }
        final long needed = BASE_MIB + Math.round(instruments * each);
        return needed * MIB <= heap ? "" : "memory: " + instruments + " instruments take about " + needed
            + " MiB of heap with these stages, and this JVM has " + heap / MIB
            + "; raise -Xms and -Xmx (config/jvm.options), or it will end when it runs out";
    }
}
