package io.escapement.tools.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.Engine;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.tools.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A journal against the venue's own server, after somebody else has used the account. */
@Timeout(180)
class ReconcileTest {
    private static final String KEY = "a-key-of-loopback";
    private static final String SECRET = "a-secret-for-loopback-alone";

    @TempDir
    private Path folder;

    private Path config(LoopbackVenue venue) throws IOException {
        final Path key = Files.writeString(folder.resolve("account.key"), "key=" + KEY + "\nsecret=" + SECRET + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(folder.resolve("engine.yaml"), """
            engine: {id: 3, state-hash-every: 1000}
            venue: {name: binance, source: '%1$s', websocket: '%2$s', rest: '%3$s'}
            instruments:
              - {pair: BTC/USDT, order-quantity: 0.001, max-order-quantity: 0.01, max-order-notional: 5000,
                 max-position: 0.5, max-open-orders: 8, price-collar-bps: 500}
            risk: {version: 1, max-capital: 100000000, max-daily-loss: 100000, max-drawdown: 100000,
              max-open-orders: 16, max-messages: 10000, message-window: 1s, max-stall: 60s}
            accounts:
              - {venue: binance, websocket: '%2$s', rest: '%3$s', key-file: '%4$s'}
            journal: {directory: '%5$s', survives: process, roll: hourly, min-free-bytes: 0}
            latency: {directory: '%6$s', interval: 1s}
            """.formatted(venue.provenance().toLowerCase(Locale.ROOT), venue.webSocketUrl(), venue.restUrl(), key,
            folder.resolve("journal"),
            folder.resolve("logs")));
    }

    /** Of somebody else with the same key. */
    private static void place(LoopbackVenue venue, String side, String price, String quantity) throws Exception {
        final String query = "symbol=BTCUSDT&side=" + side + "&type=LIMIT&timeInForce=GTC&quantity=" + quantity
            + "&price=" + price + "&newClientOrderId=web_" + side + "&recvWindow=60000&timestamp="
            + System.currentTimeMillis();
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        final HttpResponse<String> reply = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(
            venue.restUrl() + "/api/v3/order?" + query + "&signature="
                + HexFormat.of().formatHex(mac.doFinal(query.getBytes(StandardCharsets.UTF_8)))))
            .header("X-MBX-APIKEY", KEY).POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
        assertEquals(200, reply.statusCode(), reply::body);
    }

    @Test
    void whatSomebodyElseDidWithTheAccountIsARowEachAndChangesNothing() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(5, "BTCUSDT")
            .withActionsPerSecond(400)).withTrading(Trading.with(ApiKey.hmac(KEY, SECRET))))) {
            final Path config = config(venue);
            final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            final Engine engine = Engine.start(config, new Console(nowhere, nowhere, true), List.of());
            try {
                while (!ToolRun.of("status", config, "--json").out().contains("\"gateway.BINANCE\":\"RECONCILED\"")) {
                    Thread.sleep(20);
                }
            } finally {
                engine.stop();
            }
            final ToolRun same = ToolRun.of("reconcile", config);
            assertEquals(0, same.code(), () -> same.out() + same.err());
            assertTrue(same.out().contains(": 0 differences to the journal as of record "), same::out);
            final BigDecimal bid = venue.truth("BTCUSDT").bids().firstKey();
            place(venue, "SELL", bid.subtract(BigDecimal.valueOf(100)).toPlainString(), "0.004");
            place(venue, "BUY", bid.subtract(BigDecimal.valueOf(1_000)).toPlainString(), "0.5");
            while (venue.account().open().size() != 1) {
                Thread.sleep(10);
            }
            final ToolRun other = ToolRun.of("reconcile", config, "--json");
            assertEquals(1, other.code(), () -> other.out() + other.err() + venue.account());
            final List<JsonNode> rows = other.json();
            final JsonNode order = rows.stream().filter(row -> row.get("what").asText().equals("web_BUY")).findFirst()
                .orElseThrow();
            assertEquals("NOT_OURS web_BUY BTCUSDT 0 0.5", order.get("finding").asText() + " "
                + order.get("what").asText() + " " + order.get("instrument").asText() + " "
                + order.get("ours").asText() + " " + order.get("theirs").asText());
            assertTrue(order.get("evidence").asText().startsWith("VenueOrder BTCUSDT "), order::toString);
            final JsonNode balance = rows.stream().filter(row -> row.get("what").asText().equals("BTC")).findFirst()
                .orElseThrow();
            assertEquals("balance BALANCE_DIFFERS -0.004", balance.get("kind").asText() + " "
                + balance.get("finding").asText() + " " + new BigDecimal(balance.get("theirs").asText())
                .subtract(new BigDecimal(balance.get("ours").asText())).stripTrailingZeros().toPlainString());
            assertTrue(balance.get("sinceSequence").asLong() > 0 && balance.get("sinceTimeNs").asLong() > 0
                && balance.get("evidence").asText().startsWith("AccountBalance "), balance::toString);
            assertEquals(1, venue.account().open().size());
            final String text = ToolRun.of("reconcile", config).out();
            assertTrue(text.contains(": order web_BUY in BTCUSDT NOT_OURS: ours 0, theirs 0.5, since record "), text);
            assertFalse(text.contains(KEY) || text.contains(SECRET), text);
            Files.setPosixFilePermissions(folder.resolve("account.key"), PosixFilePermissions.fromString("rw-r--r--"));
            assertTrue(ToolRun.of("reconcile", config).failedWith(2).err().contains("so that others than its owner may"
                + " use it; expected rw-------"));
            Files.delete(folder.resolve("account.key"));
            assertTrue(ToolRun.of("reconcile", config).failedWith(2).err().contains("is not there; expected a file"));
            assertTrue(ToolRun.of("kill", config, "--without-engine").failedWith(2).err().contains("is not there"));
        }
        assertTrue(ToolRun.of("reconcile", folder.resolve("none.yaml")).failedWith(2).err().contains("none.yaml"));
    }
}
