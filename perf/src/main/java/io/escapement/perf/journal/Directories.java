package io.escapement.perf.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Directories that a measurement fills and empties. */
final class Directories {
    private Directories() {
    }

    /** Empties a directory of files, or makes it. */
    static Path fresh(Path directory) throws IOException {
        Files.createDirectories(directory);
        final List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.toList();
        }
        for (final Path file : files) {
            Files.delete(file);
        }
        return directory;
    }
}
