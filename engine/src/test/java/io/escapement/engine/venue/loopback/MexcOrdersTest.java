package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MEXC's REST and private stream as a plain client finds them; the book stands still. */
class MexcOrdersTest {
    private static final String ORDER = "/api/v3/order";

    private LoopbackVenue venue;
    private PlainTrader trader;
    private BigDecimal bid;

    @BeforeEach
    void start() throws Exception {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).as("mexc")
            .withTrading(PlainTrader.trading()));
        trader = new PlainTrader(venue, "X-MEXC-APIKEY");
        bid = venue.truth("BTCUSDT").bids().firstKey();
    }

    @AfterEach
    void stop() throws Exception {
        venue.close();
    }

    private String order(final String type, final String side, final BigDecimal price, final String id) {
        return "symbol=BTCUSDT&side=" + side + "&type=" + type + "&quantity=0.5&price=" + price.toPlainString()
            + "&newClientOrderId=" + id;
    }

    @Test
    void theSheetsVectorsAreWhatAKeyVerifies() {
        final ApiKey key = ApiKey.hmac("k", "45d0b3c26f2644f19bfb98b07741b2f5");
        assertTrue(key.verifies("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=11&recvWindow=5000"
            + "&timestamp=1644489390087", "fd3e4e8543c5188531eb7279d68ae7d26a573d0fc5ab0d18eb692451654d837a"));
        assertEquals("symbol=BTCUSDT&side=BUY&type=LIMITquantity=1&price=11", Params.of(
            "symbol=BTCUSDT&side=BUY&type=LIMIT", "quantity=1&price=11&signature=x").payload());
    }

    @Test
    void ordersArePlacedQueriedAndCancelled() throws Exception {
        final BigDecimal low = bid.subtract(BigDecimal.ONE);
        final String id = trader.ok("POST", ORDER, order("LIMIT", "BUY", low, "x1")).get("orderId").asText();
        assertTrue(id.startsWith("C02__"), id);
        assertEquals("NEW x1 0.5", PlainTraders.texts(trader.ok("GET", ORDER, "symbol=BTCUSDT&orderId=" + id),
            "status", "clientOrderId", "origQty"));
        assertEquals("NEW", trader.ok("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=x1").get("status").asText(),
            "the answer tells the state before");
        assertEquals("CANCELED", trader.ok("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=x1").get("status")
            .asText());
        assertEquals("400 -2011", trader.refusal("DELETE", ORDER, "symbol=BTCUSDT&orderId=C02__7"));
        assertEquals("400 -2013", trader.refusal("GET", ORDER, "symbol=BTCUSDT&orderId=C02__7"));
        trader.ok("POST", ORDER, order("LIMIT_MAKER", "BUY", bid.add(BigDecimal.TEN), "p1"));
        assertEquals("CANCELED", trader.ok("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=p1").get("status")
            .asText(), "post-only that would trade");
        trader.ok("POST", ORDER, order("LIMIT", "BUY", low, "x2"));
        assertEquals(1, trader.ok("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT").size());
    }

    @Test
    void proofsAreCheckedAndTwelveOrdersASecondAreTheMost() throws Exception {
        assertEquals("400 10072", PlainTrader.refusal(trader.send("GET", "/api/v3/openOrders?timestamp=1&signature=1",
            "nobody", null)));
        assertEquals("400 700002", PlainTrader.refusal(trader.send("GET", "/api/v3/openOrders?timestamp="
            + System.currentTimeMillis() + "&signature=1", PlainTrader.KEY, null)));
        assertEquals("400 700003", PlainTrader.refusal(trader.send("GET", "/api/v3/openOrders?timestamp=1&signature=1",
            PlainTrader.KEY, null)));
        assertEquals("400 30004", trader.refusal("POST", ORDER, order("LIMIT", "BUY", bid, "x").replace("0.5", "900")));
        boolean refused = false;
        for (int i = 0; i < 200 && !refused; i++) {
            refused = trader.signed("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=none").statusCode() == 429;
        }
        assertTrue(refused, "429");
    }

    @Test
    void thePrivateStreamTellsInProtobuf() throws Exception {
        final String key = trader.ok("POST", "/api/v3/userDataStream", "").get("listenKey").asText();
        try (StreamClient stream = StreamClient.connect(venue, "/ws?listenKey=" + key)) {
            final String channels = "spot@private.orders.v3.api.pb,spot@private.deals.v3.api.pb,"
                + "spot@private.account.v3.api.pb";
            assertEquals("{\"id\":0,\"code\":0,\"msg\":\"" + channels + "\"}", stream.ask(
                "{\"method\":\"SUBSCRIPTION\",\"params\":[\"" + channels.replace(",", "\",\"") + "\"]}"));
            trader.ok("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.001&newClientOrderId=d1");
            final List<String> told = new ArrayList<>();
            while (!told.contains("order 2 0.001")) {
                told.add(read(stream.next()));
            }
            assertEquals(List.of("order 1 0", "deal d1 0.001 USDT", "order 2 0.001"), told.stream()
                .filter(each -> !each.startsWith("account")).toList());
        }
        try (StreamClient stranger = StreamClient.connect(venue, "/ws?listenKey=none")) {
            assertEquals("listenKey is invalid", stranger.next());
        }
    }

    /** The frame as a few words. */
    private static String read(final String frame) {
        final ProtobufTree push = ProtobufTree.parse(frame.getBytes(StandardCharsets.ISO_8859_1));
        if (push.has(304)) {
            final ProtobufTree order = push.message(304);
            return "order " + order.number(15) + ' ' + order.text(13);
        }
        if (push.has(306)) {
            final ProtobufTree deal = push.message(306);
            return "deal " + deal.text(8) + ' ' + deal.text(2) + ' ' + deal.text(11);
        }
        return "account " + push.message(307).text(1);
    }
}
