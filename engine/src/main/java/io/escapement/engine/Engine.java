package io.escapement.engine;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.EngineSettings.VenueSettings;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.monitor.Counters;
import io.escapement.engine.monitor.LatencyLog;
import io.escapement.engine.monitor.LatencyRecorder;
import io.escapement.engine.monitor.MonitorThread;
import io.escapement.engine.paper.PaperVenue;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.EventSources;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.PinnedThreadFactory;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineFault;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.PipelineStoppedException;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.position.PnlReport;
import io.escapement.engine.time.EngineClock;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.session.FirstTrades;
import io.escapement.engine.venue.session.SessionListener;
import io.escapement.engine.venue.session.SnapshotRouter;
import io.escapement.engine.venue.session.VenueConfig;
import io.escapement.engine.venue.session.VenueSession;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.Manifest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running engine: everything wired together, in the order in which it starts. Stopping goes the other way round.
 * {@link #awaitEnd} and {@link #stop} may be called from any thread.
 */
public final class Engine {
    /** How often sources of events are polled when no market data comes. */
    private static final long POLL_MICROS = 1_000;
    private static final long TIMER_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOCK_MS = 1_000;
    private static final long ACCOUNTS_MS = 8_000;

    private final EngineSettings settings;
    private final Console console;
    private final EngineClock clock = new EngineClock();
    private final Counters counters = new Counters();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CommandSource commands = new CommandSource();
    private final PnlReport pnl = new PnlReport();
    private final LatencyRecorder latency = new LatencyRecorder();
    private final StatusBoard board;
    private final PaperVenue paper;
    private final Accounts accounts;
    private final HistorySource history;
    private final FirstTrades firstTrades;
    /** Reads the venues' answers about the past; null where they are not asked. */
    private final ExecutorService aside;
    private final LoopbackVenue loopback;
    private final JournalWriter journal;
    private final LatencyLog latencyLog;
    private final Pipeline pipeline;
    private final Inlet inlet;
    private final Transport transport;
    private final List<VenueSession> sessions = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final SnapshotRouter router;
    private final EventSources sources;
    private final MonitorThread latencyThread;
    private final MonitorThread clockThread;
    private final RunKeeper keeper;
    private volatile String failure;
    private boolean stopped;

    /**
     * Starts an engine.
     *
     * @throws IOException                            if the loopback venue or a file cannot be opened
     * @throws io.escapement.journal.JournalException if the journal cannot be written
     * @throws IllegalArgumentException               if the venue's settings cannot work; nothing stays open or is
     *                                                written then, whatever is thrown
     */
    Engine(EngineSettings settings, Console console) throws IOException {
        this(settings, console, List.of());
    }

    private Engine(EngineSettings settings, Console console, List<RecordListener> gateways) throws IOException {
        this.settings = settings;
        this.console = console;
        board = new StatusBoard(console, settings.venues().size(), this::onRecordingEnded);
        accounts = new Accounts(settings.accounts(), console);
        firstTrades = new FirstTrades(settings.instruments());
        aside = settings.history().wishes().isEmpty() ? null : Executors.newSingleThreadExecutor(Engine::named);
        paper = new PaperVenue(settings.paper(), settings.paper().latencyModel(),
            id -> settings.traded().contains(id) && !accounts.has(id));
        final Deque<AutoCloseable> opened = new ArrayDeque<>();
        boolean started = false;
        try {
            loopback = settings.loopback() == null ? null : LoopbackVenue.start(settings.loopback());
            opened.push(this::closeLoopback);
            settings.venues().forEach(venue -> config(venue).requireUsable());
            final Manifest manifest = Manifest.of(version(), "unknown", settings.core().orders().engineId(),
                settings.provenance(), clock.epochNs(), settings.text());
            latencyLog = new LatencyLog(latency, latencyFile(manifest), manifest.startTimeNs() / 1_000_000L,
                "escapement " + version() + ", " + settings.pipeline().layout() + ", "
                    + settings.provenance());
            opened.push(latencyLog);
            history = HistorySource.open(settings.history().files(), console);
            journal = JournalWriter.open(settings.journal());
            opened.push(journal);
            console.info(journal.recovery().message());
            keeper = new RunKeeper(settings, journal, commands, accounts::start, console);
            opened.push(keeper);
            final JournalSink sink = new JournalSink(journal);
            sink.startRun(manifest);
            keeper.begin(manifest.startTimeNs());

            pipeline = pipeline(sink, gateways);
            inlet = pipeline.inlet();
            transport = Transport.open(settings.transport(),
                new PinnedThreadFactory("reader", settings.readerCore(), console::warn));
            opened.push(transport);
            for (final VenueSettings venue : settings.venues()) {
                sessions.add(new VenueSession(venue.protocol(), config(venue), transport, inlet,
                    clock.asEpochNanoClock(), new Hook(), new Listener(venue.name())));
                sessions.get(sessions.size() - 1).klines().want(settings.history().wishes()
                    .getOrDefault(venue.name(), List.of()), firstTrades, aside);
            }
            router = new SnapshotRouter(sessions);
            accounts.open(transport, inlet, clock, new Hook(), settings.core().risk());
            started = true;
        } finally {
            if (!started) {
                closeAll(opened);
            }
        }
        final List<EventSource> polled = new ArrayList<>();
        sessions.forEach(session -> polled.addAll(List.of(session.snapshots(), session.klines())));
        polled.addAll(List.of(accounts, paper, new TimerSource(TIMER_NS, settings.instruments()), commands));
        polled.addAll(keeper.sources());
        polled.addAll(history.isEmpty() ? List.of() : List.of(history));
        sources = new EventSources(polled);

        pipeline.start();
        running.set(sessions.size());
        StartRemarks.of(settings, Runtime.getRuntime().maxMemory()).forEach(console::info);
        if (keeper.carried() == null) {
            accounts.start();
        } else {
            transport.loop().execute(() -> keeper.carried().begin(inlet));
        }
        sessions.forEach(session -> session.start(settings.provenance()));
        transport.loop().scheduleAtFixedRate(this::pollSources, POLL_MICROS, POLL_MICROS, TimeUnit.MICROSECONDS);
        latencyThread = new MonitorThread("latency-log", settings.latency().intervalMs(), latencyLog::write, console);
        clockThread = new MonitorThread("clock", CLOCK_MS, clock::resample, console);
    }

    private Pipeline pipeline(JournalSink sink, List<RecordListener> gateways) {
        final Core core = settings.core().core(journal.lastSequence(), journal.lastEventTimeNs());
        final List<RecordListener> listeners = new ArrayList<>(gateways);
        listeners.addAll(List.of(slot -> account(slot), paper, slot -> snapshots(slot), pnl, board,
            new AccountBoard(console, board::name), latency));
        listeners.addAll(keeper.listeners());
        listeners.addAll(history.isEmpty() ? List.of() : List.of(history));
        listeners.addAll(aside == null ? List.of() : List.of(firstTrades));
        return new Pipeline(settings.pipeline(), new PipelineParts(core, sink, listeners, this::onFault, clock,
            counters.manager(), console::warn));
    }

    private static Thread named(Runnable work) {
        final Thread thread = new Thread(work, "history");
        thread.setDaemon(true);
        return thread;
    }

    private void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (final Exception e) {
                console.warn("could not close what had been opened: " + e.getMessage());
            }
        }
    }

    /**
     * Starts an engine inside another program.
     *
     * @param config   file
     * @param gateways hear of every record once it is in the journal, before anyone else, on the listeners' thread
     * @throws io.escapement.engine.config.ConfigException with every problem of the file
     * @throws IOException                                 and the rest as an engine's start does
     */
    public static Engine start(Path config, Console console, List<RecordListener> gateways) throws IOException {
        return new Engine(EngineSettingsReader.read(ConfigFile.read(config)), console, gateways);
    }

    /** As the sessions, the gateways are made after the pipeline. */
    private void account(Slot slot) {
        accounts.onRecord(slot);
    }

    /** The sessions are made after the pipeline, whose inlet they need, and before the pipeline starts. */
    private void snapshots(Slot slot) {
        router.onRecord(slot);
    }

    static String version() {
        final String version = Engine.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Path latencyFile(Manifest manifest) {
        return settings.latency().directory().resolve("latency-" + manifest.startTimeNs() / 1_000_000L + ".hlog");
    }

    private VenueConfig config(VenueSettings venue) {
        return loopback == null ? venue.config()
            : venue.config().at(loopback.webSocketUrl(), loopback.restUrl());
    }

    /** On the reader's thread, after each read and each millisecond. */
    private void pollSources() {
        try {
            sources.poll(inlet, clock.epochNs());
        } catch (final PipelineStoppedException stopping) {
            // The pipeline has said why; nothing more goes in.
        } catch (final RuntimeException failed) {
            end("an event source failed: " + failed, failed);
        }
    }

    private final class Hook implements ReadHook {
        @Override
        public void afterFrame() {
        }

        @Override
        public void afterRead() {
            pollSources();
        }
    }

    private final class Listener implements SessionListener {
        /** Empty where there is one venue only. */
        private final String prefix;

        private Listener(String venue) {
            prefix = settings.venues().size() == 1 ? "" : venue + ": ";
        }

        @Override
        public void onInstruments(List<Instrument> instruments) {
            console.info(prefix + "instruments: " + instruments.stream().map(Instrument::symbol).toList());
        }

        @Override
        public void onProblem(String detail) {
            console.warn(prefix + detail);
        }

        @Override
        public void onNote(String detail) {
            console.info(prefix + detail);
        }

        @Override
        public void onRecordingEnded() {
        }

        @Override
        public void onFatal(String detail) {
            if (running.decrementAndGet() == 0) {
                end(prefix + detail, null);
            } else {
                console.error(prefix + detail + "; the other venues go on");
            }
        }
    }

    private void onRecordingEnded() {
        console.info("the recording has ended");
        ended.countDown();
    }

    private void onFault(PipelineFault fault) {
        end("the engine stops: " + fault.message(), fault.cause());
    }

    private void end(String why, Throwable cause) {
        if (failure == null) {
            failure = why;
            if (cause == null) {
                console.error(why);
            } else {
                console.error(why, cause);
            }
        }
        ended.countDown();
    }

    /** Waits until the engine has a reason to end by itself: the recording's end, a fault, a fatal venue. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }

    /** Makes {@link #awaitEnd} return. */
    void requestEnd() {
        ended.countDown();
    }

    /** Why the engine ended by itself; null if nothing failed. */
    public String failure() {
        return failure;
    }

    /** Stops in order: trading, the venue, the pipeline, the journal. Again without harm. */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        boolean clean = failure == null && keeper.cancelAll();
        settleAccounts();
        accounts.close();
        sessions.forEach(VenueSession::stop);
        if (!pipeline.stop()) {
            console.warn(pipeline.unprocessed() + " events were not processed");
        }
        transport.close();
        if (aside != null) {
            aside.shutdownNow();
        }
        clockThread.close();
        latencyThread.close();
        latencyLog.close();
        if (!clean) {
            clean = keeper.cancelWithoutPipeline();
        }
        keeper.end(clean);
        journal.close();
        keeper.close();
        closeLoopback();
    }

    /** The STOP, or the fault, has made the gateways cancel everything: that gets the time to be verified. */
    private void settleAccounts() {
        try {
            accounts.settle(ACCOUNTS_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeLoopback() {
        try {
            if (loopback != null) {
                loopback.close();
            }
        } catch (final IOException e) {
            console.warn("the loopback venue did not close: " + e.getMessage());
        }
    }

    PnlReport pnl() {
        return pnl;
    }

    StatusBoard board() {
        return board;
    }

    LatencyLog latencyLog() {
        return latencyLog;
    }

    Map<String, Long> counters() {
        return counters.snapshot();
    }

    long lastSequence() {
        return journal.lastSequence();
    }

    long journalHash() {
        return journal.hash();
    }

    /** The loopback venue inside this process, null if there is none. */
    LoopbackVenue loopback() {
        return loopback;
    }
}
