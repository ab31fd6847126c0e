package io.escapement.engine;

import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.config.Section;
import io.escapement.engine.quality.QualityConfig;
import io.escapement.engine.quality.QualityStage;

import java.util.function.Supplier;

/** Reads the section {@code quality} of a config; every key has a default. */
final class QualityReader {
    private static final String DAY = "24h";

    private QualityReader() {
    }

    static Supplier<ColumnsStage> read(Section section) {
        final QualityConfig config = config(section);
        return () -> new QualityStage(config);
    }

    static QualityConfig config(Section section) {
        final QualityConfig config = new QualityConfig(
            section.durationNs("stale", "1ms", DAY, "1s"),
            section.decimal("jump", "0", "10", "0.1").doubleValue(),
            section.decimal("jump-ranges", "0", "1000", "10").doubleValue(),
            section.durationNs("jump-bar", "1s", DAY, "1m"),
            section.durationNs("clock-ahead", "1ms", DAY, "1s"),
            section.durationNs("clock-behind", "1ms", DAY, "10s"),
            section.decimal("deviation-bps", "0", "100000", "100").doubleValue(),
            section.decimal("through-bps", "0", "100000", "20").doubleValue(),
            section.durationNs("disorder", "0s", DAY, "100ms"),
            section.durationNs("quiet", "1s", DAY, "60s"));
        section.problems(config.problems());
        return config;
    }
}
