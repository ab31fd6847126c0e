package io.escapement.tools.orders;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.Engine;
import io.escapement.engine.monitor.Console;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine that trades on paper on a made-up market, its config and its journal. */
public final class TradedJournal implements AutoCloseable {
    private static final String TEXT = """
        engine: {id: 3, state-hash-every: 1000}
        venue: {name: binance, source: simulated}
        loopback: {seed: 5, actions-per-second: 500}
        instruments:
          - {pair: BTC/USDT, order-quantity: 0.001, max-order-quantity: %s, max-order-notional: 5000,
             max-position: 0.5, max-open-orders: 8, price-collar-bps: 500}
        strategy: {threshold: 0.1, window: 100ms, holding: 50ms, cooldown: 20ms, style: taker}
        risk: {version: 1, max-capital: 1000000, max-daily-loss: 100000, max-drawdown: 100000,
          max-open-orders: 16, max-messages: 10000, message-window: 1s, max-stall: 60s}
        recovery: {snapshot-every: 200ms}
        paper: {entry-latency: 1ms, response-latency: 1ms}
        journal: {directory: '%s', survives: process, roll: hourly, min-free-bytes: 0}
        latency: {directory: '%s', interval: 1s}
        """;

    public final Path config;
    public final Path journal;
    public final Engine engine;

    /** Starts one in a folder. */
    public TradedJournal(Path folder) throws IOException {
        journal = folder.resolve("journal");
        config = config(folder, "engine.yaml", "0.05");
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        engine = Engine.start(config, new Console(nowhere, nowhere, true), List.of());
    }

    /** The same config with another limit for the quantity of an order. */
    static Path config(Path folder, String name, String maxOrderQuantity) throws IOException {
        return Files.writeString(folder.resolve(name), String.format(TEXT, maxOrderQuantity,
            folder.resolve("journal"), folder.resolve("logs")));
    }

    /** Waits until so many fills are in the journal. @return the id of the order that was filled last */
    public long awaitFills(int wanted) throws InterruptedException {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final ExecutionReportDecoder report = new ExecutionReportDecoder();
        int fills = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (true) {
                while (reader.next()) {
                    final int event = RecordLayout.event(reader.offset());
                    if (RecordLayout.templateId(reader.buffer(), event) == ExecutionReportDecoder.TEMPLATE_ID
                        && report.wrapAndApplyHeader(reader.buffer(), event, header).executionType()
                        == ExecutionType.FILL && ++fills == wanted) {
                        return report.clientOrderId();
                    }
                }
                if (engine.failure() != null) {
                    throw new AssertionError("the engine failed: " + engine.failure());
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    @Override
    public void close() {
        engine.stop();
    }
}
