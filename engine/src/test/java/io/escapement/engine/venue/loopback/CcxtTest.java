package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An independent client, ccxt of npm, trades on each loopback venue with nothing but the base address changed.
 * Skipped where node is absent, or where npm cannot bring the package ({@code -Dccxt.dir=FOLDER} names one that has
 * it in its {@code node_modules}).
 */
class CcxtTest {
    private static final Path SCRIPTS = Path.of("src", "test", "ccxt").toAbsolutePath();
    private static final int INSTALL_S = 150;
    private static final int RUN_S = 90;

    private static Path folder;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(run(Path.of("."), 20, "node", "--version") != null, "node is not there: no independent client");
        final String given = System.getProperty("ccxt.dir");
        folder = given == null ? Path.of("target", "ccxt").toAbsolutePath() : Path.of(given);
        if (given == null) {
            Files.createDirectories(folder);
            Files.copy(SCRIPTS.resolve("package.json"), folder.resolve("package.json"),
                StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(folder.resolve("node_modules").resolve("ccxt"))) {
            run(folder, INSTALL_S, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts",
                "--no-package-lock");
        }
        assumeTrue(Files.isDirectory(folder.resolve("node_modules").resolve("ccxt")),
            "npm could not bring ccxt: no independent client");
    }

    /** What it printed; null where it is not there, failed, or took too long. */
    private static String run(final Path where, final int seconds, final String... command) throws Exception {
        final Path output = Files.createTempFile("ccxt", ".out");
        try {
            final Process process = new ProcessBuilder(command).directory(where.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return null;
            }
            return process.exitValue() == 0 ? Files.readString(output) : null;
        } catch (final IOException ex) {
            return null;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    @ParameterizedTest
    @CsvSource({"binance,binance,BTC/USDT", "binanceusdm,binance-usdm,BTC/USDT:USDT", "bybit,bybit,BTC/USDT",
        "bybit,bybit-linear,BTC/USDT:USDT", "mexc,mexc,BTC/USDT"})
    void tradesOnTheLoopbackVenueAsOnTheRealOne(final String exchange, final String venueName, final String symbol)
        throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")
            .lasting(200_000_000L)).ending(AtEnd.STAY).as(venueName).withTrading(PlainTrader.trading()))) {
            playToTheEnd(venue, exchange);
            final String printed = run(folder, RUN_S, "node", SCRIPTS.resolve("trade.mjs").toString(), exchange,
                venue.restUrl(), PlainTrader.KEY, PlainTrader.SECRET, symbol);
            final List<String> lines = printed == null ? List.of() : printed.lines().toList();
            assertFalse(lines.isEmpty(), "the script failed: " + printed);
            final JsonNode said = ClientBook.json(lines.get(lines.size() - 1));
            assertTrue(said.path("error").isMissingNode(), said.path("error").asText());
            check(said, venue);
        }
    }

    /** Bybit's book is known when its stream has brought it; then it stands still. */
    private static void playToTheEnd(final LoopbackVenue venue, final String exchange) throws Exception {
        if (!exchange.equals("bybit")) {
            return;
        }
        try (StreamClient client = StreamClient.connect(venue, "/v5/public/spot")) {
            client.send(PlainVenue.BYBIT.subscribe("BTCUSDT"));
            while (!venue.hasEnded()) {
                client.next();
            }
        }
    }

    private static void check(final JsonNode said, final LoopbackVenue venue) {
        final AccountTruth truth = venue.account();
        assertEquals(0, venue.truth("BTCUSDT").bids().firstKey().compareTo(said.at("/ticker/bid").decimalValue()));
        assertEquals(0, new BigDecimal(1_000_000).compareTo(said.at("/balance/total").decimalValue()));
        assertEquals(1, said.get("open").size());
        assertEquals(1, said.get("beforeCancel").size());
        assertEquals(0, said.get("afterCancel").size());
        assertEquals(0, said.get("afterCancelAll").size());
        assertEquals("closed 0.01", said.at("/sold/status").asText() + ' ' + said.at("/sold/filled").asText());
        assertEquals(new BigDecimal("-0.01"), truth.net("BTCUSDT"));
        assertEquals(truth.fills().size(), said.get("trades").size());
        final List<BigDecimal> prices = new ArrayList<>();
        said.get("trades").forEach(trade -> prices.add(trade.get("price").decimalValue().stripTrailingZeros()));
        assertEquals(truth.fills().stream().map(fill -> fill.price().stripTrailingZeros()).sorted().toList(),
            prices.stream().sorted().toList());
        // ccxt tells USD-M's codes apart by the host, which is another here; the code is the right one.
        assertTrue(said.get("refused").asText().equals("InsufficientFunds")
            || said.get("reason").asText().contains("\"code\":-2019"), said.toString());
        assertTrue(List.of("AuthenticationError", "PermissionDenied").contains(said.get("stranger").asText()),
            said.get("stranger").asText());
        assertEquals(List.of(), truth.open());
        if (said.has("positions")) {
            assertEquals("short 0.01", said.at("/positions/0/side").asText() + ' '
                + said.at("/positions/0/contracts").asText());
        }
    }
}
