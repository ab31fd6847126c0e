package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.quality.QualityConfig;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QualityReaderTest {
    private static QualityConfig read(String text) {
        final ConfigFile file = ConfigFile.of("a.yaml", text);
        final QualityConfig config = QualityReader.config(file.root().section("quality"));
        file.finish();
        return config;
    }

    @Test
    void anEmptySectionGivesTheUsualLimits() {
        assertEquals(QualityConfig.usual(), read("quality: {}"));
        assertEquals(List.of(), QualityConfig.usual().problems());
    }

    @Test
    void readsWhatIsThere() {
        assertEquals(new QualityConfig(2_000_000_000L, 0.05, 7.5, 1_000_000_000L, 3_000_000_000L, 4_000_000_000L, 50,
            10, 0, 30_000_000_000L), read("quality: {stale: 2s, jump: 0.05, jump-ranges: 7.5, jump-bar: 1s,"
            + " clock-ahead: 3s, clock-behind: 4s, deviation-bps: 50, through-bps: 10, disorder: 0s, quiet: 30s}"));
    }

    @Test
    void namesWhatIsWrong() {
        final ConfigException wrong = assertThrows(ConfigException.class,
            () -> read("quality: {stale: soon, jump: 0, colour: red}"));
        for (final String part : List.of("quality.stale", "jump: 0.0; expected more than 0", "colour")) {
            assertTrue(wrong.getMessage().contains(part), () -> part + " in " + wrong.getMessage());
        }
    }
}
