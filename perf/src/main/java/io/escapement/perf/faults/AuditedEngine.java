package io.escapement.perf.faults;

import io.escapement.engine.Engine;
import io.escapement.engine.monitor.Console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An engine in this process that reads some played venues, with its auditor and all that it said. */
final class AuditedEngine implements AutoCloseable {
    private static final String CONFIG = """
        engine: {id: 7, state-hash-every: 1000}
        feed: {silence: %s, lag: 60s, snapshots-per-minute: 1000000, snapshot-backoff: 20ms,
          snapshot-max-backoff: 500ms, quiet-start: 500ms}
        strategy: {threshold: 100000}
        risk: {version: 1, max-capital: 1000000, max-daily-loss: 100000, max-drawdown: 100000,
          max-open-orders: 8, max-messages: 20}
        pipeline: {layout: inline, wait: sleeping}
        journal: {directory: '%s', min-free-bytes: 0}
        latency: {directory: '%s'}
        venues:
        %s""";
    private static final int INSTRUMENTS_A_VENUE = 2;
    private static final long LIMIT_MS = 600_000;
    /** Longer than any wait of the engine: a minute after Bitfinex has said that it was asked too much. */
    private static final long IDLE_MS = 80_000;

    final Audit audit;
    private final List<PlayedVenue> venues;
    private final Path folder;
    private final Engine engine;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /**
     * Starts one.
     *
     * @param folder  for its journal, emptied at the end
     * @param silence a length of time, as configs write it
     * @param pacing  of each venue, as configs write it: empty, or with a comma at the end
     */
    AuditedEngine(List<PlayedVenue> venues, Path folder, String silence, String pacing) throws IOException {
        this.venues = venues;
        this.folder = Files.createTempDirectory(Files.createDirectories(folder), "run");
        final Map<Played, ServerStates> states = new EnumMap<>(Played.class);
        venues.forEach(each -> states.put(each.venue(), each.states()));
        audit = new Audit(states);
        final StringBuilder list = new StringBuilder();
        venues.forEach(each -> list.append(each.config(pacing)));
        final Path config = Files.writeString(this.folder.resolve("engine.yaml"), CONFIG.formatted(silence,
            this.folder.resolve("journal"), this.folder.resolve("logs"), list));
        final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        engine = Engine.start(config, new Console(out, out, false), List.of(audit));
    }

    /** Whether every book of every venue is defined and as this asks. */
    boolean areAll(Predicate<Watched> asked) {
        final List<Watched> books = audit.books();
        return books.size() == venues.size() * INSTRUMENTS_A_VENUE && books.stream().allMatch(asked);
    }

    /**
     * Waits until this holds, and goes on holding for a while.
     *
     * @return whether it did, before the engine had nothing to do for a long time
     */
    boolean await(long holdMs, BooleanSupplier holds) throws InterruptedException {
        final long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        long since = 0;
        while (System.nanoTime() < deadline && !audit.isIdleFor(IDLE_MS) && engine.failure() == null) {
            if (!holds.getAsBoolean()) {
                since = 0;
            } else if (since == 0) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(holdMs)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(3);
        }
        return false;
    }

    String failure() {
        return engine.failure();
    }

    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        engine.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
