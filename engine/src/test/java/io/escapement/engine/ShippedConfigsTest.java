package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ShippedConfigsTest {
    private static final Path CONFIG = Path.of("..", "config");

    @ParameterizedTest
    @CsvSource({"demo.yaml, SIMULATED, true", "paper-binance.yaml, LIVE, false", "capture.yaml, CAPTURE, false",
        "ten-venues.yaml, LIVE, false", "risk.yaml, SIMULATED, true", "account-loopback.yaml, SIMULATED, false"})
    void shouldBeRightAsTheyAreShipped(String name, Provenance provenance, boolean loopback) {
        final EngineSettings settings = EngineSettingsReader.read(ConfigFile.read(CONFIG.resolve(name)));
        assertEquals(provenance, settings.provenance());
        assertEquals(loopback, settings.loopback() != null);
        assertEquals(List.of("feed", "book", "consolidation", "bars", "decision", "risk", "orders",
            "position"),
            settings.core().core(0, 0).stageNames());
    }

    @Test
    void theViewsDemoHasEveryStageOfIt() {
        final EngineSettings settings = EngineSettingsReader.read(ConfigFile.read(CONFIG.resolve("view.yaml")));
        assertEquals(List.of("feed", "book", "consolidation", "bars", "buckets", "indicators", "pivots", "features",
            "pairs", "quality", "decision", "risk", "orders", "position"), settings.core().core(0, 0).stageNames());
    }

    @Test
    void shouldHaveTwoInstrumentsOnEachOfTenVenues() {
        final EngineSettings settings = EngineSettingsReader.read(ConfigFile.read(CONFIG.resolve("ten-venues.yaml")));
        assertEquals(10, settings.venues().size());
        assertEquals(20, settings.instruments());
        settings.venues().forEach(venue -> {
            assertEquals(List.of("BTC/USD", "ETH/USD"), venue.config().listings().stream()
                .map(listing -> listing.canonical()).toList(), venue.name());
            assertEquals(List.of(), venue.config().problems(), venue.name());
        });
    }

    @Test
    void shouldNameEveryMistakeInACopyOfTheDemo() throws IOException {
        final String broken = Files.readString(CONFIG.resolve("demo.yaml"))
            .replace("  id: 1 ", "  id: zero ").replace("  seed: 42", "  sead: 42")
            .replace("layout: inline", "layout: sideways").replace("max-messages: 20", "max-messages: 0");
        final ConfigException e = assertThrows(ConfigException.class,
            () -> EngineSettingsReader.read(ConfigFile.of("demo.yaml", broken)));
        assertEquals(List.of("engine.id", "loopback.sead", "loopback.seed", "pipeline",
            "risk.max-messages"), e.problems().stream().map(line -> line.split(": ")[1]).sorted().distinct().toList(),
            e.getMessage());
    }
}
