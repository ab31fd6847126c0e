package io.escapement.perf.proof;

import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A server in this process that plays a venue with its account, and the config of an engine that reads its market and
 * trades through the account with orders that rest in the book. It lives on when engines die.
 */
final class ServedVenue implements AutoCloseable {
    /** Names as configs and servers have them. */
    static final List<String> NAMES = List.of("binance", "binance-usdm", "mexc", "bybit", "bybit-linear");
    static final String SYMBOL = "BTCUSDT";

    private static final String SECRET = "a-secret";
    private static final String VENUE = """
          - {name: %1$s, source: simulated, websocket: '%2$s', rest: '%3$s', instruments: [{pair: BTC/USDT,
             order-quantity: 0.01, max-order-quantity: 0.05, max-order-notional: 5000, max-position: 0.5,
             max-open-orders: 16, price-collar-bps: 500}]}
        """;
    private static final String ACCOUNT = """
          - {venue: %1$s, key-file: '%2$s', websocket: '%3$s', rest: '%4$s', recv-window: 1s, answer-timeout: 1s,
             reconnect-min: 20ms, reconnect-max: 500ms}
        """;
    private static final String CONFIG = """
        engine: {id: 1, state-hash-every: 1000}
        venues:
        %1$saccounts:
        %2$sstrategy: {threshold: 0.1, window: 100ms, holding: 300ms, cooldown: 40ms, style: maker, rest: %3$dms,
          allow-short: %4$b}
        risk: {version: 1, max-capital: 100000000, max-daily-loss: 1000000, max-drawdown: 1000000,
          max-open-orders: 64, max-messages: 10000, message-window: 1s}
        recovery: {snapshot-every: 500ms}
        pipeline: {layout: %5$s, wait: sleeping}
        journal: {directory: '%6$s', survives: process, roll: hourly, min-free-bytes: 0}
        latency: {directory: '%7$s', interval: 1s}
        """;

    final String name;
    final LoopbackVenue server;

    /** @param faults as of {@code FaultSpec}; what is to go wrong with orders */
    ServedVenue(String name, long seed, int actionsPerSecond, String... faults) throws IOException {
        this.name = name;
        this.server = LoopbackVenue.start(Serve.simulation(Simulation.of(seed, SYMBOL)
            .withActionsPerSecond(actionsPerSecond)).as(name).withTrading(Trading.with(ApiKey.hmac(key(), SECRET)))
            .withFaults(seed, faults));
    }

    /**
     * Writes the config of an engine into a folder, and the keys of its accounts.
     *
     * @param restMs how long an order rests unfilled before it is cancelled
     */
    static Path config(Path folder, List<ServedVenue> venues, String layout, int restMs) throws IOException {
        final StringBuilder markets = new StringBuilder();
        final StringBuilder accounts = new StringBuilder();
        for (final ServedVenue each : venues) {
            final String webSocket = each.server.webSocketUrl();
            final String rest = each.server.restUrl();
            markets.append(String.format(VENUE, each.name, webSocket, rest));
            accounts.append(String.format(ACCOUNT, each.account(), each.keyFile(folder), webSocket, rest));
        }
        return Files.writeString(folder.resolve("engine.yaml"), String.format(CONFIG, markets, accounts, restMs,
            venues.stream().allMatch(ServedVenue::isOfFutures), layout, folder.resolve("journal").toAbsolutePath(),
            folder.resolve("logs").toAbsolutePath()));
    }

    private String key() {
        return "a-key-of-" + name;
    }

    private Path keyFile(Path folder) throws IOException {
        final Path file = folder.resolve(name + ".key").toAbsolutePath();
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, "key=" + key() + "\nsecret=" + SECRET + "\n");
    }

    /** Bybit has one account for spot and contracts. */
    private String account() {
        return name.equals("bybit-linear") ? "bybit" : name;
    }

    private boolean isOfFutures() {
        return name.equals("binance-usdm") || name.equals("bybit-linear");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
