package io.escapement.engine;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.consolidation.ArbitrageConfig;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.VenueTerms;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ConsolidationReaderTest {
    private static ConsolidationConfig read(String text) {
        final ConfigFile file = ConfigFile.of("a.yaml", text);
        final ConsolidationConfig config = ConsolidationReader.read(file.root().section("consolidation"));
        file.finish();
        return config;
    }

    @Test
    void shouldGiveEveryVenueItsUsualWeightAndNoFee() {
        final ConsolidationConfig config = read("consolidation: {}");
        assertEquals(ConsolidationConfig.usual(), config);
        final Map<Venue, Integer> weights = new EnumMap<>(Venue.class);
        final int[] thousandths = {1_000, 900, 800, 700, 700, 600, 600, 500, 500, 400, 1_000};
        for (int i = 0; i < thousandths.length; i++) {
            weights.put(Venue.get((short) (i + 1)), thousandths[i]);
        }
        assertEquals(weights, config.venues().weights());
        assertEquals(Map.of(), config.venues().takerFees());
    }

    @Test
    void shouldReadWhatIsThere() {
        final ConsolidationConfig config = read("""
            consolidation:
              depth: 3
              rows: 40
              least-instruments: 1
              join-kinds: true
              weights: {okx: 0.125, mexc: 0}
              taker-fee-bps: {binance-usdm: 4.5, kraken: 0}
              arbitrage: {min-net-bps: 2.25, hysteresis-bps: 1, change-bps: 0.5, change-percent: 10}
            """);
        final Map<Venue, Integer> weights = new EnumMap<>(VenueTerms.usual().weights());
        weights.put(Venue.OKX, 125);
        weights.put(Venue.MEXC, 0);
        assertEquals(new ConsolidationConfig(new VenueTerms(weights, Map.of(Venue.BINANCE_USDM, 450, Venue.KRAKEN, 0)),
            3, 40, 1, true, new ArbitrageConfig(225, 100, 50, 10)), config);
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        final ConfigException wrong = assertThrows(ConfigException.class, () -> read("""
            consolidation:
              rows: 65
              weights: {okx: 0.1234, huobi: 1}
              taker-fee-bps: {kraken: -1, bybit: 1.001}
              arbitrage: {min-net-bps: 1, hysteresis-bps: 2}
            """));
        assertEquals(List.of(
            "a.yaml:2: consolidation.rows: is '65'; expected a whole number from 1 to 64, e.g. 20",
            "a.yaml:3: consolidation.weights.huobi: is not known here; expected one of binance binance-usdm bitfinex"
                + " bybit coinbase gate htx kraken kucoin mexc okx",
            "a.yaml:3: consolidation.weights.okx: is '0.1234'; expected at most 3 digits behind the point, e.g. 0.700",
            "a.yaml:4: consolidation.taker-fee-bps.bybit: is '1.001'; expected at most 2 digits behind the point,"
                + " e.g. 0",
            "a.yaml:4: consolidation.taker-fee-bps.kraken: is '-1'; expected a decimal from 0 to 1000, e.g. 0"),
            wrong.problems().stream().filter(line -> !line.contains("hysteresis")).sorted().toList());
        assertEquals(1, wrong.problems().stream().filter(line -> line.contains("hysteresis")).count());
    }
}
