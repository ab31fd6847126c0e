package io.escapement.engine;

import io.escapement.engine.buckets.DepthColumns;
import io.escapement.engine.config.Section;
import io.escapement.engine.features.FeatureColumns;
import io.escapement.engine.features.FeaturesConfig;
import io.escapement.engine.indicators.IndicatorKind;
import io.escapement.engine.indicators.IndicatorsConfig;
import io.escapement.engine.inputs.InputConfig;
import io.escapement.engine.pairs.PairColumns;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.engine.pivots.PivotColumns;
import io.escapement.engine.pivots.PivotsConfig;
import io.escapement.engine.quality.QualityColumns;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what standard inputs are made of: the section {@code inputs} of a config, where everything has a default, and
 * which stages of the view there are, whose columns are expected.
 */
final class InputsReader {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Section root;
    private final boolean everyStage;
    private final List<InputConfig.Block> blocks = new ArrayList<>();

    private InputsReader(Section root, boolean everyStage) {
        this.root = root;
        this.everyStage = everyStage;
    }

    /** @param everyStage whether the stages that the config does not ask for are there too, as usual */
    static InputConfig read(Section root, boolean everyStage) {
        return new InputsReader(root, everyStage).read();
    }

    /** Finds what is wrong with the section itself; the stages' sections are read by their own readers. */
    static void check(Section section) {
        reference(section);
        buckets(section, true);
    }

    private static String reference(Section section) {
        return section.text("reference", InputConfig.USUAL.reference());
    }

    private static boolean buckets(Section section, boolean otherwise) {
        return section.yes("buckets", otherwise);
    }

    private InputConfig read() {
        final Section section = root.section("inputs");
        final InputConfig usual = InputConfig.USUAL;
        final PairsConfig pairs = PairsReader.config(root.section("pairs"));
        if (isThere("buckets")) {
            blocks.add(new InputConfig.Block(DepthColumns.SET, DepthColumns.SECOND_NS));
        }
        if (isThere("indicators")) {
            final IndicatorsConfig config = IndicatorsReader.config(root.section("indicators"));
            config.timeframesNs().forEach(duration ->
                blocks.add(new InputConfig.Block(IndicatorKind.columns(config.kinds()), duration)));
        }
        if (isThere("pivots")) {
            final PivotsConfig config = PivotsReader.config(root.section("pivots"));
            config.timeframesNs().forEach(duration -> blocks.add(new InputConfig.Block(PivotColumns.SET, duration)));
        }
        if (isThere("features")) {
            final FeaturesConfig config = FeaturesReader.config(root.section("features"));
            blocks.add(new InputConfig.Block(FeatureColumns.SET, config.cadenceNs()));
        }
        if (isThere("pairs") && !pairs.pairs().isEmpty()) {
            blocks.add(new InputConfig.Block(PairColumns.set(pairs.window()), SECOND_NS));
        }
        if (isThere("quality")) {
            blocks.add(new InputConfig.Block(QualityColumns.SET, SECOND_NS));
        }
        return new InputConfig(reference(section), buckets(section, isThere("buckets")), blocks, pairs.pairs(),
            usual.qualityColumn(), usual.qualityFull());
    }

    private boolean isThere(String stage) {
        return everyStage || root.has(stage);
    }
}
