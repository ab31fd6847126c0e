package io.escapement.engine;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.journal.Manifest;

/** Which pairs a recorded run had: numbers in its records stand for them. */
public final class RecordedPairs {
    private RecordedPairs() {
    }

    /**
     * The settings of a run's pairs stage.
     *
     * @param config   sections of the view that are taken in place of the run's own; null: its own
     * @param manifest the text of the run's RunStarted event
     */
    public static PairsConfig of(ConfigFile config, String manifest) {
        final ConfigFile file = config == null
            ? ConfigFile.of("the journal's config", Manifest.parse(manifest).config()) : config;
        return PairsReader.config(file.root().section("pairs"));
    }
}
