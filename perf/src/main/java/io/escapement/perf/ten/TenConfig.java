package io.escapement.perf.ten;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The config of an engine that reads all venues that are played. */
final class TenConfig {
    private static final String TEXT = """
        engine: {id: 1, state-hash-every: 10_000}
        venues:
        %sfeed: {snapshots-per-minute: 6000}
        strategy: {threshold: 2.5, window: 1s, holding: 5s, cooldown: 2s, style: taker}
        risk: {version: 1, max-capital: 1000000, max-daily-loss: 100000, max-drawdown: 100000,
          max-open-orders: 8, max-messages: 20, message-window: 1s}
        paper: {maker-fee-bps: 10, taker-fee-bps: 10, entry-latency: 2ms, response-latency: 2ms}
        pipeline: {layout: %s}
        journal: {directory: '%s', survives: process, roll: hourly, min-free-bytes: 0}
        latency: {directory: '%s', interval: 1s}
        %s""";

    private TenConfig() {
    }

    /**
     * Writes it into a folder, in which journal and logs come to lie.
     *
     * @param view further sections, or nothing
     */
    static Path write(Path folder, List<PlayedVenue> venues, String layout, String view) throws IOException {
        final String list = venues.stream().map(PlayedVenue::config).collect(Collectors.joining());
        return Files.writeString(folder.resolve("ten.yaml"), String.format(TEXT, list, layout, journal(folder),
            folder.resolve("logs").toAbsolutePath(), view));
    }

    static Path journal(Path folder) {
        return folder.resolve("journal").toAbsolutePath();
    }
}
