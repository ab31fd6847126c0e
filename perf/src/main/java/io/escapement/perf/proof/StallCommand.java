package io.escapement.perf.proof;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.RemoteEngine;
import io.escapement.engine.control.CancelEverything;
import io.escapement.engine.control.ControlClient;
import io.escapement.engine.control.ControlRequest;
import io.escapement.engine.control.HeartbeatFile;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.control.PulseWatch.Pulse;
import io.escapement.engine.control.Watchdog;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Stops an engine's process for a while with orders open at its accounts, and looks at who cancels them. */
@Command(name = "stall", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Stops (SIGSTOP) an engine with orders open at servers that play its venues while a watchdog watches,"
        + " and lets it go on (SIGCONT). The watchdog must cancel everything, by the servers' own word; the engine must"
        + " know of it, make no order, and stay halted until it is resumed by a person.")
final class StallCommand implements Callable<Integer> {
    private static final long NS_PER_MS = 1_000_000;
    private static final int PATIENCE_MS = 120_000;
    private static final int ORDERS_REST_MS = 60_000;
    private static final int ACTIONS = 40;
    private static final int SETTLING_MS = 500;
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MS = 250;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "30", description = "default ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--limit", paramLabel = "S", defaultValue = "6",
        description = "of the watchdog (default ${DEFAULT-VALUE})")
    int limit;

    @Option(names = "--life", paramLabel = "MS", defaultValue = "5000",
        description = "after the stop, and after the resumption (default ${DEFAULT-VALUE})")
    int lifeMs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "of the markets (default ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--venue", paramLabel = "NAMES", split = ",", defaultValue = "binance,binance-usdm,mexc,bybit",
        description = "default ${DEFAULT-VALUE}")
    List<String> names;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-stall",
        description = "emptied and used (default ${DEFAULT-VALUE})")
    Path work;

    private final List<String> problems = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        Folders.empty(work);
        final List<ServedVenue> venues = new ArrayList<>();
        try {
            for (final String name : names) {
                venues.add(new ServedVenue(name, seed + venues.size(), ACTIONS));
            }
            play(venues);
        } finally {
            for (final ServedVenue venue : venues) {
                venue.close();
            }
        }
        problems.forEach(problem -> System.out.println("FAILED: " + problem));
        return problems.isEmpty() ? 0 : 1;
    }

    private void play(List<ServedVenue> venues) throws IOException, InterruptedException {
        final Path config = ServedVenue.config(work, venues, "inline", ORDERS_REST_MS);
        final Path journal = work.resolve("journal");
        try (ChildEngine child = new ChildEngine(config, work.resolve("child.log"))) {
            awaitOpen(venues);
            final RemoteEngine engine = RemoteEngine.of(config);
            final List<OrderCanceller> accounts = engine.cancellers();
            try (Watchdog watchdog = new Watchdog(engine.journal(), TimeUnit.SECONDS.toNanos(limit),
                new CancelEverything(accounts, ATTEMPTS, PAUSE_MS), System.out::println)) {
                look(watchdog, SETTLING_MS);
                awaitOpen(venues);
                stop(watchdog, venues, journal);
            } finally {
                accounts.forEach(OrderCanceller::close);
            }
            child.kill();
        }
    }

    private void stop(Watchdog watchdog, List<ServedVenue> venues, Path journal)
        throws IOException, InterruptedException {
        final long pid;
        try (HeartbeatFile heartbeat = HeartbeatFile.forWatchdog(journal)) {
            pid = heartbeat.pid();
        }
        signal("-STOP", pid);
        System.out.println("stopped, open at the servers: " + open(venues));
        final Map<String, List<Long>> were = new LinkedHashMap<>();
        venues.forEach(venue -> were.put(venue.name,
            venue.server.account().open().stream().map(AccountTruth.Entry::id).toList()));
        final int stopped = venues.stream().mapToInt(venue -> venue.server.account().orders().size()).sum();
        look(watchdog, seconds * 1_000L);
        final Map<String, Integer> left = open(venues);
        System.out.println("after " + seconds + " s: " + left + "; of those that were open:");
        venues.forEach(venue -> venue.server.account().orders().stream()
            .filter(order -> were.get(venue.name).contains(order.id()))
            .forEach(order -> System.out.println("    " + venue.name + " " + order.clientId() + ' ' + order.state())));
        check(watchdog.actions() > 0 && watchdog.isVerified(), "the watchdog has not acted, or not verified it");
        check(left.values().stream().allMatch(count -> count == 0), "orders are open at servers: " + left);
        signal("-CONT", pid);
        look(watchdog, lifeMs);
        final JournalTruth halted = JournalTruth.atEnd(journal);
        final Map<String, Integer> later = open(venues);
        System.out.println("went on: " + halted.state() + ", reason " + halted.halted() + ", "
            + halted.ordersSinceHalt() + " orders since; open by its records " + halted.open() + ", at the servers "
            + later);
        check(halted.state() == TradingState.HALTED, "the engine trades: " + halted.state());
        check(halted.halted() == Reason.STALLED || halted.halted() == Reason.WATCHDOG, "halted: " + halted.halted());
        check(halted.ordersSinceHalt() == 0, "orders were made after the halt: " + halted.ordersSinceHalt());
        check(halted.open() == 0, "the engine thinks that orders are open: " + halted.open());
        check(later.values().stream().allMatch(count -> count == 0), "orders are open at servers: " + later);
        final int now = venues.stream().mapToInt(venue -> venue.server.account().orders().size()).sum();
        check(now == stopped, "the servers have " + (now - stopped) + " orders more than when the engine stopped");
        ControlClient.ask(journal, new ControlRequest(ControlRequest.Verb.RESUME, "proof", "the proof resumes", 10_000),
            System.out::println);
        look(watchdog, lifeMs);
        final TradingState resumed = JournalTruth.atEnd(journal).state();
        System.out.println("resumed by a person: " + resumed);
        check(resumed == TradingState.ACTIVE, "the engine does not trade again: " + resumed);
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    private static Map<String, Integer> open(List<ServedVenue> venues) {
        final Map<String, Integer> open = new LinkedHashMap<>();
        venues.forEach(venue -> open.put(venue.name, venue.server.account().open().size()));
        return open;
    }

    private static void awaitOpen(List<ServedVenue> venues) throws InterruptedException {
        final long untilNanos = System.nanoTime() + PATIENCE_MS * NS_PER_MS;
        while (open(venues).containsValue(0)) {
            if (System.nanoTime() > untilNanos) {
                throw new IllegalStateException("the engine has orders open at " + open(venues)
                    + "; expected some at each");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static void look(Watchdog watchdog, long forMs) throws IOException, InterruptedException {
        final long untilNanos = System.nanoTime() + forMs * NS_PER_MS;
        Pulse pulse = null;
        while (System.nanoTime() < untilNanos) {
            final Pulse now = watchdog.look();
            if (now != pulse && forMs > 1_000) {
                System.out.println("the engine is " + now);
            }
            pulse = now;
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid)).inheritIO().start().waitFor();
    }
}
