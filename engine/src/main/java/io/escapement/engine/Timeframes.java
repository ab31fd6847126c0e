package io.escapement.engine;

import io.escapement.engine.config.Durations;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;

import java.util.ArrayList;
import java.util.List;

/** Reads the key {@code timeframes}, which several sections have. */
final class Timeframes {
    private Timeframes() {
    }

    /** In nanoseconds, as they stand. */
    static List<Long> read(Section section, List<String> usual) {
        final String example = "[" + String.join(", ", usual) + "]";
        final List<Long> timeframes = new ArrayList<>();
        for (final String text : section.texts("timeframes", new Example("lengths of time", example), usual)) {
            try {
                timeframes.add(Durations.parseNs(text));
            } catch (final NumberFormatException e) {
                section.problem("timeframes", "holds '" + text + "'; expected lengths of time, e.g. " + example);
            }
        }
        return timeframes;
    }
}
