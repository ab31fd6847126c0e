package io.escapement.engine;

import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.config.Section;
import io.escapement.engine.pivots.PivotsConfig;
import io.escapement.engine.pivots.PivotsStage;

import java.util.List;
import java.util.function.Supplier;

/** Reads the section {@code pivots} of a config; everything in it has a default. */
final class PivotsReader {
    private PivotsReader() {
    }

    static Supplier<ColumnsStage> read(Section section) {
        final PivotsConfig config = config(section);
        return () -> new PivotsStage(config);
    }

    static PivotsConfig config(Section section) {
        final PivotsConfig usual = PivotsConfig.usual();
        final PivotsConfig config = new PivotsConfig(Timeframes.read(section, List.of("1m")),
            section.count("neighbours", 1, PivotsConfig.MOST_NEIGHBOURS, usual.neighbours()),
            section.decimal("min-move-atr", "0", "100", "0").doubleValue(),
            section.count("bounds-level", 1, PivotsConfig.LEVELS, usual.boundsLevel()),
            section.count("window-bars", PivotsConfig.LEAST_WINDOW_BARS, PivotsConfig.MOST_WINDOW_BARS,
                usual.windowBars()), section.yes("consolidated", false));
        section.problems(config.problems());
        return config;
    }
}
