package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.engine.EngineSettings.LatencySettings;
import io.escapement.engine.EngineSettings.Listing;
import io.escapement.engine.EngineSettings.VenueSettings;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.paper.PaperConfig;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.venue.binance.BinanceConfig;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.journal.Durability;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.Retention;
import io.escapement.journal.chronicle.Roll;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole config. */
final class EngineSettingsReader {
    private static final Example PAIR = new Example("base and quote asset", "BTC/USDT");

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
        final List<Listing> listings = listings();
        final CoreSettings core =
            new CoreSettingsReader(root, listings.stream().map(Listing::symbol).toList()).read();
        final Section venue = root.section("venue");
        final Serve loopback = root.has("loopback") ? loopback(root.section("loopback"), listings) : null;
        final EngineSettings settings = new EngineSettings(file.text(), core,
            venue(venue, listings, loopback != null), loopback, pipeline(root.section("pipeline"), core),
            root.section("pipeline").count("reader-core", -1, 4095, -1),
            journal(root.section("journal")), paper(root.section("paper"), listings.size()),
            latency(root.section("latency")));
        file.finish();
        return settings;
    }

    private List<Listing> listings() {
        final List<Listing> listings = new ArrayList<>();
        for (Section instrument : root.sections("instruments")) {
            final String[] pair = instrument.text("pair", PAIR).split("/");
            if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
                instrument.problem("pair", "is no pair; expected " + PAIR);
                listings.add(new Listing("?", "?"));
            } else if (listings.contains(new Listing(pair[0], pair[1]))) {
                instrument.problem("pair", "stands here twice; expected each once");
            } else {
                listings.add(new Listing(pair[0], pair[1]));
            }
        }
        if (listings.isEmpty()) {
            root.problem("instruments", "none; expected a list, e.g. [{pair: BTC/USDT, order-quantity: 0.001, ...}]");
        }
        return listings;
    }

    private VenueSettings venue(Section venue, List<Listing> listings, boolean loopback) {
        venue.choice("name", VenueName.class, null);
        final Provenance source = venue.choice("source", Provenance.class, null);
        if (loopback && source != Provenance.SIMULATED || source == Provenance.ENGINE) {
            venue.problem("source", "is " + source + "; expected simulated with a loopback section, else what the"
                + " venue's data is: live, capture or simulated");
        }
        final String webSocket = loopback ? "" : url(venue, "websocket", "ws",
            new Example("a ws or wss URL", "wss://stream.binance.com:9443"));
        final String rest = loopback ? "" : url(venue, "rest", "http",
            new Example("an http or https URL", "https://api.binance.com"));
        final List<String> streams = venue.texts("streams", new Example("depth trade bookTicker", "[depth, trade]"),
            List.of("depth", "trade", "bookTicker"));
        if (!streams.contains("depth") || !List.of("depth", "trade", "bookTicker").containsAll(streams)) {
            venue.problem("streams", "are " + streams + "; expected depth, and trade and bookTicker as wanted");
        }
        return new VenueSettings(source, webSocket, rest, listings, streams.stream()
            .map(stream -> stream.equals("depth") ? "depth@100ms" : stream).toList(),
            venue.count("snapshot-limit", 5, 5000, 5000),
            venue.choice("transport", TransportKind.class, TransportKind.AUTO), venue.text("trust-file", ""),
            pacing(venue));
    }

    private static BinanceConfig.Pacing pacing(Section venue) {
        final BinanceConfig.Pacing usual = BinanceConfig.Pacing.defaults();
        final int least = millis(venue, "reconnect-min", usual.reconnectMinMs());
        final int greatest = millis(venue, "reconnect-max", usual.reconnectMaxMs());
        if (greatest < least) {
            venue.problem("reconnect-max", "is less than reconnect-min; expected as much or more, e.g. 30s");
        }
        return new BinanceConfig.Pacing(venue.whole("backoff-seed", 0, Long.MAX_VALUE, usual.seed()), least, greatest,
            usual.stableMs(), usual.replaceAfterMs(), usual.acknowledgeMs(), usual.attemptsIn5Minutes(),
            venue.count("weight-per-minute", 250, 6_000, usual.weightPerMinute()));
    }

    private static int millis(Section section, String key, int usualMs) {
        return (int) (section.durationNs(key, "10ms", "1h", usualMs + "ms") / 1_000_000L);
    }

    private static String url(Section venue, String key, String scheme, Example example) {
        final String url = venue.text(key, example);
        try {
            Endpoint.parse(url);
            if (!url.startsWith(scheme)) {
                venue.problem(key, "is " + url + "; expected " + example);
            }
        } catch (final IllegalArgumentException e) {
            venue.problem(key, e.getMessage());
        }
        return url;
    }

    /** The venues that this version can read. */
    private enum VenueName { BINANCE }

    private static Serve loopback(Section loopback, List<Listing> listings) {
        final long seed = loopback.whole("seed", 0, Long.MAX_VALUE, null);
        final double actions = loopback.decimal("actions-per-second", "0.1", "100000", "200").doubleValue();
        final List<String> faults = loopback.texts("faults", new Example("faults", "[gap=0.001, disconnect@20s]"),
            List.of());
        final long lasting = loopback.durationNs("duration", "0s", "365d", "0s");
        try {
            final Simulation simulation = Simulation.of(seed,
                    listings.stream().map(Listing::symbol).toArray(String[]::new))
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
        final PipelineConfig config = new PipelineConfig(
            pipeline.text("layout", "inline"),
            pipeline.textLists("groups", new Example("lists of stages", "[[feed, book], [journal, listeners]]"),
                List.of()),
            pipeline.count("ring-size", 0, 1 << 20, 0),
            pipeline.count("record-capacity", 4096, 1 << 20, PipelineConfig.RECORD_CAPACITY),
            pipeline.count("checked-capacity", 4096, 1 << 20, PipelineConfig.CHECKED_CAPACITY),
            pipeline.text("wait", "yielding"), cores, 1,
            pipeline.count("sample-every", 1, 1_000_000, 1),
            pipeline.durationNs("stall", "1us", "10s", "1ms"),
            pipeline.durationNs("stop-timeout", "10ms", "10m", "5s") / 1_000_000L);
        pipeline.problems(config.errors(core.stages().stream().map(Stage::name).toList()));
        final int least = FeedStage.leastCheckedCapacity(config.recordCapacity() / 2);
        if (config.checkedCapacity() < least) {
            pipeline.problem("checked-capacity", "is " + config.checkedCapacity() + "; expected at least " + least
                + ", so that an event of half the record-capacity can be released as an effect");
        }
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
                PaperConfig.Bounds.DEFAULT.maxReportsUnderWay()));
        paper.problems(config.problems());
        return config;
    }

    private static LatencySettings latency(Section latency) {
        final String directory = latency.text("directory", "logs");
        return new LatencySettings(Path.of(directory),
            latency.durationNs("interval", "10ms", "1h", "1s") / 1_000_000L);
    }
}
