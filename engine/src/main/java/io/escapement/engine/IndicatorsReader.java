package io.escapement.engine;

import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.indicators.IndicatorKind;
import io.escapement.engine.indicators.IndicatorsConfig;
import io.escapement.engine.indicators.IndicatorsStage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads the section {@code indicators} of a config; everything in it has a default. */
final class IndicatorsReader {
    private static final List<String> KINDS =
        Arrays.stream(IndicatorKind.values()).map(IndicatorsReader::name).toList();

    /** Timeframes where none are named. */
    static final List<String> USUAL = List.of("1m");

    private IndicatorsReader() {
    }

    static Supplier<ColumnsStage> read(Section section) {
        final IndicatorsConfig config = config(section);
        return () -> new IndicatorsStage(config);
    }

    static IndicatorsConfig config(Section section) {
        final IndicatorsConfig config = new IndicatorsConfig(Timeframes.read(section, USUAL), kinds(section),
            section.yes("consolidated", false));
        section.problems(config.problems());
        return config;
    }

    private static List<IndicatorKind> kinds(Section section) {
        final List<IndicatorKind> found = new ArrayList<>();
        for (final String text : section.texts("kinds", new Example("indicators", "[rsi, macd]"), KINDS)) {
            final int index = KINDS.indexOf(text);
            if (index < 0) {
                section.problem("kinds", "holds '" + text + "'; expected some of " + String.join(" ", KINDS));
            } else {
                found.add(IndicatorKind.values()[index]);
            }
        }
        return found;
    }

    private static String name(IndicatorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
