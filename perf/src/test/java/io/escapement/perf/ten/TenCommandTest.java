package io.escapement.perf.ten;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command in short: it starts an engine against ten venues, which takes some seconds. */
@Timeout(240)
class TenCommandTest {
    private static final Path VIEW = Path.of("../config/view.yaml");

    @TempDir
    private Path folder;

    @Test
    void tenVenuesWithThreeInstrumentsEachAndTheWholeViewHoldAndAreMeasured() throws IOException {
        final StringWriter out = new StringWriter();
        final int exit = run(out, "--instruments", "3", "--view", VIEW.toString(), "--minutes", "0.1", "--speed", "1",
            "--every", "1", "--engine", engine().toString(), "--options", options().toString());
        assertEquals(0, exit, out.toString());
        assertTrue(out.toString().contains("10 venues, 3 instruments each, market view: [bars, buckets, indicators, "
            + "pivots, features, pairs, quality, inputs]"), out.toString());
        assertTrue(out.toString().contains("30 of 30 books became LIVE"), out.toString());
        assertTrue(out.toString().matches("(?s).*\\n  reader +[0-9.]+ % of a core, [0-9,]+ bytes allocated\\n.*"),
            out.toString());
        assertTrue(out.toString().matches("(?s).*heap after a collection [1-9][0-9.]+ MiB; journal [1-9].*"),
            out.toString());
    }

    @Test
    void whatCannotBeIsSaid() throws IOException {
        final Path engine = engine();
        final Path without = Files.writeString(folder.resolve("without.yaml"), "engine: {id: 1}\n");
        assertEquals("--instruments is 21; expected 2 to 20", firstLine(engine, "--instruments", "21"));
        assertEquals("no file nowhere.yaml; build the project first, and see --view",
            firstLine(engine, "--view", "nowhere.yaml"));
        assertEquals("--view: " + without + " has no section of the market view; expected some of [consolidation, "
            + "bars, buckets, indicators, pivots, features, pairs, quality, inputs]",
            firstLine(engine, "--view", without.toString()));
    }

    private String firstLine(Path engine, String... arguments) throws IOException {
        final StringWriter out = new StringWriter();
        final String[] all = Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--engine";
        all[arguments.length + 1] = engine.toString();
        all[arguments.length + 2] = "--options";
        all[arguments.length + 3] = options().toString();
        assertEquals(2, run(out, all));
        return out.toString().lines().findFirst().orElse("");
    }

    private int run(StringWriter out, String... arguments) {
        final CommandLine command = new CommandLine(new TenCommand()).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true));
        final String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--work";
        all[arguments.length + 1] = folder.toString();
        return command.execute(all);
    }

    /** What stands in for engine.jar, which is not there yet when tests run: a jar that names this class path. */
    private Path engine() throws IOException {
        final Manifest manifest = new Manifest();
        final Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "io.escapement.engine.EngineMain");
        final String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        main.put(Attributes.Name.CLASS_PATH, List.of(path.split(File.pathSeparator)).stream()
            .map(each -> Path.of(each).toUri().toString()).collect(Collectors.joining(" ")));
        final Path jar = folder.resolve("engine.jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream written = new JarOutputStream(file,
            manifest)) {
            written.finish();
        }
        return jar;
    }

    /** As this JVM was told, with a heap of its own. */
    private Path options() throws IOException {
        final List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib") && !flag.startsWith("-Xm"))
            .toList();
        return Files.writeString(folder.resolve("jvm.options"), String.join("\n", flags) + "\n-Xmx512m\n");
    }
}
