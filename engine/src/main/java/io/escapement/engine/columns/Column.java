package io.escapement.engine.columns;

import java.util.List;

/**
 * One column: a number with a name.
 *
 * @param name    lower case, digits and underscores; unique among all columns
 * @param version goes up whenever the same data would give another number
 * @param unit    of the value, in words: "bps", "base asset", "1" for a ratio
 * @param window  what it looks back on, in words: "1 s", "14 bars", "none"
 * @param warmUp  what must have been seen before there is a value, in words; until then it is missing, NaN
 * @param reset   what makes it forget
 * @param meaning the definition, with its source where there is one
 * @param oracle  what the tests compare it with
 */
public record Column(String name, int version, String unit, String window, String warmUp, Reset reset, String meaning,
                     String oracle) {

    /** @throws IllegalArgumentException if a word is missing, or holds what a table's row cannot */
    public Column {
        if (!name.matches("[a-z][a-z0-9_]*") || version < 1) {
            throw new IllegalArgumentException("column '" + name + "' version " + version
                + "; expected lower case, digits and underscores, and a version from 1 on");
        }
        for (final String text : List.of(unit, window, warmUp, meaning, oracle)) {
            if (text.isBlank() || text.contains("|") || text.contains("\n")) {
                throw new IllegalArgumentException("column " + name + ": '" + text
                    + "'; expected one line of words without a bar");
            }
        }
    }

    /** All that tells this column from another, in one line. */
    String line() {
        return String.join("|", name, Integer.toString(version), unit, window, warmUp, reset.words(), meaning);
    }
}
