package io.escapement.engine;

import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.journal.JournalVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One engine, several venues: what befalls one is nothing to the others. */
@Timeout(60)
class ManyVenuesTest {
    private static final String LIMITS = "order-quantity: 0.01, max-order-quantity: 0.05, max-order-notional: 5000,"
        + " max-position: 0.05, max-open-orders: 4, price-collar-bps: 500";

    @TempDir
    private Path folder;

    @Test
    void aVenueThatIsNotThereLeavesTheOthersLive() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(3, "BTCUSDT"))
            .at(Pace.times(5)));
             ProofRun run = new ProofRun(config(venue, "ws://127.0.0.1:1", "http://127.0.0.1:1"))) {
            run.await("binance LIVE", () -> run.engine.board().books().contains("binance 1/1"));
            run.await("kraken's absence", () -> run.said().contains("kraken: GET 127.0.0.1:1"));
            run.close();
            assertTrue(run.said().contains("binance: instruments: [BTCUSDT]"), run.said());
            assertEquals(List.of(), JournalVerifier.verify(run.journal).findings());
            assertEquals(null, run.engine.failure());
        }
    }

    @Test
    void aVenueThatCannotServeIsSaidAndLeftOut() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(3, "BTCUSDT"))
            .at(Pace.times(5)));
             ProofRun run = new ProofRun(config(venue, venue.webSocketUrl(), venue.restUrl()))) {
            run.await("binance LIVE", () -> run.engine.board().books().contains("binance 1/1"));
            run.await("kraken given up", () -> run.said().contains("; the other venues go on"));
            assertFalse(run.said().contains("ERROR binance"), run.said());
            assertEquals(null, run.engine.failure());
        }
    }

    private ProofConfig config(LoopbackVenue venue, String krakenWebSocket, String krakenRest) {
        return ProofConfig.of(folder, venue, List.of()).withVenues("""
              - {name: binance, source: simulated, websocket: '%s', rest: '%s', instruments: [{pair: BTC/USD,
                 symbol: BTCUSDT, %s}]}
              - {name: kraken, source: simulated, websocket: '%s', rest: '%s', instruments: [{pair: BTC/USD}]}
            """.formatted(venue.webSocketUrl(), venue.restUrl(), LIMITS, krakenWebSocket, krakenRest));
    }
}
