package io.escapement.perf.ten;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The sections of a config that make the market view, as they stand there. */
final class ViewText {
    private static final Set<String> SECTIONS = Set.of("consolidation", "bars", "buckets", "indicators", "pivots",
        "features", "pairs", "quality", "inputs");

    private ViewText() {
    }

    /**
     * Of a file in which each section begins a line with its name, as all of {@code config/} do.
     *
     * @throws IllegalArgumentException if it has none of them
     */
    static String of(Path config) throws IOException {
        final StringBuilder text = new StringBuilder();
        boolean taken = false;
        for (final String line : Files.readAllLines(config)) {
            if (!line.isEmpty() && Character.isLetter(line.charAt(0))) {
                taken = SECTIONS.contains(line.replaceAll(":.*", ""));
            }
            if (taken) {
                text.append(line).append('\n');
            }
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException(config + " has no section of the market view; expected some of "
                + SECTIONS.stream().sorted().toList());
        }
        return text.toString();
    }

    /** The sections that a text of them has. */
    static List<String> names(String text) {
        return text.lines().filter(line -> !line.isEmpty() && Character.isLetter(line.charAt(0)))
            .map(line -> line.replaceAll(":.*", "")).toList();
    }
}
