package io.escapement.engine;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.EngineSettings.RecoverySettings;
import io.escapement.engine.control.CancelEverything;
import io.escapement.engine.control.CancelOutcome;
import io.escapement.engine.control.ControlDesk;
import io.escapement.engine.control.ControlServer;
import io.escapement.engine.control.Heartbeat;
import io.escapement.engine.control.HeartbeatFile;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.control.TradingBoard;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.monitor.MonitorThread;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.recovery.CarriedEvents;
import io.escapement.engine.recovery.JournalPlace;
import io.escapement.engine.recovery.Restored;
import io.escapement.engine.recovery.SnapshotStore;
import io.escapement.engine.recovery.Snapshotter;
import io.escapement.engine.venue.session.Listing;
import io.escapement.journal.JournalWriter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What binds a run to the one before and the one after it, and to those who watch and command it: what is carried over,
 * snapshots, heartbeat, control socket, the way of a stop.
 */
final class RunKeeper implements AutoCloseable {
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MS = 300;

    private final EngineSettings settings;
    private final Console console;
    private final TradingBoard board = new TradingBoard();
    private final HeartbeatFile heartbeat;
    private final CarriedEvents carried;
    private final Snapshotter snapshotter;
    private final ControlDesk desk;
    private final WatchdogWord watchdog;
    private MonitorThread snapshots;
    private ControlServer control;

    /**
     * Reads what the runs before left. Nothing runs yet.
     *
     * @param journal  open, recovered, without a record of the new run
     * @param onCarried called once everything has been taken over, on the listeners' thread
     * @throws IllegalArgumentException if something is open that this config cannot care for
     */
    RunKeeper(EngineSettings settings, JournalWriter journal, CommandSource commands, Runnable onCarried,
              Console console) throws IOException {
        this.settings = settings;
        this.console = console;
        final Path directory = settings.journal().directory();
        final RecoverySettings recovery = settings.recovery();
        if (recovery.carry()) {
            final SnapshotStore store = new SnapshotStore(directory, recovery.keepSnapshots());
            final Restored restored = RecordedCores.restoration(directory, console::warn).run(store,
                new JournalPlace(journal.lastSequence(), journal.hash(), journal.lastEventTimeNs()));
            snapshotter = new Snapshotter(restored, store, Engine.version(), console::warn);
            carried = carried(restored, onCarried);
        } else {
            snapshotter = null;
            carried = null;
        }
        heartbeat = heartbeat(directory, commands);
        desk = new ControlDesk(board, commands::offer, settings.accounts().stream().map(each -> each.kind().venue)
            .collect(Collectors.toSet()), heartbeat);
        watchdog = new WatchdogWord(heartbeat, commands, console);
    }

    private CarriedEvents carried(Restored restored, Runnable onCarried) {
        try {
            if (restored.tail() > 0 || restored.snapshotSequence() > 0) {
                console.info("read what the runs before left: " + restored.from() + ", "
                    + TimeUnit.NANOSECONDS.toMillis(restored.elapsedNs()) + " ms");
            }
            return new CarriedEvents(restored, settings.core().orders().engineId(), this::number, onCarried,
                console::info);
        } catch (final RuntimeException e) {
            snapshotter.close();
            throw e;
        }
    }

    private int number(Venue venue, String symbol) {
        return settings.venues().stream().filter(each -> each.protocol().venue() == venue)
            .flatMap(each -> each.config().listings().stream()).filter(listing -> listing.symbol().equals(symbol))
            .findFirst().map(Listing::id).orElse(0);
    }

    private HeartbeatFile heartbeat(Path directory, CommandSource commands) throws IOException {
        try {
            final HeartbeatFile file = HeartbeatFile.forEngine(directory);
            final HeartbeatFile.Word word = file.word();
            if (word.kind() == HeartbeatFile.Kind.KILLED) {
                console.warn("while no engine ran, everything was cancelled, and trading stays off until a person"
                    + " resumes it: " + word.text());
                commands.offer(Command.KILL, WatchdogWord.KILLER, word.text());
            } else if (word.timeNs() != 0) {
                console.warn("in the run before, the watchdog had to act: " + word.text());
            }
            return file;
        } catch (final IOException | RuntimeException e) {
            if (snapshotter != null) {
                snapshotter.close();
            }
            throw e;
        }
    }

    /** Behind all other listeners, so that the heartbeat proves that they are done too. */
    List<RecordListener> listeners() {
        final List<RecordListener> listeners = new ArrayList<>();
        if (carried != null) {
            listeners.add(carried);
        }
        listeners.add(board);
        listeners.add(new Heartbeat(heartbeat));
        return listeners;
    }

    List<EventSource> sources() {
        return carried == null ? List.of(watchdog) : List.of(carried, watchdog);
    }

    /** Null where nothing is carried. */
    CarriedEvents carried() {
        return carried;
    }

    TradingBoard board() {
        return board;
    }

    /** The run's first record is in the journal. */
    void begin(long startTimeNs) throws IOException {
        heartbeat.begin(settings.core().orders().engineId(), startTimeNs);
        control = ControlServer.open(settings.journal().directory(), desk, console);
        if (snapshotter != null) {
            snapshots = new MonitorThread("snapshots", settings.recovery().snapshotEveryMs(), snapshotter::run,
                console);
        }
    }

    /**
     * Cancels everything, waits until that is verified, and says so; while the pipeline runs.
     *
     * @return whether nothing is open
     */
    boolean cancelAll() {
        try {
            final Map<String, Object> answer = desk.stop("operator", "the engine is being stopped",
                settings.recovery().stopMs(), line -> { });
            final boolean clean = Boolean.TRUE.equals(answer.get("ok"));
            if (clean) {
                console.info("stopping: nothing is open");
            } else {
                console.error("stopping: " + answer.get("problem"));
            }
            return clean;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The pipeline has failed and can cancel nothing: cancels at the venues directly.
     *
     * @return whether nothing is open
     */
    boolean cancelWithoutPipeline() {
        final List<OrderCanceller> accounts;
        try {
            accounts = AccountCancellers.of(settings);
        } catch (final IOException | RuntimeException e) {
            console.error("orders may be open, and cannot be cancelled from here: " + e.getMessage());
            return false;
        }
        try {
            final List<CancelOutcome> outcomes = new CancelEverything(accounts, ATTEMPTS, PAUSE_MS).run();
            outcomes.forEach(outcome -> {
                if (outcome.verified()) {
                    console.info(outcome.line());
                } else {
                    console.error(outcome.line());
                }
            });
            return outcomes.stream().allMatch(CancelOutcome::verified);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            accounts.forEach(OrderCanceller::close);
        }
    }

    /**
     * The pipeline has stopped. A last snapshot makes the next start quick.
     *
     * @param clean whether nothing is open: else the watchdog finds the engine dead, and acts
     */
    void end(boolean clean) {
        if (control != null) {
            control.close();
        }
        if (snapshots != null) {
            snapshots.close();
            snapshotter.run();
        }
        if (clean) {
            heartbeat.end();
        }
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        if (snapshots != null) {
            snapshots.close();
        }
        if (snapshotter != null) {
            snapshotter.close();
        }
        heartbeat.close();
    }
}
