package io.escapement.tools;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded market data, which is no part of the project: tests that want it are skipped where it is not, visibly. */
public final class RealCaptures {
    private RealCaptures() {
    }

    /** A file or directory below {@code captures.dir}. */
    public static Path find(String name) {
        final String folder = System.getProperty("captures.dir", "../../shared/captures");
        final Path file = Path.of(folder).resolve(name);
        Assumptions.assumeTrue(Files.exists(file),
            () -> "SKIPPED: there is no " + name + " in " + folder + " (set -Dcaptures.dir=FOLDER)");
        return file;
    }
}
