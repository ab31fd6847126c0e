package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.indicators.IndicatorKind;
import io.escapement.engine.indicators.IndicatorsConfig;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class IndicatorsReaderTest {
    private static IndicatorsConfig read(String text) {
        final ConfigFile file = ConfigFile.of("a.yaml", text);
        final IndicatorsConfig config = IndicatorsReader.config(file.root().section("indicators"));
        file.finish();
        return config;
    }

    @Test
    void anEmptySectionGivesAllIndicatorsOnMinutes() {
        assertEquals(IndicatorsConfig.usual(), read("indicators: {}"));
    }

    @Test
    void readsWhatIsThere() {
        assertEquals(new IndicatorsConfig(List.of(1_000_000_000L, 3_600_000_000_000L),
            List.of(IndicatorKind.MACD, IndicatorKind.HIGH_LOW_SPREAD)),
            read("indicators: {timeframes: [1s, 1h], kinds: [macd, high-low-spread]}"));
        assertEquals(IndicatorsConfig.usual().withConsolidated(), read("indicators: {consolidated: true}"));
    }

    @Test
    void barsThatNobodyMakesAreNoTimeframe() {
        final ProofConfig config = ProofConfig.of(Path.of("."), "ws://127.0.0.1:1", "http://127.0.0.1:1",
            List.of("BTC/USDT")).with("bars.timeframes", "[1s, 1m]").with("indicators.timeframes", "[1m, 5m]")
            .with("pivots.timeframes", "[1h]");
        final String wrong = assertThrows(ConfigException.class, config::settings).getMessage();
        for (final String part : List.of("indicators.timeframes: holds 300s, of which there are no bars",
            "pivots.timeframes: holds 3600s")) {
            assertEquals(true, wrong.contains(part), wrong);
        }
    }

    private static String wrong(ProofConfig config) {
        return assertThrows(ConfigException.class, config::settings).getMessage();
    }

    @Test
    void whatIsMadeOfViewsBarsNeedsThem() {
        final List<String> pairs = List.of("BTC/USDT");
        final ProofConfig config = ProofConfig.of(Path.of("."), "ws://127.0.0.1:1", "http://127.0.0.1:1", pairs)
            .with("indicators.consolidated", "true").with("pivots.consolidated", "true");
        final String wrong = wrong(config);
        for (final String section : List.of("indicators", "pivots")) {
            assertEquals(true, wrong.contains(section + ".consolidated: is true, but there are no bars of views"),
                wrong);
        }
        config.with("bars.consolidated", "true");
        config.settings();
    }

    @Test
    void moreBarsThanARecordHasRoomForAreRefused() {
        final ProofConfig config = ProofConfig.of(Path.of("."), "ws://127.0.0.1:1", "http://127.0.0.1:1",
            List.of("BTC/USDT")).with("bars.timeframes", "[1s, 2s, 3s, 4s, 5s, 1m, 5m, 1h]")
            .with("bars.max-catch-up", "14").with("indicators.timeframes", "[1s, 2s, 3s, 4s, 5s, 1m, 5m, 1h]")
            .with("bars.consolidated", "true");
        config.settings();
        final String wrong = wrong(config.with("indicators.consolidated", "true"));
        assertEquals(true, wrong.contains("indicators.timeframes: are of 88 bars that one event may close; a record has"
            + " room for 78: expected fewer"), wrong);
    }

    @Test
    void namesEverythingThatIsWrong() {
        final ConfigException wrong = assertThrows(ConfigException.class,
            () -> read("indicators: {timeframes: [7s, fast, 1s], kinds: [rsi, tea-leaves, rsi], colour: red}"));
        for (final String part : List.of("7000000000 ns", "'fast'", "'tea-leaves'; expected some of returns shape",
            "each once", "colour")) {
            assertEquals(true, wrong.getMessage().contains(part), () -> part + " in " + wrong.getMessage());
        }
    }
}
