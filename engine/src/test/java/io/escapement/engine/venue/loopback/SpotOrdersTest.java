package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.loopback.exchange.Order.State;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Binance spot's REST as a plain client finds it; the book stands still, since nobody subscribes. */
class SpotOrdersTest {
    private static final String ORDER = "/api/v3/order";

    private LoopbackVenue venue;
    private PlainTrader trader;
    private BigDecimal bid;
    private BigDecimal ask;

    @BeforeEach
    void start() throws Exception {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT", "ETHUSDT"))
            .withTrading(PlainTrader.trading()));
        trader = new PlainTrader(venue, "X-MBX-APIKEY");
        bid = venue.truth("BTCUSDT").bids().firstKey();
        ask = venue.truth("BTCUSDT").asks().firstKey();
    }

    @AfterEach
    void stop() throws Exception {
        venue.close();
    }

    private static String limit(final String side, final BigDecimal price, final String quantity, final String id) {
        return "symbol=BTCUSDT&side=" + side + "&type=LIMIT&timeInForce=GTC&quantity=" + quantity + "&price="
            + price.toPlainString() + (id == null ? "" : "&newClientOrderId=" + id);
    }

    private BigDecimal below(final int ticks) {
        return bid.subtract(new BigDecimal("0.01").multiply(BigDecimal.valueOf(ticks)));
    }

    @Test
    void theSheetsSignatureIsTheOneThatAKeyVerifies() {
        final String payload = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
            + "&timestamp=1499827319559";
        final String signature = "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";
        final ApiKey key = ApiKey.hmac("k", PlainTrader.SECRET);
        assertTrue(key.verifies(payload, signature));
        assertFalse(key.verifies(payload + ' ', signature));
        assertFalse(key.verifies(payload, ""));
        final ApiKey edwards = ApiKey.ed25519("e", PlainTrader.EDWARDS.getPublic());
        assertTrue(edwards.verifies(payload, PlainTrader.edwards(payload)));
        assertFalse(edwards.verifies(payload, signature));
    }

    @Test
    void aRestingOrderIsAcknowledgedListedQueriedAndCancelled() throws Exception {
        final JsonNode placed = trader.ok("POST", ORDER, limit("BUY", below(100), "0.5", "mine-1"));
        assertEquals("NEW", placed.get("status").asText());
        assertEquals("mine-1", placed.get("clientOrderId").asText());
        assertEquals(0, placed.get("fills").size());
        final long id = placed.get("orderId").asLong();

        final JsonNode queried = trader.ok("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=mine-1");
        assertEquals(id, queried.get("orderId").asLong());
        assertTrue(queried.get("isWorking").asBoolean());
        assertEquals(queried, trader.ok("GET", "/api/v3/openOrders", "symbol=BTCUSDT").get(0));
        final BigDecimal locked = below(100).multiply(new BigDecimal("0.5"));
        assertEquals(0, locked.compareTo(balance("USDT", "locked")), "locked");

        final JsonNode cancelled = trader.ok("DELETE", ORDER, "symbol=BTCUSDT&orderId=" + id);
        assertEquals("CANCELED", cancelled.get("status").asText());
        assertEquals("mine-1", cancelled.get("origClientOrderId").asText());
        assertNotEquals("mine-1", cancelled.get("clientOrderId").asText());
        assertEquals(0, trader.ok("GET", "/api/v3/openOrders", "").size());
        assertEquals(0, balance("USDT", "locked").signum());
        assertEquals(0, new BigDecimal(1_000_000).compareTo(balance("USDT", "free")));
        assertEquals("400 -2011", trader.refusal("DELETE", ORDER, "symbol=BTCUSDT&orderId=" + id));
        assertEquals("400 -2013", trader.refusal("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=other"));
    }

    private BigDecimal balance(final String asset, final String what) throws Exception {
        for (final JsonNode row : trader.ok("GET", "/api/v3/account", "").get("balances")) {
            if (row.get("asset").asText().equals(asset)) {
                return new BigDecimal(row.get(what).asText());
            }
        }
        return BigDecimal.ZERO;
    }

    @Test
    void aMarketOrderTakesTheBookPaysItsFeeAndIsInTheTruth() throws Exception {
        final JsonNode placed = trader.ok("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.00100");
        assertEquals("FILLED", placed.get("status").asText());
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal fee = BigDecimal.ZERO;
        for (final JsonNode fill : placed.get("fills")) {
            quantity = quantity.add(new BigDecimal(fill.get("qty").asText()));
            cost = cost.add(new BigDecimal(fill.get("qty").asText()).multiply(new BigDecimal(fill.get("price")
                .asText())));
            fee = fee.add(new BigDecimal(fill.get("commission").asText()));
            assertEquals("BTC", fill.get("commissionAsset").asText());
        }
        assertEquals(0, new BigDecimal("0.001").compareTo(quantity));
        assertEquals(0, ask.compareTo(new BigDecimal(placed.get("fills").get(0).get("price").asText())), "best ask");
        assertEquals(0, new BigDecimal(1_000_000).subtract(cost).compareTo(balance("USDT", "free")));
        assertEquals(0, new BigDecimal("100.001").subtract(fee).compareTo(balance("BTC", "free")));
        final JsonNode trades = trader.ok("GET", "/api/v3/myTrades", "symbol=BTCUSDT&fromId=1");
        assertEquals(placed.get("fills").size(), trades.size());
        final AccountTruth truth = venue.account();
        assertEquals(new BigDecimal("0.001"), truth.net("BTCUSDT"));
        assertEquals(List.of(State.FILLED), truth.orders().stream().map(AccountTruth.Entry::state).toList());
    }

    @Test
    void aMarketOrderForAnAmountOfQuoteSpendsNoMore() throws Exception {
        final JsonNode placed = trader.ok("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=100");
        assertEquals("FILLED", placed.get("status").asText());
        final BigDecimal spent = new BigDecimal(placed.get("cummulativeQuoteQty").asText());
        assertTrue(spent.compareTo(new BigDecimal(100)) <= 0 && spent.compareTo(new BigDecimal(99)) > 0, "" + spent);
    }

    @Test
    void whatIsWrongIsRefusedInTheVenuesWords() throws Exception {
        assertEquals("400 -1013", trader.refusal("POST", ORDER, limit("BUY", new BigDecimal("100.001"), "1", null)));
        assertEquals("400 -1013", trader.refusal("POST", ORDER, limit("BUY", bid, "0.000001", null)));
        assertEquals("400 -1013", trader.refusal("POST", ORDER, limit("BUY", bid, "0.00001", null)));
        assertEquals("400 -2010", trader.refusal("POST", ORDER, limit("BUY", bid, "1000", null)));
        assertEquals("400 -1121", trader.refusal("POST", ORDER, limit("BUY", bid, "1", null).replace("BTC", "XYZ")));
        assertEquals("400 -1102", trader.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT"));
        assertEquals("400 -1116", trader.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=GUESS&quantity=1"));
        assertEquals("400 -1117", trader.refusal("POST", ORDER, "symbol=BTCUSDT&side=HOLD&type=MARKET&quantity=1"));
        assertEquals("400 -2010", trader.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1"
            + "&price=" + ask.toPlainString()));
        trader.ok("POST", ORDER, limit("BUY", below(100), "0.5", "twice"));
        assertEquals("400 -2010", trader.refusal("POST", ORDER, limit("BUY", below(100), "0.5", "twice")));
        assertEquals(1, venue.account().orders().size());
    }

    @Test
    void keySignatureAndTimeAreChecked() throws Exception {
        final String params = limit("BUY", below(100), "0.5", null);
        final String now = params + "&timestamp=" + System.currentTimeMillis();
        final String signature = "&signature=" + PlainTrader.hmac(PlainTrader.SECRET, now);
        assertEquals("401 -2014", PlainTrader.refusal(trader.send("POST", ORDER + '?' + now + signature, null, null)));
        assertEquals("401 -2015", PlainTrader.refusal(trader.send("POST", ORDER + '?' + now + signature, "no", null)));
        assertEquals("400 -1022", PlainTrader.refusal(trader.send("POST", ORDER + '?' + now + "&recvWindow=4000"
            + signature,
            PlainTrader.KEY, null)));
        assertEquals("400 -1102", PlainTrader.refusal(trader.send("POST", ORDER + '?' + now, PlainTrader.KEY, null)));
        for (final long offset : new long[] {-5_500, 1_500}) {
            final String then = params + "&timestamp=" + (System.currentTimeMillis() + offset);
            assertEquals("400 -1021", PlainTrader.refusal(trader.send("POST", ORDER + '?' + then + "&signature="
                + PlainTrader.hmac(PlainTrader.SECRET, then), PlainTrader.KEY, null)), "off by " + offset);
        }
        venue.clock().offset(30_000);
        assertEquals("400 -1021", trader.refusal("POST", ORDER, params));
        assertEquals(200, trader.signed("POST", ORDER, params + "&recvWindow=40000").statusCode());
        assertEquals("400 -1131", trader.refusal("POST", ORDER, params + "&recvWindow=60001"));
    }

    @Test
    void aSignatureCountsWhereverItStandsAndOfEitherKind() throws Exception {
        final String now = limit("BUY", below(100), "0.5", null) + "&timestamp=" + System.currentTimeMillis();
        assertEquals(200, trader.send("POST", ORDER, PlainTrader.KEY, now + "&signature="
            + PlainTrader.hmac(PlainTrader.SECRET, now)).statusCode());
        final int cut = now.indexOf("&type");
        assertEquals(200, trader.send("POST", ORDER + '?' + now.substring(0, cut), PlainTrader.KEY,
            now.substring(cut + 1) + "&signature=" + PlainTrader.hmac(PlainTrader.SECRET,
            now.substring(0, cut) + now.substring(cut + 1))).statusCode());
        assertEquals(200, trader.send("POST", ORDER + '?' + now + "&signature=" + PlainTrader.encode(PlainTrader
            .edwards(now)), PlainTrader.EDWARDS_KEY, null).statusCode());
    }

    @Test
    void cancelReplaceAmendAndCancelAllDoWhatTheirNamesSay() throws Exception {
        final long first = trader.ok("POST", ORDER, limit("BUY", below(100), "0.5", "a")).get("orderId").asLong();
        final JsonNode replaced = trader.ok("POST", ORDER + "/cancelReplace", limit("BUY", below(200), "0.4", "b")
            + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=" + first);
        assertEquals("SUCCESS", replaced.get("cancelResult").asText());
        assertEquals("NEW", replaced.get("newOrderResponse").get("status").asText());
        final HttpResponse<String> half = trader.signed("POST", ORDER + "/cancelReplace", limit("BUY", below(200),
            "0.4", "c") + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=" + first);
        assertEquals("409 -2021", PlainTrader.refusal(half));
        assertEquals("400 -2022", trader.refusal("POST", ORDER + "/cancelReplace", limit("BUY", below(200), "0.4", "d")
            + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=" + first));
        final JsonNode amended = trader.ok("PUT", ORDER + "/amend/keepPriority",
            "symbol=BTCUSDT&origClientOrderId=b&newQty=0.1&newClientOrderId=b").get("amendedOrder");
        assertEquals("0.10000000", amended.get("qty").asText());
        assertEquals("400 -2038", trader.refusal("PUT", ORDER + "/amend/keepPriority",
            "symbol=BTCUSDT&origClientOrderId=b&newQty=0.2&newClientOrderId=b"));
        assertEquals(2, trader.ok("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT").size());
        assertEquals(3, trader.ok("GET", "/api/v3/allOrders", "symbol=BTCUSDT").size());
        assertEquals(List.of(), venue.account().open());
    }

    @Test
    void allowancesAreToldInHeadersAndGoingOnIsBanned() throws Exception {
        final HttpResponse<String> first = trader.signed("POST", ORDER, limit("BUY", below(100), "0.5", null));
        assertEquals("0", first.headers().firstValue("X-MBX-USED-WEIGHT-1M").orElseThrow(), "success costs nothing");
        assertEquals("1", first.headers().firstValue("X-MBX-ORDER-COUNT-10S").orElseThrow());
        venue.close();
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT"))
            .withTrading(PlainTrader.trading().allowing(3)));
        trader = new PlainTrader(venue, "X-MBX-APIKEY");
        int tooMany = 0;
        HttpResponse<String> last = first;
        for (int i = 0; i < 60 && last.statusCode() != 418; i++) {
            last = trader.signed("POST", ORDER, limit("BUY", below(100), "0.5", null));
            tooMany += last.statusCode() == 429 ? 1 : 0;
        }
        assertTrue(tooMany > 0, "429");
        assertEquals(418, last.statusCode());
        assertTrue(last.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void publicAnswersNeedNoKey() throws Exception {
        assertEquals("{}", StreamClient.get(venue, "/api/v3/ping").body());
        final long time = ClientBook.json(StreamClient.get(venue, "/api/v3/time").body()).get("serverTime").asLong();
        assertTrue(Math.abs(time - System.currentTimeMillis()) < 5_000, "server's clock");
        final JsonNode ticker = ClientBook.json(StreamClient.get(venue, "/api/v3/ticker/bookTicker?symbol=BTCUSDT")
            .body());
        assertEquals(0, bid.compareTo(new BigDecimal(ticker.get("bidPrice").asText())));
        assertEquals(2, ClientBook.json(StreamClient.get(venue, "/api/v3/ticker/24hr").body()).size());
        assertEquals("BTCUSDT", ClientBook.json(StreamClient.get(venue, "/api/v3/exchangeInfo?symbol=BTCUSDT").body())
            .get("symbols").get(0).get("symbol").asText());
    }
}
