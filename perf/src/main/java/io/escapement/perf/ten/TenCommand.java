package io.escapement.perf.ten;

import io.escapement.engine.RecordedCores;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.journal.JournalVerifier;
import io.escapement.journal.Verification;
import io.escapement.perf.rig.ViewText;
import io.escapement.perf.soak.ChildEngine;
import io.escapement.perf.soak.ChildOptions;
import io.escapement.perf.soak.Sample;
import io.escapement.perf.soak.Verdict;
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

/** Runs one engine against all ten venues at once, and proves what came of it from the journal. */
@Command(name = "ten", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Plays all ten venues on this machine (generated data, labelled SIMULATED: the recordings of most "
        + "venues last half a minute) at a multiple of the recorded pace, runs engine.jar with the consolidated book "
        + "against them in a process of its own, with the market view where it is asked for, and then verifies and "
        + "replays the journal."},
    footer = {"", "Exit code 0: nothing dropped, journal sound, replays identical; 1: something is not so."})
public final class TenCommand implements Callable<Integer> {
    private static final int POLL_MS = 100;
    private static final long SETTLE_MS = 3_000;
    private static final long STEADY_AFTER_SECONDS = 60;
    private static final long LIVE_WAIT_SECONDS = 60;
    private static final int LEVELS = 200;
    private static final List<String> LAYOUTS = List.of("inline", "split-2");

    @Mixin
    private final ChildOptions child = new ChildOptions(10, 20, 5, "reports/ten");

    @Option(names = "--instruments", paramLabel = "N", defaultValue = "2",
        description = "at each venue, 2 to 20, each a market of its own seed (default ${DEFAULT-VALUE})")
    private int instruments;

    @Option(names = "--view", paramLabel = "CONFIG", description = "whose sections of the market view the engine gets, "
        + "e.g. config/view.yaml; without it there is none")
    private Path view;

    @Option(names = "--actions", paramLabel = "N", defaultValue = "60",
        description = "orders, cancels and trades a second of each generated instrument before that: 60 make about as "
            + "many frames as the recordings have, 450 a second of all venues (default ${DEFAULT-VALUE})")
    private double actions;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--layout", paramLabel = "NAME", defaultValue = "inline",
        description = "of the engine's pipeline (default ${DEFAULT-VALUE})")
    private String layout;

    @Option(names = "--keep", description = "keep the journal; else it is deleted when nothing was wrong with it")
    private boolean keep;

    @Spec
    private CommandSpec spec;

    private final List<PlayedVenue> venues = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Steady steady = new Steady();
    private ViewText viewText;
    private String cpu = "";
    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        child.check();
        child.checkAboveZero(actions, "--actions");
        check();
        out = spec.commandLine().getOut();
        final Path folder = child.newFolder();
        final TenReport report = new TenReport(out, child.minutes(), child.speed(), layout);
        try {
            start();
            report.begin(venues, instruments, viewText == null ? List.of() : viewText.names(), folder);
            final int exit = run(folder);
            return prove(folder, report, ChildOptions.isClean(exit)) ? 0 : 1;
        } finally {
            for (final PlayedVenue venue : venues) {
                venue.close();
            }
        }
    }

    private void check() throws IOException {
        if (instruments < 2 || instruments > TenSymbols.MOST) {
            throw new ParameterException(spec.commandLine(), "--instruments is " + instruments + "; expected 2 to "
                + TenSymbols.MOST);
        }
        if (view != null) {
            child.checkFile(view, "--view");
            try {
                viewText = ViewText.of(view);
            } catch (final IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--view: " + e.getMessage(), e);
            }
        }
    }

    private void start() throws IOException {
        final long startNs = System.currentTimeMillis() * 1_000_000L;
        final long lengthNs = (long) (child.minutes() * 60e9 * child.speed());
        for (final TenVenue venue : TenVenue.values()) {
            venues.add(new PlayedVenue(venue, new Simulation(seed + venue.ordinal(), TenSymbols.first(instruments),
                actions, LEVELS, startNs, lengthNs), child.speed()));
        }
    }

    /** @return how the engine ended */
    private int run(Path folder) throws IOException, InterruptedException {
        final Path config = TenConfig.write(folder, venues, layout, viewText == null ? "" : viewText.text());
        try (ChildEngine engine = child.start(config, folder);
             PrintWriter csv = new PrintWriter(Files.newBufferedWriter(folder.resolve("ten.csv")))) {
            csv.println(Sample.HEAD);
            final CpuUse use = new CpuUse(engine.cpuSeconds());
            watch(engine, csv);
            cpu = use.line(engine.cpuSeconds());
            steady.end(engine);
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            return engine.isAlive() ? engine.stop() : -1;
        }
    }

    private void watch(ChildEngine engine, PrintWriter csv) throws IOException, InterruptedException {
        final long end = System.nanoTime() + (long) (child.minutes() * 60e9)
            + TimeUnit.SECONDS.toNanos(LIVE_WAIT_SECONDS);
        long steadyFrom = Long.MAX_VALUE;
        long nextSample = System.nanoTime();
        while (System.nanoTime() < end && engine.isAlive()
            && !venues.stream().allMatch(PlayedVenue::hasEnded)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            venues.forEach(PlayedVenue::look);
            if (steadyFrom == Long.MAX_VALUE && venues.stream().allMatch(PlayedVenue::hasBegun)) {
                steadyFrom = System.nanoTime() + TimeUnit.SECONDS.toNanos(steadyAfterSeconds());
            }
            if (!steady.hasBegun() && System.nanoTime() >= steadyFrom) {
                steady.begin(engine);
            }
            if (System.nanoTime() >= nextSample) {
                nextSample += TimeUnit.SECONDS.toNanos(child.everySeconds());
                final Sample sample = engine.sample(venues.stream().mapToLong(PlayedVenue::sentCount).sum());
                samples.add(sample);
                csv.println(sample.csv());
                csv.flush();
            }
        }
    }

    private long steadyAfterSeconds() {
        return Math.min(STEADY_AFTER_SECONDS, (long) (child.minutes() * 20));
    }

    private boolean prove(Path folder, TenReport report, boolean clean) throws IOException {
        final Path journal = TenConfig.journal(folder);
        final Verdict memory = Verdict.of(samples, steadyAfterSeconds());
        boolean good = report.process(folder, cpu, memory, clean);
        final Verification verification = JournalVerifier.verify(journal);
        good &= report.verified(verification);
        good &= report.venues(venues, folder, journal, steady);
        for (final String each : LAYOUTS) {
            final ReplayResult result = new JournalReplay(journal, new RecordedCores(), true,
                each.equals("inline") ? null : PipelineConfig.of(each), 0, (records, sequence, timeNs) -> { }).run();
            good &= report.replayed(each, result, verification.hash());
        }
        report.end(good);
        if (good && !keep) {
            TenReport.delete(journal);
        }
        return good;
    }
}
