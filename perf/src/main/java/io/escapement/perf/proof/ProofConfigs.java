package io.escapement.perf.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The config of an engine under load that trades all the time. */
final class ProofConfigs {
    private static final String TEXT = """
        engine: {id: 1, state-hash-every: 1000}
        venue: {name: binance, source: simulated}
        loopback: {seed: %d, actions-per-second: %d}
        instruments:
          - {pair: BTC/USDT, order-quantity: 0.001, max-order-quantity: 0.05, max-order-notional: 5000,
             max-position: 0.5, max-open-orders: 8, price-collar-bps: 500}
          - {pair: ETH/USDT, order-quantity: 0.02, max-order-quantity: 1, max-order-notional: 5000,
             max-position: 5, max-open-orders: 8, price-collar-bps: 500}
        strategy: {threshold: 0.1, window: 100ms, holding: 20ms, cooldown: 10ms, style: taker}
        risk: {version: 1, max-capital: 1000000, max-daily-loss: 100000, max-drawdown: 100000,
          max-open-orders: 16, max-messages: 10000, message-window: 1s}
        recovery: {snapshot-every: 500ms}
        paper: {entry-latency: 1ms, response-latency: 1ms}
        pipeline: {layout: %s}
        journal: {directory: '%s', survives: process, roll: hourly, min-free-bytes: 0}
        latency: {directory: '%s', interval: 1s}
        """;

    private ProofConfigs() {
    }

    /** Writes it into a folder. */
    static Path write(Path folder, long seed, int actionsPerSecond, String layout) throws IOException {
        return Files.writeString(folder.resolve("engine.yaml"), String.format(TEXT, seed, actionsPerSecond, layout,
            folder.resolve("journal"), folder.resolve("logs")));
    }
}
