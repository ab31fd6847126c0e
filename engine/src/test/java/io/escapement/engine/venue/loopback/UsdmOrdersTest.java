package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.loopback.exchange.Order;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Binance USD-M's REST, WebSocket API and private stream as a plain client finds them; the book stands still. */
class UsdmOrdersTest {
    private static final String ORDER = "/fapi/v1/order";
    private static final String ALGO = "/fapi/v1/algoOrder";

    private LoopbackVenue venue;
    private PlainTrader trader;
    private BigDecimal bid;

    @BeforeEach
    void start() throws Exception {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).as("binance-usdm")
            .withTrading(PlainTrader.trading()));
        trader = new PlainTrader(venue, "X-MBX-APIKEY");
        bid = venue.truth("BTCUSDT").bids().firstKey();
    }

    @AfterEach
    void stop() throws Exception {
        venue.close();
    }

    private static String limit(final String side, final BigDecimal price, final String quantity, final String force,
        final String id) {
        return "symbol=BTCUSDT&side=" + side + "&type=LIMIT&timeInForce=" + force + "&quantity=" + quantity + "&price="
            + price.toPlainString() + "&newClientOrderId=" + id;
    }

    @Test
    void ordersArePlacedModifiedAndCancelled() throws Exception {
        final BigDecimal low = bid.subtract(BigDecimal.ONE);
        assertEquals("NEW", trader.ok("POST", ORDER, limit("BUY", low, "0.5", "GTC", "u-1")).get("status").asText());
        assertEquals("0.3 " + low.subtract(BigDecimal.ONE).toPlainString(), PlainTraders.texts(trader.ok("PUT", ORDER,
            "symbol=BTCUSDT&side=BUY&quantity=0.3&origClientOrderId=u-1&price="
            + low.subtract(BigDecimal.ONE).toPlainString()), "origQty", "price"));
        assertEquals("CANCELED", trader.ok("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=u-1").get("status")
            .asText());
        assertEquals("400 -2011", trader.refusal("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=u-1"));
        assertEquals("CANCELED", trader.ok("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=u-1").get("status")
            .asText());
        assertEquals("400 -4120", trader.refusal("POST", ORDER, limit("BUY", low, "0.5", "GTC", "u-2")
            .replace("type=LIMIT", "type=STOP_MARKET")));
        assertEquals("400 -5022", trader.refusal("POST", ORDER, limit("BUY", bid.add(BigDecimal.TEN), "0.5", "GTX",
            "u-2")));
        assertEquals("400 -2022", trader.refusal("POST", ORDER, limit("BUY", low, "0.5", "GTC", "u-2")
            + "&reduceOnly=true"));
        assertEquals("400 -2019", trader.refusal("POST", ORDER, limit("BUY", low, "1000", "GTC", "u-2")));
    }

    @Test
    void fillsMakePositionsAndTheStreamTellsOfBoth() throws Exception {
        final String key = ClientBook.json(trader.send("POST", "/fapi/v1/listenKey", PlainTrader.KEY, null).body())
            .get("listenKey").asText();
        assertEquals(key, ClientBook.json(trader.send("POST", "/fapi/v1/listenKey", PlainTrader.KEY, null).body())
            .get("listenKey").asText());
        try (StreamClient stream = StreamClient.connect(venue, "/private/ws/" + key)) {
            trader.ok("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.001&newClientOrderId=m-1");
            assertEquals("NEW NEW m-1", PlainTraders.texts(ClientBook.json(stream.next()).get("o"), "x", "X", "c"));
            assertEquals("TRADE FILLED 0.001 USDT", PlainTraders.texts(ClientBook.json(stream.next()).get("o"), "x",
                "X", "l", "N"));
            final JsonNode account = ClientBook.json(stream.next()).get("a");
            assertEquals("BTCUSDT -0.001", PlainTraders.texts(account.get("P").get(0), "s", "pa"));
        }
        final JsonNode risk = trader.ok("GET", "/fapi/v3/positionRisk", "symbol=BTCUSDT").get(0);
        assertEquals("-0.001", risk.get("positionAmt").asText());
        assertEquals(0, bid.compareTo(new BigDecimal(risk.get("entryPrice").asText())));
        final JsonNode trade = trader.ok("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT").get(0);
        final BigDecimal fee = new BigDecimal(trade.get("commission").asText());
        assertEquals(0, new BigDecimal(1_000_000).subtract(fee).compareTo(venue.account().balances().get("USDT")
            .total()));
        trader.ok("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001&reduceOnly=true");
        assertEquals(0, trader.ok("GET", "/fapi/v3/positionRisk", "").size());
    }

    private static String stop(final String side, final BigDecimal trigger, final String id) {
        return "algoType=CONDITIONAL&symbol=BTCUSDT&side=" + side + "&type=STOP_MARKET&quantity=0.001&triggerPrice="
            + trigger.toPlainString() + "&clientAlgoId=" + id;
    }

    @Test
    void conditionalOrdersWaitApartAndBecomeOrdersWhenTriggered() throws Exception {
        final String key = ClientBook.json(trader.send("POST", "/fapi/v1/listenKey", PlainTrader.KEY, null).body())
            .get("listenKey").asText();
        final BigDecimal low = bid.subtract(BigDecimal.ONE);
        try (StreamClient stream = StreamClient.connect(venue, "/private/ws/" + key)) {
            assertEquals("NEW STOP_MARKET ", PlainTraders.texts(trader.ok("POST", ALGO, stop("SELL", low, "s-1")),
                "algoStatus", "orderType", "actualOrderId"));
            assertEquals("NEW s-1 ", PlainTraders.texts(ClientBook.json(stream.next()).get("o"), "X", "caid", "ai"));
            assertEquals("400 -2013", trader.refusal("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=s-1"));
            assertEquals("400 -2011", trader.refusal("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=s-1"));
            assertEquals(0, trader.ok("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").size());
            trader.ok("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT");
            assertEquals(1, trader.ok("GET", "/fapi/v1/openAlgoOrders", "symbol=BTCUSDT").size());
            venue.trade("BTCUSDT", Side.SELL, low.toPlainString(), "0.001", 1);
            assertEquals("TRIGGERING", ClientBook.json(stream.next()).get("o").get("X").asText());
            final JsonNode taken = ClientBook.json(stream.next()).get("o");
            assertEquals("NEW s-1 MARKET", PlainTraders.texts(taken, "X", "c", "o"));
            assertEquals("TRADE FILLED", PlainTraders.texts(ClientBook.json(stream.next()).get("o"), "x", "X"));
            stream.next();
            assertEquals("TRIGGERED", ClientBook.json(stream.next()).get("o").get("X").asText());
            assertEquals("FINISHED 0.001 " + taken.get("i").asText(), PlainTraders.texts(ClientBook.json(
                stream.next()).get("o"), "X", "aq", "ai"));
            assertEquals("FINISHED " + taken.get("i").asText(), PlainTraders.texts(trader.ok("GET", ALGO,
                "clientAlgoId=s-1"), "algoStatus", "actualOrderId"));
            assertEquals("FILLED", trader.ok("GET", ORDER, "symbol=BTCUSDT&orderId=" + taken.get("i").asText())
                .get("status").asText());
        }
    }

    @Test
    void conditionalOrdersAreCancelledAndRefusedByTheirOwnService() throws Exception {
        final BigDecimal low = bid.subtract(BigDecimal.ONE);
        trader.ok("POST", ALGO, stop("SELL", low, "s-1"));
        assertEquals("400 -4116", trader.refusal("POST", ALGO, stop("SELL", low, "s-1")));
        assertEquals("200", trader.ok("DELETE", ALGO, "clientAlgoId=s-1").get("code").asText());
        assertEquals("400 -2011", trader.refusal("DELETE", ALGO, "clientAlgoId=s-1"));
        assertEquals("CANCELED", trader.ok("GET", ALGO, "clientAlgoId=s-1").get("algoStatus").asText());
        venue.trade("BTCUSDT", Side.SELL, low.toPlainString(), "0.001", 1);
        assertEquals("400 -2021", trader.refusal("POST", ALGO, stop("SELL", low, "s-2")));
        assertEquals("400 -1102", trader.refusal("POST", ALGO, stop("SELL", low, "s-2")
            .replace("triggerPrice", "stopPrice")));
        trader.ok("POST", ALGO, stop("SELL", low.subtract(BigDecimal.ONE), "s-3"));
        trader.ok("DELETE", "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT");
        assertEquals(List.of(), venue.account().open());
    }

    @Test
    void orderThatIsGoodTillATimeExpiresThen() throws Exception {
        final long untilMs = venue.clock().nowMs() + 700_000;
        final String order = limit("BUY", bid.subtract(BigDecimal.ONE), "0.5", "GTD", "g-1") + "&goodTillDate=";
        assertEquals("400 -1130", trader.refusal("POST", ORDER, order + (untilMs - 110_000)));
        assertEquals(untilMs / 1_000 * 1_000, trader.ok("POST", ORDER, order + untilMs).get("goodTillDate").asLong());
        venue.clock().offset(700_000);
        final long untilNanos = System.nanoTime() + 10_000_000_000L;
        while (!venue.account().open().isEmpty() && System.nanoTime() < untilNanos) {
            Thread.sleep(5);
        }
        assertEquals(Order.State.EXPIRED, venue.account().named("g-1").get(0).state());
    }

    @Test
    void theCountdownCancelsWhatIsNotRenewed() throws Exception {
        trader.ok("POST", ORDER, limit("BUY", bid.subtract(BigDecimal.ONE), "0.5", "GTC", "d-1"));
        trader.ok("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=100");
        trader.ok("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=0");
        Thread.sleep(150);
        assertEquals(1, venue.account().open().size(), "disarmed");
        trader.ok("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=20");
        final long untilNanos = System.nanoTime() + 10_000_000_000L;
        while (!venue.account().open().isEmpty() && System.nanoTime() < untilNanos) {
            Thread.sleep(5);
        }
        assertEquals(List.of(), venue.account().open());
    }

    @Test
    void theWebSocketApiTakesOrdersToo() throws Exception {
        try (StreamClient socket = StreamClient.connect(venue, "/ws-fapi/v1")) {
            assertEquals(200, ClientBook.json(socket.ask(PlainTrader.ask("1", "session.logon",
                PlainTrader.EDWARDS_KEY, Map.of()))).get("status").asInt());
            assertEquals("w-1", ClientBook.json(socket.ask(PlainTrader.ask("2", "order.place", null, Map.of("symbol",
                "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC", "quantity", "0.5", "price",
                bid.subtract(BigDecimal.ONE).toPlainString(), "newClientOrderId", "w-1")))).at("/result/clientOrderId")
                .asText());
        }
    }

    @Test
    void generatedDepthIsChainedAndTradesAreSums() throws Exception {
        try (StreamClient stream = StreamClient.connect(venue,
            "/public/stream?streams=btcusdt@depth@100ms/btcusdt@aggTrade")) {
            StreamClient.get(venue, "/fapi/v1/depth?symbol=BTCUSDT&limit=1000");
            long last = -1;
            boolean traded = false;
            for (int depths = 0; depths < 5 || !traded;) {
                final JsonNode data = ClientBook.json(stream.next()).get("data");
                traded |= data.get("e").asText().equals("aggTrade");
                if (data.get("e").asText().equals("depthUpdate")) {
                    assertTrue(last < 0 || data.get("pu").asLong() == last, "pu");
                    last = data.get("u").asLong();
                    depths++;
                }
            }
        }
    }
}
