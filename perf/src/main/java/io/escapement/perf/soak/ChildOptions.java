package io.escapement.perf.soak;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Options of the commands that run an engine for a while in a process of its own, each with its own defaults. */
public final class ChildOptions {
    /** What a JVM ends with that a signal has asked to end, and that did so by itself. */
    private static final int TERMINATED = 128 + 15;

    @Option(names = "--minutes", paramLabel = "N", description = "how long (default ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--speed", paramLabel = "X", description = "times the recorded pace (default ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--engine", paramLabel = "JAR", description = "default ${DEFAULT-VALUE}")
    private Path jar = Path.of("engine/target/engine.jar");

    @Option(names = "--options", paramLabel = "FILE", description = "of the JVM (default ${DEFAULT-VALUE})")
    private Path jvm = Path.of("config/jvm.options");

    @Option(names = "--heap", paramLabel = "MIB", defaultValue = "0",
        description = "of the engine; without it what the JVM's options say")
    private int heapMib;

    @Option(names = "--every", paramLabel = "SECONDS",
        description = "between two samples of the engine's process (default ${DEFAULT-VALUE})")
    private int everySeconds;

    @Option(names = "--work", paramLabel = "DIR",
        description = "each run makes a folder in it, for what is measured, what the engine says and its journal "
            + "(default ${DEFAULT-VALUE})")
    private Path work;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The defaults of a command. */
    public ChildOptions(double minutes, double speed, int everySeconds, String work) {
        this.minutes = minutes;
        this.speed = speed;
        this.everySeconds = everySeconds;
        this.work = Path.of(work);
    }

    public double minutes() {
        return minutes;
    }

    public double speed() {
        return speed;
    }

    public int everySeconds() {
        return everySeconds;
    }

    /** Starts the engine with a config, what it writes being in the folder. */
    public ChildEngine start(Path config, Path folder) throws IOException {
        return ChildEngine.start(jar, jvm, heapMib, config, folder);
    }

    /** Whether an engine that ended so did what it was asked to. */
    public static boolean isClean(int exit) {
        return exit == 0 || exit == TERMINATED;
    }

    /** A new one each time: what other runs have left, or are still writing, is never touched. */
    public Path newFolder() throws IOException {
        Files.createDirectories(work);
        return Files.createTempDirectory(work, spec.name() + "-"
            + LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-")))
            .toAbsolutePath();
    }

    /**
     * @throws ParameterException where a file is missing or a number is not above 0
     */
    public void check() {
        checkFile(jar, "--engine");
        checkFile(jvm, "--options");
        checkAboveZero(minutes, "--minutes");
        checkAboveZero(speed, "--speed");
        checkAboveZero(everySeconds, "--every");
    }

    public void checkFile(Path file, String option) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "no file " + file + "; build the project first, and see "
                + option);
        }
    }

    public void checkAboveZero(double number, String option) {
        if (!(number > 0)) {
            throw new ParameterException(spec.commandLine(), option + " is " + number + "; expected above 0");
        }
    }
}
