package io.escapement.engine;

import io.escapement.engine.config.Section;
import io.escapement.engine.inputs.InputConfig;
import io.escapement.engine.pairs.PairColumns;
import io.escapement.engine.pairs.PairsConfig;

import java.util.List;

/** Reads the section {@code inputs} of a config; everything in it has a default. */
final class InputsReader {
    private static final long SECOND_NS = 1_000_000_000L;

    private InputsReader() {
    }

    /** @param pairs whose columns are part of inputs */
    static InputConfig read(Section section, PairsConfig pairs) {
        final InputConfig usual = InputConfig.USUAL;
        return new InputConfig(section.text("reference", usual.reference()),
            section.yes("buckets", usual.buckets()),
            pairs.pairs().isEmpty() ? List.of()
                : List.of(new InputConfig.Block(PairColumns.set(pairs.window()), SECOND_NS)),
            pairs.pairs(), usual.qualityColumn(), usual.qualityFull());
    }
}
