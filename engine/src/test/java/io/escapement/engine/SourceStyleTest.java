package io.escapement.engine;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The parts of our style that a machine can check, over every module. */
class SourceStyleTest {
    private static final int MAX_COLUMNS = 120;
    private static final int MAX_LINES = 600;
    private static final String UNFINISHED = "TO" + "DO";
    private static final String BROKEN = "FIX" + "ME";

    @Test
    void sourcesKeepToTheLimits() throws IOException {
        final Path root = Path.of("..");
        final List<String> findings = new ArrayList<>();
        int files = 0;
        for (String module : List.of("codecs", "journal", "engine", "tools", "perf")) {
            final Path folder = root.resolve(module).resolve("src");
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> sources = Files.walk(folder)) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                    check(root.relativize(source).toString(), lines(source), findings);
                    files++;
                }
            }
        }
        assertTrue(files > 10, "found only " + files + " sources");
        assertEquals(List.of(), findings);
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String name, List<String> lines, List<String> findings) {
        if (lines.size() > MAX_LINES) {
            findings.add(name + " has " + lines.size() + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            final String line = lines.get(i);
            final String where = name + ":" + (i + 1);
            if (line.codePointCount(0, line.length()) > MAX_COLUMNS) {
                findings.add(where + " has " + line.length() + " columns");
            }
            if (line.contains("\t") || line.endsWith(" ")) {
                findings.add(where + " has a tab or ends in a blank");
            }
            if (line.contains(UNFINISHED) || line.contains(BROKEN)) {
                findings.add(where + " is unfinished");
            }
        }
    }
}
