package io.escapement.engine;

import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.config.Section;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.replay.RunCores;
import io.escapement.journal.Manifest;

import java.util.List;
import java.util.function.Supplier;

/**
 * The trades of a recorded run through the bars and pivots stages alone, by its own config or another: no books, so it
 * is much faster than the whole view. A last stage reads what they tell.
 */
public final class RecordedBars implements RunCores {
    private static final int LEAST_CAPACITY = 64 * 1024;

    private final Wanted asked;
    private final Stage reader;

    private record Wanted(BarsConfig bars, Supplier<? extends Stage> pivots) {
    }

    /**
     * @param config sections {@code bars}, {@code consolidation} and {@code pivots}, of which each has defaults; null:
     *               as the run's config has them
     * @param reader sees each slot when both stages have appended their effects
     * @throws io.escapement.engine.config.ConfigException with every problem of the file
     */
    public RecordedBars(ConfigFile config, Stage reader) {
        this.reader = reader;
        this.asked = config == null ? null : read(config.root());
        if (config != null) {
            config.finish();
        }
    }

    private static Wanted read(Section root) {
        return new Wanted(BarsReader.read(root, ConsolidationReader.read(
            root.section("consolidation"))), PivotsReader.read(root.section("pivots")));
    }

    @Override
    public Core core(String manifest, long lastSequence, long lastEventTimeNs) {
        final Wanted wanted = asked != null ? asked
            : read(ConfigFile.of("the journal's config", Manifest.parse(manifest).config()).root());
        return new Core(List.of(new BarsStage(wanted.bars()), wanted.pivots().get(), reader), 0, lastSequence,
            lastEventTimeNs);
    }

    @Override
    public SlotSizes slotSizes(String manifest) {
        final SlotSizes recorded = RecordedCores.settings(manifest).pipeline().slotSizes();
        return new SlotSizes(Math.max(recorded.recordCapacity(), LEAST_CAPACITY),
            Math.max(recorded.checkedCapacity(), LEAST_CAPACITY));
    }
}
