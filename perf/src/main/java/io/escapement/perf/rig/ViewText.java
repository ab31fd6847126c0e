package io.escapement.perf.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections of a config that make the market view, as they stand there, and in the order of the stages. */
public final class ViewText {
    private static final List<String> SECTIONS = List.of("consolidation", "bars", "buckets", "indicators", "pivots",
        "features", "pairs", "quality", "inputs");

    private final Map<String, String> texts = new LinkedHashMap<>();

    /**
     * Of a file in which each section begins a line with its name, as all of {@code config/} do.
     *
     * @throws IllegalArgumentException if it has none of them
     */
    public static ViewText of(Path config) throws IOException {
        final Map<String, StringBuilder> read = new LinkedHashMap<>();
        StringBuilder section = new StringBuilder();
        for (final String line : Files.readAllLines(config)) {
            if (!line.isEmpty() && Character.isLetter(line.charAt(0))) {
                section = new StringBuilder();
                read.put(line.replaceAll(":.*", ""), section);
            }
            section.append(line).append('\n');
        }
        final ViewText view = new ViewText();
        for (final String name : SECTIONS) {
            if (read.containsKey(name)) {
                view.texts.put(name, read.get(name).toString());
            }
        }
        if (view.texts.isEmpty()) {
            throw new IllegalArgumentException(config + " has no section of the market view; expected some of "
                + SECTIONS);
        }
        return view;
    }

    /** What sections there are. */
    public List<String> names() {
        return List.copyOf(texts.keySet());
    }

    /** One section, its name included; null where there is none. */
    public String section(String name) {
        return texts.get(name);
    }

    /** All of them. */
    public String text() {
        return String.join("", texts.values());
    }
}
