package io.escapement.perf.soak;

import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs an engine for long against a recording in a loop. */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs engine.jar as its own process against a real recording played in a loop, samples it, and "
        + "writes soak.csv with a verdict.",
    footer = {"", "Exit code 0: everything holds after the first minute; 1: something does not."})
public final class SoakCommand implements Callable<Integer> {
    private static final Pattern PORT = Pattern.compile("(?m)^ *websocket: *ws://127\\.0\\.0\\.1:(\\d+)");
    private static final long WARM_UP_SECONDS = 60;
    /** What a JVM ends with that a signal has asked to end, and that did so by itself. */
    private static final int TERMINATED = 128 + 15;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "30",
        description = "how long (default ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--speed", paramLabel = "X", defaultValue = "5",
        description = "times the recorded pace (default ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--captures", paramLabel = "DIR", defaultValue = "../shared/captures",
        description = "folder of the recordings (default ${DEFAULT-VALUE})")
    private Path captures;

    @Option(names = "--recording", paramLabel = "NAME", defaultValue = "binance-spot/btcusdt-2024-08-08.jsonl.gz",
        description = "which one, of what the config trades (default ${DEFAULT-VALUE})")
    private Path recording;

    @Option(names = "--engine", paramLabel = "JAR", defaultValue = "engine/target/engine.jar",
        description = "default ${DEFAULT-VALUE}")
    private Path jar;

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "config/capture.yaml",
        description = "of the engine; its websocket must name a port of 127.0.0.1 (default ${DEFAULT-VALUE})")
    private Path config;

    @Option(names = "--options", paramLabel = "FILE", defaultValue = "config/jvm.options",
        description = "of the JVM (default ${DEFAULT-VALUE})")
    private Path options;

    @Option(names = "--every", paramLabel = "SECONDS", defaultValue = "10",
        description = "between two samples (default ${DEFAULT-VALUE})")
    private int everySeconds;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "reports/soak",
        description = "each run makes a folder in it, for soak.csv, engine.out, gc.log and the journal "
            + "(default ${DEFAULT-VALUE})")
    private Path work;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        final PrintWriter out = spec.commandLine().getOut();
        final Serve serve = Serve.capture(captures.resolve(recording)).onPort(port()).at(Pace.times(speed))
            .ending(AtEnd.LOOP);
        final List<Sample> samples = new ArrayList<>();
        final Path folder = newFolder();
        final int exit;
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             ChildEngine engine = ChildEngine.start(jar, options, config, folder);
             PrintWriter csv = new PrintWriter(Files.newBufferedWriter(folder.resolve("soak.csv")))) {
            out.println(venue.describe() + ", at " + speed + " times its pace, for " + minutes + " minutes; " + folder);
            csv.println(Sample.HEAD);
            watch(venue, engine, samples, csv);
            exit = engine.isAlive() ? engine.stop() : -1;
            if (venue.failure() != null) {
                throw venue.failure();
            }
        }
        final Verdict verdict = Verdict.of(samples, WARM_UP_SECONDS);
        out.println(verdict.text());
        final boolean clean = exit == 0 || exit == TERMINATED;
        out.println((clean ? "ok    " : "FAIL  ") + "the engine stopped with exit code " + exit + "\n\n"
            + ChildEngine.tail(folder, 24));
        out.flush();
        return verdict.passed() && clean ? 0 : 1;
    }

    /** A new one each time: what other runs have left, or are still writing, is never touched. */
    private Path newFolder() throws IOException {
        Files.createDirectories(work);
        return Files.createTempDirectory(work,
            "soak-" + LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-")));
    }

    private void watch(LoopbackVenue venue, ChildEngine engine, List<Sample> samples, PrintWriter csv)
        throws IOException, InterruptedException {
        final long end = System.nanoTime() + (long) (minutes * 60e9);
        while (System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(everySeconds);
            if (!engine.isAlive()) {
                spec.commandLine().getErr().println("the engine has ended by itself; see its engine.out");
                return;
            }
            final Sample sample = engine.sample(venue.sentCount());
            samples.add(sample);
            csv.println(sample.csv());
            csv.flush();
        }
    }

    private int port() throws IOException {
        final Matcher port = PORT.matcher(Files.readString(config));
        if (!port.find()) {
            throw new ParameterException(spec.commandLine(), "--config: " + config
                + " names no venue on this machine; expected a line such as websocket: ws://127.0.0.1:8090");
        }
        return Integer.parseInt(port.group(1));
    }

    private void check() {
        for (final Path file : List.of(captures.resolve(recording), jar, config, options)) {
            if (!Files.isReadable(file)) {
                throw new ParameterException(spec.commandLine(), "no file " + file
                    + "; build the project first, and see --captures, --engine, --config, --options");
            }
        }
        if (!(minutes > 0) || !(speed > 0) || everySeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--minutes, --speed and --every must be above 0");
        }
    }
}
