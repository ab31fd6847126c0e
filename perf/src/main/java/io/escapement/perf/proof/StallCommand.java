package io.escapement.perf.proof;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.engine.control.CancelEverything;
import io.escapement.engine.control.HeartbeatFile;
import io.escapement.engine.control.PulseWatch.Pulse;
import io.escapement.engine.control.Watchdog;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Stops an engine's process for a while, and looks at what it does when it goes on. */
@Command(name = "stall", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Stops (SIGSTOP) an engine that trades on paper while a watchdog watches, and lets it go on"
        + " (SIGCONT). The watchdog must act; the engine must halt by itself before it makes another order, and stay"
        + " halted.")
final class StallCommand implements Callable<Integer> {
    private static final long NS_PER_MS = 1_000_000;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "30", description = "default ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--limit", paramLabel = "S", defaultValue = "6",
        description = "of the watchdog (default ${DEFAULT-VALUE})")
    int limit;

    @Option(names = "--life", paramLabel = "MS", defaultValue = "5000",
        description = "before and after (default ${DEFAULT-VALUE})")
    int lifeMs;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-stall",
        description = "emptied and used (default ${DEFAULT-VALUE})")
    Path work;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private Reason halted;
    private TradingState state = TradingState.ACTIVE;
    private int ordersBefore;
    private int ordersAfter;

    @Override
    public Integer call() throws IOException, InterruptedException {
        empty();
        final Path journal = work.resolve("journal");
        final Path config = ProofConfigs.write(work, 1, 2_000, "inline");
        boolean acted = false;
        try (ChildEngine child = new ChildEngine(config, work.resolve("child.log"));
             Watchdog watchdog = new Watchdog(journal, TimeUnit.SECONDS.toNanos(limit),
                 new CancelEverything(List.of(), 1, 1), System.out::println)) {
            look(watchdog, lifeMs);
            final long pid;
            try (HeartbeatFile heartbeat = HeartbeatFile.forWatchdog(journal)) {
                pid = heartbeat.pid();
            }
            signal("-STOP", pid);
            look(watchdog, seconds * 1_000L);
            acted = watchdog.actions() > 0;
            signal("-CONT", pid);
            look(watchdog, lifeMs);
            child.kill();
        }
        read(journal);
        System.out.printf("%d orders before; the watchdog acted: %b; the engine halted, reason %s; %d orders after;"
            + " trading at the end %s%n", ordersBefore, acted, halted, ordersAfter, state);
        final boolean noticed = halted == Reason.STALLED || halted == Reason.WATCHDOG;
        return acted && noticed && ordersAfter == 0 && state == TradingState.HALTED ? 0 : 1;
    }

    private static void look(Watchdog watchdog, long forMs) throws IOException, InterruptedException {
        final long untilNs = System.nanoTime() + forMs * NS_PER_MS;
        Pulse pulse = null;
        while (System.nanoTime() < untilNs) {
            final Pulse now = watchdog.look();
            if (now != pulse) {
                System.out.println("the engine is " + now);
                pulse = now;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid)).inheritIO().start().waitFor();
    }

    private void read(Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                int message = RecordLayout.event(reader.offset());
                for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
                    message = RecordLayout.next(reader.buffer(), message);
                    take(reader, message);
                }
            }
        }
    }

    private void take(JournalReader reader, int message) {
        switch (RecordLayout.templateId(reader.buffer(), message)) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                ordersBefore += halted == null ? 1 : 0;
                ordersAfter += halted == null ? 0 : 1;
            }
            case TradingStateChangeDecoder.TEMPLATE_ID -> {
                change.wrapAndApplyHeader(reader.buffer(), message, header);
                state = change.state();
                if (state == TradingState.HALTED && change.reason() != Reason.RECONCILING) {
                    halted = change.reason();
                }
            }
            default -> { }
        }
    }

    private void empty() throws IOException {
        if (Files.isDirectory(work)) {
            try (Stream<Path> files = Files.walk(work)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(work);
    }
}
