package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.venue.orders.AccountConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AccountSettingsTest {
    @TempDir
    Path folder;

    /** The shipped config for paper, which trades at Binance, with accounts behind it. */
    private static String config(String source, String accounts) throws IOException {
        return Files.readString(Path.of("../config/paper-binance.yaml")).replace("source: live", "source: " + source)
            + "\naccounts:\n" + accounts;
    }

    private static EngineSettings read(String source, String accounts) throws IOException {
        return EngineSettingsReader.read(ConfigFile.of("test.yaml", config(source, accounts)));
    }

    private static void assertProblem(String expected, String source, String accounts) throws IOException {
        final String text = config(source, accounts);
        final ConfigException refused = assertThrows(ConfigException.class,
            () -> EngineSettingsReader.read(ConfigFile.of("test.yaml", text)));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private Path keyFile(String permissions) throws IOException {
        final Path file = folder.resolve("key");
        Files.writeString(file, "key=the-key\nsecret=the-secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @Test
    void accountTakesTheTradedInstrumentsOfItsVenue() throws IOException {
        final EngineSettings settings = read("live", "  - venue: binance\n    key-file: " + keyFile("rw-------")
            + "\n    dead-man: 60s\n");
        final AccountSettings account = settings.accounts().get(0);
        final AccountConfig config = account.open();
        assertEquals(Provenance.LIVE, config.provenance());
        assertEquals(Set.of(1, 2), config.instruments());
        assertEquals(60_000, config.deadManMs());
        assertEquals("wss://ws-api.binance.com:443", config.webSocketUrl());
        assertEquals(List.of(), config.problems());
    }

    @Test
    void onlyHostsThatCostMoneyAreLive() throws IOException {
        final String keys = "\n    key-variable: A\n    secret-variable: B\n";
        for (final String[] hosts : new String[][] {
            {"wss://ws-api.testnet.binance.vision", "https://testnet.binance.vision"},
            {"wss://demo-ws-api.binance.com", "https://demo-api.binance.com"},
            {"ws://127.0.0.1:1", "http://127.0.0.1:1"},
            {"wss://ws-api.binance.com.evil.example", "https://api.binance.com.evil.example"}}) {
            final EngineSettings settings = read("simulated", "  - venue: binance\n    websocket: " + hosts[0]
                + "\n    rest: " + hosts[1] + keys);
            assertEquals(Provenance.SIMULATED, settings.accounts().get(0).provenance(), hosts[0]);
        }
        assertProblem("real money, but the market data is SIMULATED", "simulated", "  - venue: binance" + keys);
        assertProblem("expected both or none", "live", "  - venue: binance\n    rest: http://127.0.0.1:1" + keys);
    }

    @Test
    void readingAConfigReadsNoSecrets() throws IOException {
        final EngineSettings settings = read("live", "  - venue: binance\n    key-file: /nowhere/key\n");
        final String refused = assertThrows(IllegalArgumentException.class,
            () -> settings.accounts().get(0).open()).getMessage();
        assertTrue(refused.startsWith("the key file /nowhere/key is not there"), refused);
        final EngineSettings open = read("live", "  - venue: binance\n    key-file: " + keyFile("rw-r--r--") + "\n");
        final String unsafe = assertThrows(IllegalArgumentException.class,
            () -> open.accounts().get(0).open()).getMessage();
        assertTrue(unsafe.contains("has the permissions rw-r--r--"), unsafe);
        assertFalse(unsafe.contains("the-secret"), unsafe);
    }

    @Test
    void wrongAccountsAreRefusedByLine() throws IOException {
        final String keys = "\n    key-variable: A\n    secret-variable: B\n";
        assertProblem("accounts[0].venue: is 'kraken'; expected one of binance", "live", "  - venue: kraken" + keys);
        assertProblem("accounts[0].venue: is mexc, but no instrument of it has limits", "live",
            "  - venue: mexc" + keys);
        assertProblem("accounts[1].venue: is binance, which stands here twice", "live",
            "  - venue: binance" + keys + "  - venue: binance" + keys);
        assertProblem("accounts[0].key-file: and key-variable", "live", "  - venue: binance\n");
        assertProblem("accounts[0].key-file: and key-variable", "live", "  - venue: binance\n    key-variable: A\n");
        assertProblem("accounts[0].secret: is not known here", "live", "  - venue: binance\n    secret: x" + keys);
        assertProblem("accounts[0].recv-window: is '2m'", "live", "  - venue: binance\n    recv-window: 2m" + keys);
        assertProblem("accounts[0].dead-man: is less than 3 s", "live", "  - venue: binance\n    dead-man: 1s" + keys);
        assertProblem("accounts[0].rest: is wss://x.example; expected an http or https URL", "live",
            "  - venue: binance\n    rest: wss://x.example" + keys);
    }
}
