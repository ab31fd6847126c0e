package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Binance recordings, read the plainest way there is. */
final class CapturedFrames {
    static final ObjectMapper JSON = new ObjectMapper();

    private CapturedFrames() {
    }

    /** Every recording of a venue's folder; skips the test where the captures are absent. */
    static List<Path> files(String folder) {
        final Path directory = Path.of(System.getProperty("captures.dir", "../../shared/captures"), folder);
        Assumptions.assumeTrue(Files.isDirectory(directory), () -> "no captures at " + directory
            + "; set -Dcaptures.dir");
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String folder, String name) {
        return files(folder).stream().filter(path -> path.getFileName().toString().startsWith(name)).findFirst()
            .orElseThrow();
    }

    /** The lines of a kind ("in", "http") of a recording, in their order. */
    static void forEach(Path file, String kind, Consumer<JsonNode> action) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                final JsonNode node = JSON.readTree(line);
                if (kind.equals(node.path("k").asText())) {
                    action.accept(node);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
