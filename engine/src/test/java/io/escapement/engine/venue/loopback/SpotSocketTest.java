package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Binance spot's WebSocket API as a plain client finds it. */
class SpotSocketTest {
    private LoopbackVenue venue;
    private StreamClient client;
    private String price;

    @BeforeEach
    void start() throws Exception {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).withTrading(PlainTrader.trading()));
        client = StreamClient.connect(venue, "/ws-api/v3");
        price = venue.truth("BTCUSDT").bids().firstKey().subtract(BigDecimal.ONE).toPlainString();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        venue.close();
    }

    private JsonNode ask(final String method, final String key, final Map<String, String> values) throws Exception {
        return ClientBook.json(client.ask(PlainTrader.ask("1", method, key, values)));
    }

    private Map<String, String> limit(final String id) {
        return Map.of("symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC", "quantity", "0.5",
            "price", price, "newClientOrderId", id, "newOrderRespType", "ACK");
    }

    private JsonNode event() throws Exception {
        return ClientBook.json(client.next()).get("event");
    }

    @Test
    void aLoggedOnSessionPlacesWithoutSignaturesAndHearsOfIt() throws Exception {
        final JsonNode logon = ask("session.logon", PlainTrader.EDWARDS_KEY, Map.of());
        assertEquals(200, logon.get("status").asInt(), logon.toString());
        assertEquals(PlainTrader.EDWARDS_KEY, logon.get("result").get("apiKey").asText());
        assertEquals(0, ask("userDataStream.subscribe", null, Map.of()).get("result").get("subscriptionId").asInt());

        final JsonNode placed = ask("order.place", null, limit("x-1"));
        assertEquals("x-1", placed.get("result").get("clientOrderId").asText());
        assertEquals(List.of("symbol", "orderId", "orderListId", "clientOrderId", "transactTime"),
            PlainTraders.names(placed.get("result")));
        assertEquals("ORDERS", placed.get("rateLimits").get(1).get("rateLimitType").asText());
        final JsonNode taken = event();
        assertEquals("executionReport NEW NEW x-1", PlainTraders.texts(taken, "e", "x", "X", "c"));
        assertEquals("outboundAccountPosition", event().get("e").asText());

        final JsonNode cancelled = ask("order.cancel", null, Map.of("symbol", "BTCUSDT", "origClientOrderId", "x-1"));
        assertEquals("CANCELED", cancelled.get("result").get("status").asText());
        final JsonNode over = event();
        assertEquals("executionReport CANCELED CANCELED x-1", PlainTraders.texts(over, "e", "x", "X", "C"));
        assertEquals(cancelled.get("result").get("clientOrderId").asText(), over.get("c").asText());
        assertEquals(List.of(), venue.account().open());
    }

    @Test
    void aFillIsReportedWithPriceQuantityFeeAndRole() throws Exception {
        ask("session.logon", PlainTrader.EDWARDS_KEY, Map.of());
        ask("userDataStream.subscribe", null, Map.of());
        client.send(PlainTrader.ask("7", "order.place", null, Map.of("symbol", "BTCUSDT", "side", "SELL", "type",
            "MARKET", "quantity", "0.001", "newClientOrderId", "s-1")));
        assertEquals("FILLED", ClientBook.json(client.next()).get("result").get("status").asText());
        assertEquals("NEW", event().get("x").asText());
        event();
        final JsonNode fill = event();
        assertEquals("executionReport TRADE s-1 USDT", PlainTraders.texts(fill, "e", "x", "c", "N"));
        assertEquals(0, venue.truth("BTCUSDT").bids().firstKey().compareTo(new BigDecimal(fill.get("L").asText())));
        assertEquals(1, fill.get("t").asInt());
        assertTrue(new BigDecimal(fill.get("n").asText()).signum() > 0 && !fill.get("m").asBoolean());
    }

    @Test
    void requestsCanBeSignedOneByOneAndWrongOnesAreRefused() throws Exception {
        assertEquals(200, ask("order.place", PlainTrader.KEY, limit("h-1")).get("status").asInt());
        assertEquals(200, ask("order.status", PlainTrader.EDWARDS_KEY, Map.of("symbol", "BTCUSDT",
            "origClientOrderId", "h-1")).get("status").asInt());
        assertEquals("401 -2014", error(ask("order.place", null, limit("h-2"))));
        assertEquals("401 -2015", error(ask("order.place", "nobody", limit("h-2"))));
        assertEquals("400 -4056", error(ask("session.logon", PlainTrader.KEY, Map.of())));
        assertEquals("401 -2015", error(ask("userDataStream.subscribe", null, Map.of())));
        assertEquals("400 -1000", error(ask("order.guess", null, Map.of())));
        assertEquals("400 -1021", error(ask("order.place", PlainTrader.KEY, Map.of("timestamp", "1"))));
        assertEquals("{\"id\":null,\"status\":400,\"error\":{\"code\":-1000,\"msg\":\"Invalid JSON\"}}",
            client.ask("{"));
        assertEquals(0, ask("userDataStream.subscribe.signature", PlainTrader.KEY, Map.of()).get("result")
            .get("subscriptionId").asInt());
    }

    private static String error(final JsonNode answer) {
        return answer.get("status").asText() + ' ' + answer.get("error").get("code").asText();
    }

    @Test
    void anAmendmentIsReportedAsReplaced() throws Exception {
        ask("session.logon", PlainTrader.EDWARDS_KEY, Map.of());
        ask("order.place", null, limit("x-1"));
        ask("userDataStream.subscribe", null, Map.of());
        final JsonNode amended = ask("order.amend.keepPriority", null, Map.of("symbol", "BTCUSDT",
            "origClientOrderId", "x-1", "newClientOrderId", "x-1", "newQty", "0.2"));
        assertEquals("0.20000000", amended.get("result").get("amendedOrder").get("qty").asText());
        assertEquals("executionReport REPLACED NEW 0.20000000 x-1", PlainTraders.texts(event(), "e", "x", "X", "q",
            "c"));
        event();
        assertEquals(1, ask("openOrders.cancelAll", null, Map.of("symbol", "BTCUSDT")).get("result").size());
    }

    @Test
    void ordersThatRestAreFilledByThePlayAsMakers() throws Exception {
        ask("session.logon", PlainTrader.EDWARDS_KEY, Map.of());
        final BigDecimal bid = venue.truth("BTCUSDT").bids().firstKey();
        final BigDecimal best = venue.truth("BTCUSDT").asks().firstKey();
        for (int i = 0; i < 5; i++) {
            final BigDecimal away = new BigDecimal("0.01").multiply(BigDecimal.valueOf(i));
            ask("order.place", null, Map.of("symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC",
                "quantity", "0.001", "price", bid.subtract(away).toPlainString()));
            ask("order.place", null, Map.of("symbol", "BTCUSDT", "side", "SELL", "type", "LIMIT", "timeInForce", "GTC",
                "quantity", "0.001", "price", best.add(away).toPlainString()));
        }
        ask("userDataStream.subscribe", null, Map.of());
        try (StreamClient market = StreamClient.connect(venue, "/ws/btcusdt@depth@100ms/btcusdt@trade")) {
            StreamClient.get(venue, "/api/v3/depth?symbol=BTCUSDT&limit=1000");
            market.next();
            JsonNode event = event();
            while (!event.path("x").asText().equals("TRADE")) {
                event = event();
            }
            assertTrue(event.get("m").asBoolean(), event.toString());
            assertEquals(event.get("p").asText(), event.get("L").asText(), "a maker is filled at its own price");
        }
        assertTrue(venue.account().fills().stream().allMatch(fill -> fill.maker()));
    }
}
