package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.inputs.InputConfig;
import io.escapement.engine.market.InstrumentName;
import io.escapement.engine.pairs.PairColumns;
import io.escapement.engine.pairs.PairsConfig;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PairsReaderTest {
    private static PairsConfig read(String text) {
        final ConfigFile file = ConfigFile.of("a.yaml", text);
        final PairsConfig config = PairsReader.config(file.root().section("pairs"));
        file.finish();
        return config;
    }

    @Test
    void anEmptySectionIsNoPairs() {
        assertEquals(PairsConfig.USUAL, read("pairs: {}"));
        assertEquals(PairsConfig.USUAL, read("other: {}".replace("other", "pairs")));
        assertEquals("pairs", PairsReader.read(ConfigFile.of("a.yaml", "pairs: {}").root().section("pairs")).get()
            .name());
    }

    @Test
    void readsWhatIsThere() {
        assertEquals(new PairsConfig(List.of(
            new PairsConfig.Pair(InstrumentName.parse("binance ETH/USDT"), InstrumentName.parse("binance BTC/USDT")),
            new PairsConfig.Pair(InstrumentName.parse("okx ETH-USDT"), InstrumentName.parse("binance-usdm ETHUSDT"))),
            120, 2.5, 1, 0), read("""
            pairs:
              list:
                - {y: binance ETH/USDT, x: binance BTC/USDT}
                - {y: okx ETH-USDT, x: binance-usdm ETHUSDT}
              window: 120
              z-threshold: 2.5
              z-hysteresis: 1
              most-missing: 0
            """));
    }

    @Test
    void inputsTakeTheirPairsFromThere() {
        final ConfigFile file = ConfigFile.of("a.yaml", """
            pairs: {list: [{y: binance ETH/USDT, x: binance BTC/USDT}], window: 120}
            inputs: {reference: ETH/USDT, buckets: false}
            """);
        final InputConfig inputs = new RecordedInputs(file, null).inputs(false);
        assertEquals("ETH/USDT", inputs.reference());
        assertEquals(1, inputs.pairs().size());
        assertEquals(PairColumns.set(120).hash(), inputs.blocks().get(0).set().hash());
        assertEquals(List.of(), new RecordedInputs(ConfigFile.of("a.yaml", "pairs: {}"), null).inputs(false).blocks());
        assertEquals(List.of("DEPTH", "INDICATORS", "PIVOTS", "FLOW", "QUALITY"),
            new RecordedInputs(ConfigFile.of("a.yaml", "{}"), null).inputs(true).blocks().stream()
                .map(block -> block.set().block().name()).toList());
        assertThrows(ConfigException.class, () -> ViewSettingsReader.read(ConfigFile.of("a.yaml", "inputs: {a: b}")));
    }

    @Test
    void namesEverythingThatIsWrong() {
        final String message = assertThrows(ConfigException.class, () -> read("""
            pairs:
              list:
                - {y: nowhere ETH/USDT, x: binance BTC/USDT}
                - {y: binance ETH/USDT}
                - {y: okx A/B, x: okx A/B}
              window: 7
              z-threshold: 1
              z-hysteresis: 3
              colour: red
            """)).getMessage();
        for (final String part : List.of("nowhere", "list[1].x", "okx A/B on okx A/B", "window", "z-hysteresis",
            "colour")) {
            assertTrue(message.contains(part), part + " in: " + message);
        }
    }
}
