package io.escapement.engine;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.config.Section;
import io.escapement.engine.inputs.InputConfig;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.journal.Manifest;

/**
 * What a recorded run's config says of pairs, which its records know by number, and of inputs. A config of view
 * sections can take the place of the run's own.
 */
public final class RecordedInputs {
    private final Section root;

    /**
     * @param config   in place of the run's own; null: its own
     * @param manifest the text of the run's RunStarted event
     */
    public RecordedInputs(ConfigFile config, String manifest) {
        root = (config == null ? ConfigFile.of("the journal's config", Manifest.parse(manifest).config()) : config)
            .root();
    }

    /** The settings of the pairs stage. */
    public PairsConfig pairs() {
        return PairsReader.config(root.section("pairs"));
    }

    /**
     * What standard inputs are made of.
     *
     * @param everyStage whether the stages that the config does not ask for are there too, as {@link RecordedView} has
     *                   it
     */
    public InputConfig inputs(boolean everyStage) {
        return InputsReader.read(root, everyStage);
    }
}
