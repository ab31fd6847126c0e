package io.escapement.engine;

import io.escapement.engine.monitor.Console;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.trial.AccountLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A whole engine that trades through an account: market data, risk, gateway, journal. */
class AccountRunTest {
    private static final String KEY = "KEY-that-is-nowhere-to-be-seen";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private Path key(KeyPair pair) throws IOException {
        final Path file = folder.resolve("account.key");
        Files.writeString(file, "key=" + KEY + "\n-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void engineTradesThroughItsAccountAndLeavesNothingOpenAndNoSecretAnywhere() throws Exception {
        final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(5, "BTCUSDT")
            .withActionsPerSecond(800)).at(Pace.times(5))
            .withTrading(Trading.with(ApiKey.ed25519(KEY, pair.getPublic()))))) {
            final Path config = folder.resolve("account.yaml");
            Files.writeString(config, ProofConfig.of(folder, venue, List.of("BTC/USDT"))
                .with("risk.max-capital", "100000000").text()
                + "accounts:\n  - venue: binance\n    websocket: " + venue.webSocketUrl() + "\n    rest: "
                + venue.restUrl() + "\n    key-file: '" + key(pair) + "'\n");
            final PrintStream out = new PrintStream(said, true);
            final Engine engine = Engine.start(config, new Console(out, out, false),
                List.of(slot -> {
                    final String line = AccountLines.render(slot.buffer(), slot.event());
                    if (line != null) {
                        lines.add(line);
                    }
                }));
            try {
                final long untilNanos = System.nanoTime() + PATIENCE_NS;
                while (lines.stream().noneMatch(line -> line.startsWith("FILL "))
                    && System.nanoTime() < untilNanos) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            } finally {
                engine.stop();
            }
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("FILL ") && line.contains(" STREAM ")),
                () -> String.join("\n", lines));
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("ALL_CANCELLED")),
                () -> String.join("\n", lines));
            assertEquals(List.of(), venue.account().open());
        }
        final String secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        lines.add(said.toString(StandardCharsets.UTF_8));
        assertFalse(lines.stream().anyMatch(line -> line.contains(KEY) || line.contains(secret)), "" + lines);
        Files.delete(folder.resolve("account.key"));
        try (Stream<Path> written = Files.walk(folder)) {
            for (final Path file : written.filter(Files::isRegularFile).toList()) {
                final String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(KEY) || text.contains(secret), file.toString());
            }
        }
    }
}
