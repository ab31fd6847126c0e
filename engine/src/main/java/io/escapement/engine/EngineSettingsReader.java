package io.escapement.engine;

import io.escapement.engine.EngineSettings.LatencySettings;
import io.escapement.engine.EngineSettings.RecoverySettings;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.paper.PaperConfig;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.session.Listing;
import io.escapement.journal.Durability;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.Retention;
import io.escapement.journal.chronicle.Roll;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a whole config. */
final class EngineSettingsReader {
    private final ConfigFile file;
    private final Section root;

    private EngineSettingsReader(ConfigFile file) {
        this.file = file;
        this.root = file.root();
    }

    /** @throws io.escapement.engine.config.ConfigException with every problem of the file */
    static EngineSettings read(ConfigFile file) {
        return new EngineSettingsReader(file).read();
    }

    private EngineSettings read() {
        final boolean loopback = root.has("loopback");
        final VenueSettingsReader venues = new VenueSettingsReader(root, loopback).read();
        final CoreSettings core = new CoreSettingsReader(root, venues).read();
        final Serve serve = loopback ? loopback(root.section("loopback"), venues) : null;
        final EngineSettings settings = new EngineSettings(file.text(), core, venues.venues(),
            venues.traded().stream().map(VenueSettingsReader.Traded::id).collect(Collectors.toSet()),
            venues.instruments(),
            root.section("engine").choice("transport", TransportKind.class, TransportKind.AUTO), serve,
            pipeline(root.section("pipeline"), core), root.section("pipeline").count("reader-core", -1, 4095, -1),
            journal(root.section("journal")), paper(root.section("paper"), venues.instruments()),
            latency(root.section("latency")),
            new AccountSettingsReader(root, venues, core.orders().engineId()).read(),
            recovery(root.section("recovery")), HistoryReader.read(root, venues, core.bars()));
        file.finish();
        return settings;
    }

    private static Serve loopback(Section loopback, VenueSettingsReader venues) {
        final List<String> symbols = venues.venues().stream().flatMap(venue -> venue.config().listings().stream())
            .map(Listing::symbol).toList();
        if (venues.venues().size() > 1) {
            loopback.problems(List.of("serves one venue, but there are " + venues.venues().size()
                + "; expected one, or URLs of venues that are served elsewhere"));
        }
        final long seed = loopback.whole("seed", 0, Long.MAX_VALUE, null);
        final double actions = loopback.decimal("actions-per-second", "0.1", "100000", "200").doubleValue();
        final List<String> faults = loopback.texts("faults", new Example("faults", "[gap=0.001, disconnect@20s]"),
            List.of());
        final long lasting = loopback.durationNs("duration", "0s", "365d", "0s");
        try {
            final Simulation simulation = Simulation.of(seed, symbols.toArray(String[]::new))
                .withActionsPerSecond(actions)
                .startingAt(System.currentTimeMillis() * 1_000_000L)
                .lasting(lasting);
            return Serve.simulation(simulation).withFaults(seed, faults.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            loopback.problems(List.of(e.getMessage()));
            return null;
        }
    }

    private static PipelineConfig pipeline(Section pipeline, CoreSettings core) {
        final List<Integer> cores = new ArrayList<>();
        final Example example = new Example("core numbers, -1 for none", "[1, -1]");
        for (String text : pipeline.texts("cores", example, List.of())) {
            try {
                cores.add(Integer.parseInt(text));
            } catch (NumberFormatException e) {
                pipeline.problem("cores", "holds '" + text + "'; expected " + example);
            }
        }
        final SlotSizes slots = core.view().slots(core.marketSlots());
        final PipelineConfig config = new PipelineConfig(
            pipeline.text("layout", "inline"),
            pipeline.textLists("groups", new Example("lists of stages", "[[feed, book], [journal, listeners]]"),
                List.of()),
            pipeline.count("ring-size", 0, 1 << 20, 0),
            slots.recordCapacity(), slots.checkedCapacity(),
            pipeline.text("wait", "yielding"), cores, 1,
            pipeline.count("sample-every", 1, 1_000_000, 1),
            pipeline.durationNs("stall", "1us", "10s", "1ms"),
            pipeline.durationNs("stop-timeout", "10ms", "10m", "5s") / 1_000_000L);
        pipeline.problems(config.errors(core.stages().stream().map(Stage::name).toList()));
        return config;
    }

    private static JournalConfig journal(Section journal) {
        final JournalConfig usual = JournalConfig.in(Path.of(
            journal.text("directory", new Example("a folder", "journals/demo"))));
        final Retention retention = new Retention(journal.count("keep-files", 0, 1_000_000, 0),
            journal.whole("keep-bytes", 0, Long.MAX_VALUE, 0L));
        return new JournalConfig(usual.directory(),
            journal.choice("roll", Roll.class, usual.roll()), retention,
            journal.choice("survives", Durability.class, usual.durability()),
            (int) (journal.durationNs("force-every", "1ms", "60s", usual.forceEveryMs() + "ms") / 1_000_000L),
            journal.yes("keep-checked", false), usual.blockBytes(), usual.preTouchBytes(),
            journal.whole("min-free-bytes", 0, Long.MAX_VALUE, usual.minFreeBytes()));
    }

    private static PaperConfig paper(Section paper, int instruments) {
        final String rows = paper.text("latency-file", "");
        final PaperConfig config = new PaperConfig(
            new PaperConfig.Latency(rows.isEmpty() ? null : Path.of(rows),
                paper.durationNs("entry-latency", "0s", "1m", "2ms"),
                paper.durationNs("response-latency", "0s", "1m", "2ms"),
                paper.durationNs("jitter", "0s", "1m", "0s"),
                paper.whole("jitter-seed", 0, Long.MAX_VALUE, 1L)),
            paper.choice("queue", PaperConfig.Queue.class, PaperConfig.Queue.RISK_AVERSE),
            paper.count("queue-power", 1, 10, 3),
            paper.decimal("maker-fee-bps", "-1000", "1000", "10"),
            paper.decimal("taker-fee-bps", "-1000", "1000", "10"),
            paper.yes("full-passive-fills", false),
            new PaperConfig.Bounds(Math.max(1, instruments), PaperConfig.Bounds.DEFAULT.maxOrdersPerSide(),
                PaperConfig.Bounds.DEFAULT.maxOrders(), PaperConfig.Bounds.DEFAULT.maxCommandsUnderWay(),
                PaperConfig.Bounds.DEFAULT.maxReportsUnderWay()),
            paper.choice("fee-asset", PaperConfig.FeeAsset.class, PaperConfig.FeeAsset.QUOTE));
        paper.problems(config.problems());
        return config;
    }

    private static RecoverySettings recovery(Section recovery) {
        return new RecoverySettings(recovery.yes("carry", true),
            (int) (recovery.durationNs("snapshot-every", "100ms", "1d", "10s") / 1_000_000L),
            recovery.count("keep-snapshots", 1, 1_000, 3),
            recovery.durationNs("stop-within", "100ms", "10m", "10s") / 1_000_000L);
    }

    private static LatencySettings latency(Section latency) {
        final String directory = latency.text("directory", "logs");
        return new LatencySettings(Path.of(directory),
            latency.durationNs("interval", "10ms", "1h", "1s") / 1_000_000L);
    }
}
