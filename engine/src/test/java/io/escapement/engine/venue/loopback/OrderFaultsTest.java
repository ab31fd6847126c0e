package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.loopback.exchange.Order.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each order fault happens, once, and the venue's truth is what it is said to leave behind. */
class OrderFaultsTest {
    private static final String ORDER = "/api/v3/order";

    private LoopbackVenue venue;
    private PlainTrader trader;
    private StreamClient reports;
    private String order;

    @BeforeEach
    void start() throws Exception {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).withTrading(PlainTrader.trading()));
        trader = new PlainTrader(venue, "X-MBX-APIKEY");
        reports = StreamClient.connect(venue, "/ws-api/v3");
        assertTrue(reports.ask(PlainTrader.ask("1", "userDataStream.subscribe.signature", PlainTrader.KEY, Map.of()))
            .contains("\"status\":200"));
        order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&newClientOrderId=f-1&price="
            + venue.truth("BTCUSDT").bids().firstKey().subtract(BigDecimal.ONE).toPlainString();
    }

    @AfterEach
    void stop() throws Exception {
        reports.close();
        venue.close();
    }

    private List<State> states() {
        return venue.account().named("f-1").stream().map(AccountTruth.Entry::state).toList();
    }

    private void assertInjected(final FaultKind kind) {
        assertEquals(Map.of(kind, 1L), venue.injected());
    }

    private String nextReport() throws Exception {
        JsonNode event = ClientBook.json(reports.next()).get("event");
        while (!event.get("e").asText().equals("executionReport")) {
            event = ClientBook.json(reports.next()).get("event");
        }
        return PlainTraders.texts(event, "x", "X", "l", "I");
    }

    @Test
    void anUnansweredOrderIsLiveAndReported() throws Exception {
        venue.inject(FaultKind.ACK_LOST, 1);
        trader.patient(Duration.ofMillis(1_200));
        assertThrows(IOException.class, () -> trader.signed("POST", ORDER, order));
        assertEquals(List.of(State.NEW), states());
        assertEquals("NEW NEW 0.00000000 1", nextReport());
        assertInjected(FaultKind.ACK_LOST);
    }

    @Test
    void aLateAnswerComesAfterTheReport() throws Exception {
        venue.inject(FaultKind.ACK_LATE, 1, 300_000_000L);
        final HttpResponse<String> response = trader.signed("POST", ORDER, order);
        assertEquals("NEW", ClientBook.json(response.body()).get("status").asText());
        assertEquals("NEW NEW 0.00000000 1", nextReport());
        assertInjected(FaultKind.ACK_LATE);
    }

    @Test
    void anUnknownOutcomeIsSaidWhileTheOrderIsLive() throws Exception {
        venue.inject(FaultKind.ORDER_5XX_LIVE, 1);
        assertEquals("503 -1007", trader.refusal("POST", ORDER, order));
        assertEquals(List.of(State.NEW), states());
        assertInjected(FaultKind.ORDER_5XX_LIVE);
    }

    @Test
    void aDisconnectLeavesTheOrderLiveOrItNeverArrived() throws Exception {
        venue.inject(FaultKind.ORDER_LOST, 1);
        assertThrows(IOException.class, () -> trader.signed("POST", ORDER, order));
        assertEquals(List.of(), states());
        venue.inject(FaultKind.ORDER_DISCONNECT, 1);
        assertThrows(IOException.class, () -> trader.signed("POST", ORDER, order));
        assertEquals(List.of(State.NEW), states());
        assertEquals(Map.of(FaultKind.ORDER_LOST, 1L, FaultKind.ORDER_DISCONNECT, 1L), venue.injected());
    }

    @Test
    void refusalsBansAndMaintenanceLeaveNothing() throws Exception {
        venue.inject(FaultKind.ORDER_REJECT, 1);
        assertEquals("400 -2010", trader.refusal("POST", ORDER, order));
        venue.inject(FaultKind.ORDER_REJECT, 1, 1013);
        assertEquals("400 -1013", trader.refusal("POST", ORDER, order));
        venue.inject(FaultKind.ORDER_429, 1);
        final HttpResponse<String> tooMany = trader.signed("POST", ORDER, order);
        assertEquals("429 1", tooMany.statusCode() + " " + tooMany.headers().firstValue("Retry-After").orElse(""));
        venue.inject(FaultKind.ORDER_418, 1);
        assertEquals("418 -1003", trader.refusal("POST", ORDER, order));
        venue.inject(FaultKind.ORDER_MAINTENANCE, 1, 100_000_000L);
        assertEquals("503 -1016", trader.refusal("POST", ORDER, order));
        assertEquals("503 -1016", trader.refusal("DELETE", ORDER, "symbol=BTCUSDT&orderId=1"));
        Thread.sleep(150);
        assertEquals(List.of(), states());
        assertEquals(200, trader.signed("POST", ORDER, order).statusCode());
        assertEquals(Map.of(FaultKind.ORDER_REJECT, 2L, FaultKind.ORDER_429, 1L, FaultKind.ORDER_418, 1L,
            FaultKind.ORDER_MAINTENANCE, 1L), venue.injected());
    }

    @Test
    void reportsComeTwiceTurnedRoundOrNotAtAll() throws Exception {
        venue.inject(FaultKind.REPORT_DUPLICATE, 1);
        trader.ok("POST", ORDER, order);
        assertEquals("NEW NEW 0.00000000 1", nextReport());
        assertEquals("NEW NEW 0.00000000 1", nextReport());
        trader.ok("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
        assertEquals("CANCELED CANCELED 0.00000000 2", nextReport());
        venue.inject(FaultKind.REPORT_REORDER, 1);
        trader.ok("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.00100&newClientOrderId=m-1");
        assertEquals("TRADE FILLED 0.00100000 4", nextReport());
        assertEquals("NEW NEW 0.00000000 3", nextReport());
        venue.inject(FaultKind.PRIVATE_DISCONNECT, 1);
        trader.ok("POST", ORDER, order);
        assertEquals("reset", reports.closed.get(StreamClient.TIMEOUT_S, java.util.concurrent.TimeUnit.SECONDS));
        assertEquals(Map.of(FaultKind.REPORT_DUPLICATE, 1L, FaultKind.REPORT_REORDER, 1L,
            FaultKind.PRIVATE_DISCONNECT, 1L), venue.injected());
    }

    @Test
    void aFillComesInTwoPiecesThatAreTheWhole() throws Exception {
        venue.inject(FaultKind.PARTIAL_FILL, 1);
        final JsonNode placed = trader.ok("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.00100&newClientOrderId=f-1");
        final List<String> quantities = new ArrayList<>();
        placed.get("fills").forEach(fill -> quantities.add(fill.get("qty").asText()));
        assertEquals(List.of("0.00050000", "0.00050000"), quantities);
        assertEquals("NEW NEW 0.00000000 1", nextReport());
        assertEquals("TRADE PARTIALLY_FILLED 0.00050000 2", nextReport());
        assertEquals("TRADE FILLED 0.00050000 3", nextReport());
        assertEquals(List.of(State.FILLED), states());
        assertInjected(FaultKind.PARTIAL_FILL);
    }

    @Test
    void theSameSeedLetsTheSameOrdersSuffer() throws Exception {
        assertEquals(outcomes(5), outcomes(5));
    }

    private static List<Integer> outcomes(final long seed) throws Exception {
        final List<Integer> statuses = new ArrayList<>();
        try (LoopbackVenue seeded = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT"))
            .withTrading(PlainTrader.trading()).withFaults(seed, "order-5xx-live=0.3", "order-429=0.2"))) {
            final PlainTrader one = new PlainTrader(seeded, "X-MBX-APIKEY");
            for (int i = 0; i < 20; i++) {
                statuses.add(one.signed("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC"
                    + "&quantity=0.5&price=100").statusCode());
            }
        }
        return statuses;
    }

    @Test
    void aVenueWithoutOrdersSaysWhyItHasNoOrderFaults() {
        assertEquals("it takes no orders here", FaultKind.ACK_LOST.whyNot(Speeches.Name.KRAKEN));
        assertEquals(13, FaultKind.ofOrders(Speeches.Name.MEXC).size());
        assertTrue(FaultKind.of(Speeches.Name.BINANCE).stream().noneMatch(FaultKind::isOfOrders));
    }
}
