package io.escapement.perf.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The config of an engine that goes through all types of orders on paper, at two venues that are played. */
final class PaperRun {
    private static final String TEXT = """
        engine: {id: 1, state-hash-every: 10_000}
        venues:
          - name: binance
            source: capture
            websocket: %s
            rest: %s
            snapshot-limit: 5000
            instruments:
              - {pair: BTC/USDT, order-quantity: 0.01, max-order-quantity: 1, max-order-notional: 100000,
                 max-position: 10, max-open-orders: 100, price-collar-bps: 500, permission: both}
          - name: binance-usdm
            source: capture
            websocket: %s
            rest: %s
            instruments:
              - {pair: ETH/USDT, order-quantity: 0.1, max-order-quantity: 10, max-order-notional: 100000,
                 max-position: 100, max-open-orders: 100, price-collar-bps: 500, permission: both}
        feed: {snapshots-per-minute: 6000}
        strategy: {kind: drill, every: %s, most-open: 16, allow-short: true}
        risk:
          version: 1
          max-capital: 10000000
          max-daily-loss: 1000000
          max-drawdown: 1000000
          max-open-orders: 200
          max-messages: 10000
          max-executions: 100000
          message-window: 1s
          max-stall: 1h
          max-disconnect: 1h
          venues:
            - {venue: binance, native-stops: true}
            - {venue: binance-usdm, native-stops: false, max-leverage: 10}
        paper: {maker-fee-bps: -0.25, taker-fee-bps: 7.5, fee-asset: received, entry-latency: 3ms,
          response-latency: 2ms}
        pipeline: {layout: inline}
        journal: {directory: '%s', survives: process, roll: hourly, min-free-bytes: 0}
        latency: {directory: '%s', interval: 10s}
        """;

    private PaperRun() {
    }

    /** Writes it into a folder, in which journal and logs come to lie. */
    static Path config(Path folder, String spotSocket, String spotRest, String futuresSocket, String futuresRest,
        int everyMs) throws IOException {
        return Files.writeString(folder.resolve("paper.yaml"), String.format(Locale.ROOT, TEXT, spotSocket, spotRest,
            futuresSocket, futuresRest, everyMs + "ms", journal(folder), folder.resolve("logs").toAbsolutePath()));
    }

    static Path journal(Path folder) {
        return folder.resolve("journal").toAbsolutePath();
    }
}
