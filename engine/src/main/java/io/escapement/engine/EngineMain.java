package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.monitor.Console;
import io.escapement.journal.JournalException;
import io.escapement.journal.JournalSelfCheck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs an engine: {@code engine.jar CONFIG}. Ctrl-C stops it cleanly. Ends by itself when a recording has ended.
 *
 * <p>Exit codes: 0 it ended as it should, 1 it failed while running, 2 it was called wrongly or could not start.
 */
public final class EngineMain {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    /** Beside the time that the config gives a stop for cancelling. */
    private static final long STOP_SECONDS = 30;
    private static final String HELP = """
        Usage: java -jar engine.jar [--check] CONFIG
        Runs the trading engine with a config file, e.g. config/demo.yaml. Ctrl-C stops it cleanly.

          --check    only read and check the config
          --help     this text
          --version  the program's version

        Exit codes: 0 ended as it should, 1 failed while running, 2 called wrongly or could not start.""";

    private EngineMain() {
    }

    /** Entry point. */
    public static void main(String[] args) {
        setDefault("agrona.disable.bounds.checks", "true");
        setDefault("chronicle.analytics.disable", "true");
        setDefault("chronicle.announcer.disable", "true");
        setDefault("io.netty.leakDetection.level", "disabled");
        setDefault("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        final int code = run(List.of(args), new Console(System.out, System.err, false));
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Before any class that reads these is loaded; what the command line says counts more. */
    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    static int run(List<String> args, Console console) {
        if (args.contains("--help")) {
            console.info(HELP);
            return 0;
        }
        if (args.contains("--version")) {
            console.info("escapement " + Engine.version());
            return 0;
        }
        final boolean check = args.contains("--check");
        final List<String> files = args.stream().filter(arg -> !arg.equals("--check")).toList();
        if (files.size() != 1 || files.get(0).startsWith("-")) {
            console.error("expected one config file, got " + files + System.lineSeparator() + HELP);
            return MISUSED;
        }
        try {
            final EngineSettings settings = EngineSettingsReader.read(ConfigFile.read(Path.of(files.get(0))));
            if (check) {
                console.info(files.get(0) + " is fine");
                return 0;
            }
            JournalSelfCheck.run();
            return run(new Engine(settings, console), settings, console);
        } catch (final ConfigException e) {
            e.problems().forEach(console::error);
        } catch (final JournalException | IOException | IllegalArgumentException e) {
            console.error("cannot start: " + e.getMessage());
        }
        return MISUSED;
    }

    private static int run(Engine engine, EngineSettings settings, Console console) {
        final CountDownLatch done = new CountDownLatch(1);
        final Thread onSignal = new Thread(() -> {
            engine.requestEnd();
            await(done, STOP_SECONDS + settings.recovery().stopMs() / 1_000);
        }, "shutdown");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            console.info("running; data is " + settings.provenance() + ", " + settings.orders() + "; Ctrl-C stops");
            new StatusLine(engine).showUntilEnd();
        } catch (final InterruptedException e) {
            // The flag stays down: with it up, the journal's files could not be closed in order.
            console.warn("interrupted; stopping");
        } finally {
            engine.stop();
        }
        Summary.print(engine, settings, console);
        done.countDown();
        return engine.failure() == null ? 0 : FAILED;
    }

    private static void await(CountDownLatch done, long seconds) {
        try {
            if (!done.await(seconds, TimeUnit.SECONDS)) {
                System.err.println("WARN  the engine did not stop within " + seconds + " s");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
