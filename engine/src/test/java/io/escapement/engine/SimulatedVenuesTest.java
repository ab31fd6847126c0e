package io.escapement.engine;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestQuestion;
import io.escapement.engine.venue.session.VenueProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The generator in the words of each venue, as the venue's own protocol reads it. */
class SimulatedVenuesTest {
    @ParameterizedTest
    @CsvSource({"coinbase,coinbase", "kraken,kraken", "bybit,bybit", "okx,okx", "htx,htx", "htx,htx-mbp",
        "kucoin,kucoin", "gate,gateio", "gate,gateio-obu", "bitfinex,bitfinex", "mexc,mexc"})
    void instrumentsAreListedAsTheyAreGenerated(String config, String speech) throws Exception {
        final VenueProtocol protocol = Venues.open(config);
        final InstrumentReading reading = protocol.instruments(List.of(
            new Listing(1, "BTC", "USDT", protocol.symbol("BTC", "USDT")),
            new Listing(2, "DOGE", "USDT", protocol.symbol("DOGE", "USDT"))));
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(1, "BTCUSDT", "DOGE/USDT:"
            + "0.105:0.00001:1")).as(speech))) {
            for (RestQuestion asked = reading.next(); asked != null; asked = reading.next()) {
                reading.onBody(get(venue.restUrl() + asked.path()));
            }
        }
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(1, 2), reading.instruments().stream().map(Instrument::id).toList());
        final Instrument bitcoin = reading.instruments().get(0);
        if (!config.equals("bitfinex")) {
            assertEquals(new BigDecimal("0.01"), BigDecimal.valueOf(bitcoin.tickSize(), -bitcoin.priceExponent())
                .stripTrailingZeros());
        }
        assertEquals("TRADING", bitcoin.status().name());
    }

    private static byte[] get(String url) throws Exception {
        final HttpResponse<byte[]> reply = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url))
            .build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, reply.statusCode(), url);
        return reply.body();
    }

    @Test
    void faultsThatCannotBeAreSaid() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(1, "BTCUSDT")).as("kraken")
            .withFaults(5, FaultKind.GZIP_CORRUPT.key() + "*1", "gap=0.1"))) {
            assertTrue(venue.describe().endsWith(", fault seed 5; no gzip-corrupt here: its frames are not packed"),
                venue.describe());
        }
    }
}
