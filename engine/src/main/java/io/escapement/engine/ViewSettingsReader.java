package io.escapement.engine;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.config.Section;
import io.escapement.engine.pipeline.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the sections of the market view's stages; a stage is asked for if its section is there, even empty. */
final class ViewSettingsReader {
    private final Section root;
    private final List<ViewSettings.Part> parts = new ArrayList<>();

    private ViewSettingsReader(Section root) {
        this.root = root;
    }

    /** From a whole config. */
    static ViewSettings read(Section root) {
        return new ViewSettingsReader(root).read();
    }

    /**
     * From a file that holds these sections alone.
     *
     * @throws io.escapement.engine.config.ConfigException with every problem of the file
     */
    static ViewSettings read(ConfigFile file) {
        final ViewSettings settings = read(file.root());
        file.finish();
        return settings;
    }

    // The order of the stages: a later one may read the effects of an earlier one.
    private ViewSettings read() {
        part("buckets", true, BucketsReader::read);
        part("indicators", IndicatorsReader::read);
        part("pivots", PivotsReader::read);
        part("features", FeaturesReader::read);
        part("pairs", PairsReader::read);
        part("quality", QualityReader::read);
        InputsReader.check(root.section("inputs"));
        return new ViewSettings(List.copyOf(parts));
    }

    private void part(String key, Function<Section, Supplier<Stage>> reader) {
        part(key, false, reader);
    }

    private void part(String key, boolean followsLevels, Function<Section, Supplier<Stage>> reader) {
        parts.add(new ViewSettings.Part(root.has(key), followsLevels, reader.apply(root.section(key))));
    }
}
