package io.escapement.engine;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.venue.loopback.LoopbackVenue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A whole config for an engine in a folder of its own, as text, so that it goes the way of every config. */
final class ProofConfig {
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final List<String> pairs;
    private String venues = "";
    private String more = "";

    private ProofConfig(List<String> pairs) {
        this.pairs = pairs;
    }

    /**
     * Keeps checked effects, so that the journal holds every book change that the decision stage saw.
     *
     * @param folder for journal and latency logs
     */
    static ProofConfig of(Path folder, String webSocket, String rest, List<String> pairs) {
        return new ProofConfig(pairs)
            .with("engine.id", "7").with("engine.state-hash-every", "1000")
            .with("venue.name", "binance").with("venue.source", "capture")
            .with("venue.websocket", webSocket).with("venue.rest", rest)
            .with("feed.snapshots-per-minute", "1000000").with("feed.snapshot-backoff", "50ms")
            .with("feed.snapshot-max-backoff", "1s").with("feed.lag", "30s")
            .with("strategy.threshold", "1.0").with("strategy.holding", "200ms").with("strategy.cooldown", "100ms")
            .with("strategy.window", "500ms")
            .with("risk.version", "1").with("risk.max-capital", "1000000")
            .with("risk.max-daily-loss", "100000").with("risk.max-drawdown", "100000")
            .with("risk.max-open-orders", "8").with("risk.max-messages", "100")
            .with("paper.entry-latency", "1ms").with("paper.response-latency", "1ms")
            .with("journal.directory", quoted(folder.resolve("journal"))).with("journal.keep-checked", "true")
            .with("journal.min-free-bytes", "0")
            .with("latency.directory", quoted(folder.resolve("logs")));
    }

    static ProofConfig of(Path folder, LoopbackVenue venue, List<String> pairs) {
        return of(folder, venue.webSocketUrl(), venue.restUrl(), pairs)
            .with("venue.source", venue.provenance().toLowerCase(Locale.ROOT));
    }

    static String quoted(Path path) {
        return "'" + path + "'";
    }

    /** Sets {@code section.key}; null leaves it out. */
    ProofConfig with(String name, String value) {
        final int dot = name.indexOf('.');
        final Map<String, String> section =
            sections.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<>());
        if (value == null) {
            section.remove(name.substring(dot + 1));
        } else {
            section.put(name.substring(dot + 1), value);
        }
        return this;
    }

    /** A list of venues, as text, in place of the one. */
    ProofConfig withVenues(String list) {
        venues = list;
        sections.remove("venue");
        return this;
    }

    /** Adds what is no section of keys, as text. */
    ProofConfig and(String lines) {
        more = lines;
        return this;
    }

    String text() {
        final StringBuilder text = new StringBuilder(more);
        sections.forEach((name, section) -> {
            if (!section.isEmpty()) {
                text.append(name).append(":\n");
            }
            section.forEach((key, value) -> text.append("  ").append(key).append(": ").append(value).append('\n'));
        });
        if (!venues.isEmpty()) {
            return text.append("venues:\n").append(venues).toString();
        }
        text.append("instruments:\n");
        for (String pair : pairs) {
            text.append("  - {pair: ").append(pair).append(", order-quantity: 0.01, max-order-quantity: 0.05,"
                + " max-order-notional: 5000, max-position: 0.05, max-open-orders: 4, price-collar-bps: 500}\n");
        }
        return text.toString();
    }

    EngineSettings settings() {
        return EngineSettingsReader.read(ConfigFile.of("proof.yaml", text()));
    }
}
