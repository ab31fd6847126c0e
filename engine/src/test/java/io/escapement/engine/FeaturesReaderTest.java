package io.escapement.engine;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.features.FeatureGroup;
import io.escapement.engine.features.FeaturesConfig;
import io.escapement.engine.features.HawkesTerms;
import io.escapement.engine.features.InstrumentTerms;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FeaturesReaderTest {
    private static FeaturesConfig read(String text) {
        final ConfigFile file = ConfigFile.of("a.yaml", text);
        final FeaturesConfig config = FeaturesReader.config(file.root().section("features"));
        file.finish();
        return config;
    }

    @Test
    void shouldMakeEverythingEachSecondUnlessAsked() {
        assertEquals(FeaturesConfig.usual(), read("features: {}"));
        assertEquals(EnumSet.allOf(FeatureGroup.class), FeaturesConfig.usual().groups());
        assertEquals(1_000_000_000L, FeaturesConfig.usual().cadenceNs());
        assertEquals(List.of(), FeaturesConfig.usual().problems());
    }

    @Test
    void shouldReadWhatIsThere() {
        final FeaturesConfig config = read("""
            features:
              groups: [ofi, quote, hawkes]
              cadence: 100ms
              pending-trades: 256
              instruments:
                - venue: binance-usdm
                  symbol: ETHUSDT
                  bucket-volume: 120.5
                  integrated-weights: [0.6, 0.5, 0.4, 0.3, 0.2]
                  hawkes: {base: 0.5, jump: 0.8, decay: 1.2}
                  microprice: [[-0.5, 0, 0.5], [none, 0, none]]
                - {venue: okx, symbol: BTC-USDT}
            """);
        assertEquals(EnumSet.of(FeatureGroup.QUOTE, FeatureGroup.OFI, FeatureGroup.HAWKES), config.groups());
        assertEquals(100_000_000L, config.cadenceNs());
        assertEquals(256, config.pendingTrades());
        final InstrumentTerms eth = config.instruments().get(0);
        assertEquals(new InstrumentTerms(Venue.BINANCE_USDM, "ETHUSDT", new BigDecimal("120.5"),
            List.of(0.6, 0.5, 0.4, 0.3, 0.2), new HawkesTerms(0.5, 0.8, 1.2), eth.microprice()), eth);
        assertEquals(List.of(List.of(-0.5, 0.0, 0.5), List.of(Double.NaN, 0.0, Double.NaN)), eth.microprice().ticks());
        assertEquals(new InstrumentTerms(Venue.OKX, "BTC-USDT", null, List.of(), null, null),
            config.instruments().get(1));
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        final String problems = assertThrows(ConfigException.class, () -> read("""
            features:
              groups: [ofi, rsi]
              cadence: 300ms
              pending-trades: 100
              colour: red
              instruments:
                - venue: null-val
                  symbol: X
                  bucket-volume: 0
                  integrated-weights: [1, 2]
                  hawkes: {base: 0.5, jump: 1.3, decay: 1.2}
                  microprice: [[-0.5, 0, 0.4]]
            """)).getMessage();
        for (final String part : List.of("features.groups: holds 'rsi'", "cadence: 300000000 ns", "pending-trades: 100",
            "colour", "instruments[0].venue: none", "instruments[0].bucket-volume: 0",
            "instruments[0].integrated-weights: [1.0, 2.0]", "a / b below 1", "mirrored imbalances")) {
            assertTrue(problems.contains(part), part + " in " + problems);
        }
    }
}
