package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bybit's REST, trade connection and private stream as a plain client finds them; the play is over. */
class BybitOrdersTest {
    private LoopbackVenue venue;
    private PlainTrader trader;
    private BigDecimal low;

    @BeforeEach
    void start() throws Exception {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT").lasting(200_000_000L))
            .ending(AtEnd.STAY).as("bybit-linear").withTrading(PlainTrader.trading()));
        trader = new PlainTrader(venue, "X-BAPI-API-KEY");
        try (StreamClient client = StreamClient.connect(venue, "/v5/public/linear")) {
            client.send(PlainVenue.BYBIT.subscribe("BTCUSDT"));
            while (!venue.hasEnded()) {
                client.next();
            }
        }
        low = venue.truth("BTCUSDT").bids().firstKey().subtract(BigDecimal.TEN);
    }

    @AfterEach
    void stop() throws Exception {
        venue.close();
    }

    private HttpResponse<String> send(final String method, final String path, final String query, final String body,
        final long timestamp, final String secret) throws Exception {
        final String signed = timestamp + PlainTrader.KEY + "5000" + (body == null ? query : body);
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(venue.restUrl() + path
            + (query.isEmpty() ? "" : '?' + query))).method(method, body == null
            ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
            .header("X-BAPI-API-KEY", PlainTrader.KEY).header("X-BAPI-TIMESTAMP", Long.toString(timestamp))
            .header("X-BAPI-RECV-WINDOW", "5000").header("X-BAPI-SIGN", PlainTrader.hmac(secret, signed));
        return trader.send(request.build());
    }

    private JsonNode get(final String path, final String query) throws Exception {
        return ClientBook.json(send("GET", path, query, null, System.currentTimeMillis(), PlainTrader.SECRET).body())
            .get("result");
    }

    private JsonNode post(final String path, final String body) throws Exception {
        return ClientBook.json(send("POST", path, "", body, System.currentTimeMillis(), PlainTrader.SECRET).body());
    }

    private String limit(final String link, final String side, final BigDecimal price, final String force) {
        return "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"" + side + "\",\"orderType\":\"Limit\","
            + "\"qty\":\"0.5\",\"price\":\"" + price.toPlainString() + "\",\"timeInForce\":\"" + force
            + "\",\"orderLinkId\":\"" + link + "\"}";
    }

    @Test
    void theSheetsVectorsAreWhatAKeyVerifies() {
        final ApiKey key = ApiKey.hmac("XXXXXXXXXX", "testsecret");
        assertTrue(key.verifies("1658384314791XXXXXXXXXX5000category=option&symbol=BTC-29JUL22-25000-C",
            "d54ef4b8574c386efbbd899379e8a18667712f78f21f2efa7dbf7743094f483c"));
        assertTrue(key.verifies("GET/realtime1662350400000",
            "b38c4f23eca76c513b6542823c0882c502bdea24e31f6d6af028af804c5c850a"));
    }

    @Test
    void ordersAreCreatedAmendedAndCancelledByRest() throws Exception {
        final HttpResponse<String> created = send("POST", "/v5/order/create", "", limit("b-1", "Buy", low, "GTC"),
            System.currentTimeMillis(), PlainTrader.SECRET);
        assertEquals("10 9", created.headers().firstValue("X-Bapi-Limit").orElse("") + ' '
            + created.headers().firstValue("X-Bapi-Limit-Status").orElse(""));
        final String id = ClientBook.json(created.body()).at("/result/orderId").asText();
        assertEquals(0, post("/v5/order/amend", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\","
            + "\"orderLinkId\":\"b-1\",\"qty\":\"0.4\",\"price\":\""
            + low.subtract(BigDecimal.ONE).toPlainString() + "\"}").get("retCode")
            .asInt());
        final JsonNode open = get("/v5/order/realtime", "category=linear&symbol=BTCUSDT").get("list");
        assertEquals(id + " New 0.4 " + low.subtract(BigDecimal.ONE).toPlainString(), PlainTraders.texts(open.get(0),
            "orderId", "orderStatus", "qty", "price"));
        assertEquals(0, post("/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"" + id
            + "\"}").get("retCode").asInt());
        assertEquals(110_001, post("/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\""
            + id + "\"}").get("retCode").asInt());
        assertEquals("Cancelled CancelByUser", PlainTraders.texts(get("/v5/order/history",
            "category=linear&symbol=BTCUSDT").get("list").get(0), "orderStatus", "cancelType"));
        assertEquals(110_072, post("/v5/order/create", limit("b-1", "Buy", low, "GTC")).get("retCode").asInt(),
            "a link id is never used again");
    }

    @Test
    void proofsAreCheckedAndTooManyRequestsAreRefused() throws Exception {
        final String body = limit("b-1", "Buy", low, "GTC");
        assertEquals(10_004, ClientBook.json(send("POST", "/v5/order/create", "", body, System.currentTimeMillis(),
            "wrong").body()).get("retCode").asInt());
        for (final long offset : new long[] {-5_500, 1_500}) {
            assertEquals(10_002, ClientBook.json(send("POST", "/v5/order/create", "", body,
                System.currentTimeMillis() + offset, PlainTrader.SECRET).body()).get("retCode").asInt());
        }
        boolean refused = false;
        for (int i = 0; i < 200 && !refused; i++) {
            refused = post("/v5/order/cancel", "{\"category\":\"linear\",\"orderLinkId\":\"none\"}").get("retCode")
                .asInt() == 10_006;
        }
        assertTrue(refused, "10006");
        assertTrue(venue.account().orders().isEmpty());
    }

    @Test
    void theTradeConnectionAcknowledgesAndTheStreamTells() throws Exception {
        try (StreamClient stream = StreamClient.connect(venue, "/v5/private");
            StreamClient trade = StreamClient.connect(venue, "/v5/trade")) {
            assertFalse(ClientBook.json(stream.ask("{\"op\":\"subscribe\",\"args\":[\"order\"]}")).get("success")
                .asBoolean());
            assertTrue(ClientBook.json(stream.ask(auth())).get("success").asBoolean());
            assertTrue(ClientBook.json(stream.ask("{\"op\":\"subscribe\",\"args\":[\"order\",\"execution\",\"position\""
                + ",\"wallet\"]}")).get("success").asBoolean());
            assertEquals(0, ClientBook.json(trade.ask(auth())).get("retCode").asInt());
            final JsonNode ack = ClientBook.json(trade.ask(ask("r1", limit("w-1", "Sell", low, "IOC"))));
            assertEquals("r1 0 order.create", PlainTraders.texts(ack, "reqId", "retCode", "op"));
            assertEquals("w-1", ack.at("/data/orderLinkId").asText());
            assertEquals(20_006, ClientBook.json(trade.ask(ask("r1", limit("w-2", "Sell", low, "IOC")))).get("retCode")
                .asInt());
            final List<String> told = new ArrayList<>();
            String status = "";
            while (!status.equals("Filled") && !status.equals("Cancelled")) {
                final JsonNode push = ClientBook.json(stream.next());
                told.add(push.get("topic").asText());
                status = push.get("topic").asText().equals("order") ? push.at("/data/0/orderStatus").asText() : status;
            }
            assertEquals(List.of("order", "wallet", "order"), told.subList(0, 3));
            assertEquals("pong", ClientBook.json(last(stream)).get("op").asText());
        }
        final JsonNode position = get("/v5/position/list", "category=linear&symbol=BTCUSDT").get("list").get(0);
        assertEquals("Sell", position.get("side").asText());
        assertEquals(0, venue.account().net("BTCUSDT").abs().compareTo(new BigDecimal(position.get("size").asText())));
    }

    /** The answer to a ping, after what was still to come. */
    private static String last(final StreamClient stream) throws Exception {
        String text = stream.ask("{\"op\":\"ping\"}");
        while (text.contains("\"topic\"")) {
            text = stream.next();
        }
        return text;
    }

    private static String auth() {
        final long expires = System.currentTimeMillis() + 10_000;
        return "{\"op\":\"auth\",\"args\":[\"" + PlainTrader.KEY + "\"," + expires + ",\""
            + PlainTrader.hmac(PlainTrader.SECRET, "GET/realtime" + expires) + "\"]}";
    }

    private static String ask(final String id, final String body) {
        return "{\"reqId\":\"" + id + "\",\"header\":{\"X-BAPI-TIMESTAMP\":\"" + System.currentTimeMillis()
            + "\",\"X-BAPI-RECV-WINDOW\":\"5000\"},\"op\":\"order.create\",\"args\":[" + body + "]}";
    }

    @Test
    void aPostOnlyOrderThatWouldTradeIsTakenAndCancelled() throws Exception {
        final BigDecimal ask = venue.truth("BTCUSDT").asks().firstKey();
        assertEquals(0, post("/v5/order/create", limit("p-1", "Buy", ask, "PostOnly")).get("retCode").asInt());
        assertEquals("Cancelled EC_PostOnlyWillTakeLiquidity", PlainTraders.texts(get("/v5/order/realtime",
            "category=linear&orderLinkId=p-1&symbol=BTCUSDT").get("list").get(0), "orderStatus", "rejectReason"));
    }

    @Test
    void theServersFaultsSpeakBybit() throws Exception {
        venue.inject(FaultKind.ORDER_REJECT, 1);
        assertEquals(110_007, post("/v5/order/create", limit("f-1", "Buy", low, "GTC")).get("retCode").asInt());
        venue.inject(FaultKind.ORDER_429, 1);
        assertEquals(10_006, post("/v5/order/create", limit("f-1", "Buy", low, "GTC")).get("retCode").asInt());
        venue.inject(FaultKind.ORDER_5XX_LIVE, 1);
        assertEquals(503, send("POST", "/v5/order/create", "", limit("f-1", "Buy", low, "GTC"),
            System.currentTimeMillis(), PlainTrader.SECRET).statusCode());
        assertEquals(1, venue.account().named("f-1").size());
        assertEquals(Map.of(FaultKind.ORDER_REJECT, 1L, FaultKind.ORDER_429, 1L, FaultKind.ORDER_5XX_LIVE, 1L),
            venue.injected());
    }
}
