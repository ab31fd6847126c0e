package io.escapement.perf.soak;

import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Mixin
    private final ChildOptions child = new ChildOptions(30, 5, 10, "reports/soak");

    @Option(names = "--captures", paramLabel = "DIR", defaultValue = "../shared/captures",
        description = "folder of the recordings (default ${DEFAULT-VALUE})")
    private Path captures;

    @Option(names = "--recording", paramLabel = "NAME", defaultValue = "binance-spot/btcusdt-2024-08-08.jsonl.gz",
        description = "which one, of what the config trades (default ${DEFAULT-VALUE})")
    private Path recording;

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "config/capture.yaml",
        description = "of the engine; its websocket must name a port of 127.0.0.1 (default ${DEFAULT-VALUE})")
    private Path config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        child.check();
        child.checkFile(captures.resolve(recording), "--captures");
        child.checkFile(config, "--config");
        final PrintWriter out = spec.commandLine().getOut();
        final Serve serve = Serve.capture(captures.resolve(recording)).onPort(port()).at(Pace.times(child.speed()))
            .ending(AtEnd.LOOP);
        final List<Sample> samples = new ArrayList<>();
        final Path folder = child.newFolder();
        final int exit;
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             ChildEngine engine = child.start(config, folder);
             PrintWriter csv = new PrintWriter(Files.newBufferedWriter(folder.resolve("soak.csv")))) {
            out.println(venue.describe() + ", at " + child.speed() + " times its pace, for " + child.minutes()
                + " minutes; " + folder);
            csv.println(Sample.HEAD);
            watch(venue, engine, samples, csv);
            exit = engine.isAlive() ? engine.stop() : -1;
            if (venue.failure() != null) {
                throw venue.failure();
            }
        }
        final Verdict verdict = Verdict.of(samples, WARM_UP_SECONDS);
        out.println(verdict.text());
        final boolean clean = ChildOptions.isClean(exit);
        out.println((clean ? "ok    " : "FAIL  ") + "the engine stopped with exit code " + exit + "\n\n"
            + ChildEngine.tail(folder, 24));
        out.flush();
        return verdict.passed() && clean ? 0 : 1;
    }

    private void watch(LoopbackVenue venue, ChildEngine engine, List<Sample> samples, PrintWriter csv)
        throws IOException, InterruptedException {
        final long end = System.nanoTime() + (long) (child.minutes() * 60e9);
        while (System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(child.everySeconds());
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
}
