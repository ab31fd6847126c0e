package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.StreamKind;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Venues in a config: one with its instruments beside it, or a list. */
class VenueSettingsTest {
    private static final String REST = """
        engine: {id: 1}
        strategy: {threshold: 1}
        risk: {version: 1, max-capital: 1000000, max-daily-loss: 100000, max-drawdown: 100000,
          max-open-orders: 8, max-messages: 20}
        journal: {directory: journals/x}
        """;
    private static final String LIMITS = "order-quantity: 0.01, max-order-quantity: 0.05, max-order-notional: 5000,"
        + " max-position: 0.05, max-open-orders: 4, price-collar-bps: 50";

    private static EngineSettings read(String venues) {
        return EngineSettingsReader.read(ConfigFile.of("test.yaml", REST + venues));
    }

    private static String problem(String venues) {
        return assertThrows(ConfigException.class, () -> read(venues)).getMessage();
    }

    @Test
    void oneVenueStandsBesideItsInstruments() {
        final EngineSettings settings = read("venue: {name: binance, source: live}\n"
            + "instruments: [{pair: BTC/USDT, " + LIMITS + "}]\n");
        assertEquals(1, settings.venues().size());
        assertEquals("wss://data-stream.binance.vision", settings.venues().get(0).config().webSocketUrl());
        assertEquals("https://data-api.binance.vision", settings.venues().get(0).config().restUrl());
        assertEquals(List.of(new Listing(1, "BTC", "USDT", "BTCUSDT")),
            settings.venues().get(0).config().listings());
        assertTrue(settings.venues().get(0).config().whole());
        assertEquals(Set.of(1), settings.traded());
        assertEquals(Provenance.LIVE, settings.provenance());
    }

    @Test
    void onlyWhatHasLimitsIsTraded() {
        final EngineSettings settings = read("venue: {name: binance, source: live, streams: [book, trades]}\n"
            + "instruments: [{pair: BTC/USDT}, {pair: ETH/USDT, symbol: ETHUSDC, " + LIMITS + "}]\n");
        assertEquals(Set.of(2), settings.traded());
        assertEquals(2, settings.instruments());
        assertEquals("ETHUSDC", settings.venues().get(0).config().listings().get(1).symbol());
        assertEquals(Set.of(StreamKind.BOOK, StreamKind.TRADES), settings.venues().get(0).config().streams());
        assertEquals(List.of("ETHUSDC"), settings.core().risk().instruments().stream().map(each -> each.symbol())
            .toList());
    }

    @Test
    void halfALimitIsNone() {
        final String said = problem("venue: {name: binance, source: live}\n"
            + "instruments: [{pair: BTC/USDT, order-quantity: 1}]\n");
        assertTrue(said.contains("max-position: is missing"), said);
    }

    @Test
    void anInverseContractMayBeWatchedButNotTraded() {
        for (final String[] each : new String[][] {{"okx-swap", "BTC-USD-SWAP", "ETH-USDT-SWAP"},
            {"gate-futures", "BTC_USD", "ETH_USDT"}}) {
            final String venue = "venue: {name: " + each[0] + ", source: live}\ninstruments: [{pair: BTC/USD";
            final String said = problem(venue + ", symbol: " + each[1] + ", " + LIMITS + "}]\n");
            assertTrue(said.contains("test.yaml:7") && said.contains(each[1] + ", an inverse contract, which earns in"
                + " its base asset"), said);
            assertEquals(Set.of(2), read(venue + ", symbol: " + each[1] + "}, {pair: ETH/USDT, symbol: " + each[2]
                + ", " + LIMITS + "}]\n").traded());
        }
    }

    @Test
    void anUnknownVenueListsTheKnownOnes() {
        final String said = problem("venue: {name: nowhere, source: live}\ninstruments: [{pair: BTC/USDT}]\n");
        assertTrue(said.contains("venue.name: is 'nowhere'; expected one of ") && said.contains("binance"), said);
    }

    @Test
    void bothFormsAtOnceAreRefused() {
        final String said = problem("venue: {name: binance, source: live}\nvenues: [{name: binance, source: live}]\n");
        assertTrue(said.contains("venues: stands beside venue or instruments"), said);
    }

    @Test
    void noVenueStandsTwiceAndAllDataAreOfOneKind() {
        final String said = problem("""
            venues:
              - {name: binance, source: live, instruments: [{pair: BTC/USDT}]}
              - {name: binance, source: simulated, instruments: [{pair: BTC/USDT}]}
            """);
        assertTrue(said.contains("venues[1].name: is binance, which stands here twice"), said);
        assertTrue(said.contains("venues[1].source: is simulated; expected live as of the venues before"), said);
    }
}
