package io.escapement.engine.venue.binance;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.orders.Ask;
import io.escapement.engine.venue.orders.DeskProbe;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.HmacSha256;
import io.escapement.engine.venue.orders.JsonWriter;
import io.escapement.engine.venue.orders.Operation;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Requests about orders as bytes, and what they cost. */
class BinanceRequestsTest {
    private static final long ID = 7L << 48 | 42L << 8;
    private static final long TIME_MS = 1_700_000_000_000L;

    private final BinanceRequests requests = new BinanceRequests(3_000);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[640]);
    private final JsonWriter writer = new JsonWriter();

    private static GatewayOrder order(Venue venue, OrderType type, TimeInForce timeInForce) {
        final GatewayOrder order = DeskProbe.order(DeskProbe.instrument(venue, venue == Venue.BINANCE
            ? InstrumentKind.SPOT : InstrumentKind.LINEAR), ID);
        order.side = Side.SELL;
        order.type = type;
        order.timeInForce = timeInForce;
        order.price = 6_412_345;
        order.quantity = 50_000_000;
        order.triggerPrice = 6_500_000;
        order.amendPrice = 6_412_345;
        order.amendQuantity = 40_000_000;
        return order;
    }

    private String encode(Operation operation, GatewayOrder order) {
        return out.getStringWithoutLengthUtf8(0, requests.encode(operation, order, TIME_MS, out, writer));
    }

    @Test
    void requestsOfTheWebSocketApiAreWrittenInFull() {
        final GatewayOrder order = order(Venue.BINANCE, OrderType.STOP_LIMIT, TimeInForce.GTC);
        assertEquals("{\"id\":\"7-42-0\",\"method\":\"order.place\",\"params\":{\"symbol\":\"BTCUSDT\","
            + "\"side\":\"SELL\",\"type\":\"STOP_LOSS_LIMIT\",\"timeInForce\":\"GTC\",\"price\":\"64123.45\","
            + "\"quantity\":\"0.50000000\",\"newClientOrderId\":\"7-42-0\",\"stopPrice\":\"65000.00\","
            + "\"newOrderRespType\":\"ACK\",\"recvWindow\":3000,\"timestamp\":1700000000000}}",
            encode(Operation.PLACE, order));
        assertEquals("{\"id\":\"c7-42-0\",\"method\":\"order.cancel\",\"params\":{\"symbol\":\"BTCUSDT\","
            + "\"origClientOrderId\":\"7-42-0\",\"recvWindow\":3000,\"timestamp\":1700000000000}}",
            encode(Operation.CANCEL, order));
        assertEquals("{\"id\":\"a7-42-0\",\"method\":\"order.amend.keepPriority\",\"params\":{\"symbol\":"
            + "\"BTCUSDT\",\"origClientOrderId\":\"7-42-0\",\"newClientOrderId\":\"7-42-0\",\"newQty\":"
            + "\"0.40000000\",\"recvWindow\":3000,\"timestamp\":1700000000000}}", encode(Operation.AMEND, order));
        order.amendQuantity = 50_000_000;
        assertThrows(IllegalArgumentException.class, () -> encode(Operation.AMEND, order));
        order.triggerPrice = 0;
        assertThrows(IllegalArgumentException.class, () -> encode(Operation.PLACE, order));
    }

    @Test
    void orderGoodTillADateGoesOutAsGoodTillCancelled() {
        assertTrue(encode(Operation.PLACE, order(Venue.BINANCE, OrderType.LIMIT, TimeInForce.GTD))
            .contains("\"timeInForce\":\"GTC\""));
    }

    @Test
    void requestsOfUsdmAreSignedAsTheyStand() {
        final UsdmAccount account = new UsdmAccount(DeskProbe.CONFIG);
        final GatewayOrder order = order(Venue.BINANCE_USDM, OrderType.LIMIT, TimeInForce.POST_ONLY);
        order.reduceOnly = true;
        final String query = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTX&quantity=0.50000000&price=64123.45"
            + "&reduceOnly=true&newClientOrderId=7-42-0&newOrderRespType=ACK&recvWindow=3000&timestamp=1700000000000";
        assertEquals("/fapi/v1/order?" + query + "&signature="
            + new HmacSha256("the-secret".getBytes(StandardCharsets.UTF_8)).sign(query),
            account.request(Operation.PLACE, order, TIME_MS).call().path());
        assertTrue(account.request(Operation.AMEND, order, TIME_MS).call().path()
            .startsWith("/fapi/v1/order?symbol=BTCUSDT&origClientOrderId=7-42-0&side=SELL&quantity=0.40000000"
                + "&price=64123.45&recvWindow="));
        assertTrue(account.deadMan(order.instrument, 60_000, TIME_MS).call().path()
            .startsWith("/fapi/v1/countdownCancelAll?symbol=BTCUSDT&countdownTime=60000&"));
    }

    @Test
    void stopsOfUsdmGoToTheServiceThatKeepsThem() {
        final UsdmAccount account = new UsdmAccount(DeskProbe.CONFIG);
        final GatewayOrder order = order(Venue.BINANCE_USDM, OrderType.STOP_LIMIT, TimeInForce.GTC);
        final String begin = "/fapi/v1/algoOrder?symbol=BTCUSDT&algoType=CONDITIONAL&side=SELL&type=";
        final String end = "&triggerPrice=65000.00&workingType=CONTRACT_PRICE&clientAlgoId=7-42-0&recvWindow=";
        assertStarts(begin + "STOP&timeInForce=GTC&quantity=0.50000000&price=64123.45" + end,
            account.request(Operation.PLACE, order, TIME_MS));
        order.type = OrderType.TAKE_PROFIT;
        assertStarts(begin + "TAKE_PROFIT_MARKET&quantity=0.50000000" + end,
            account.request(Operation.PLACE, order, TIME_MS));
        assertStarts("/fapi/v1/algoOrder?clientAlgoId=7-42-0&", account.request(Operation.CANCEL, order, TIME_MS));
        assertStarts("/fapi/v1/algoOrder?clientAlgoId=7-42-0&", account.order(order, 0, TIME_MS));
        assertStarts("/fapi/v1/order?symbol=BTCUSDT&origClientOrderId=7-42-0&", account.order(order, 1, TIME_MS));
        assertThrows(IllegalArgumentException.class, () -> account.request(Operation.AMEND, order, TIME_MS));
        order.venueOrderId = 5;
        assertStarts("/fapi/v1/order?symbol=BTCUSDT&orderId=5&", account.request(Operation.CANCEL, order, TIME_MS));
        assertStarts("/fapi/v1/order?symbol=BTCUSDT&orderId=5&", account.order(order, 0, TIME_MS));
        order.triggerPrice = 0;
        assertThrows(IllegalArgumentException.class, () -> account.request(Operation.PLACE, order, TIME_MS));
    }

    @Test
    void orderOfUsdmGoodTillADateIsSoAtTheVenueWhereThatTakesIt() {
        final UsdmAccount account = new UsdmAccount(DeskProbe.CONFIG);
        final GatewayOrder order = order(Venue.BINANCE_USDM, OrderType.LIMIT, TimeInForce.GTD);
        final String begin = "/fapi/v1/order?symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=";
        order.expireTimeNs = (TIME_MS + 700_500) * 1_000_000L;
        assertStarts(begin + "GTD&goodTillDate=1700000701000&quantity=",
            account.request(Operation.PLACE, order, TIME_MS));
        order.expireTimeNs = (TIME_MS + 600_000) * 1_000_000L;
        assertStarts(begin + "GTC&quantity=", account.request(Operation.PLACE, order, TIME_MS));
    }

    private static void assertStarts(String expected, Ask ask) {
        assertEquals(expected, ask.call().path().substring(0, Math.min(expected.length(),
            ask.call().path().length())));
    }

    @Test
    void encodingAllocatesNothing() {
        final GatewayOrder order = order(Venue.BINANCE, OrderType.LIMIT, TimeInForce.IOC);
        assertEquals(0, allocated(() -> {
            requests.encode(Operation.PLACE, order, TIME_MS, out, writer);
            requests.encode(Operation.CANCEL, order, TIME_MS, out, writer);
            requests.encode(Operation.AMEND, order, TIME_MS, out, writer);
        }), "bytes allocated in the best of 30 passes");
    }

    /** By REST the path is a text, and so costs its bytes; see the figure in the message where it grows. */
    @Test
    void requestByRestAllocatesLittleMoreThanItsText() {
        final UsdmAccount account = new UsdmAccount(DeskProbe.CONFIG);
        final GatewayOrder order = order(Venue.BINANCE_USDM, OrderType.LIMIT, TimeInForce.IOC);
        final long bytes = allocated(() -> account.request(Operation.PLACE, order, TIME_MS)) / 2_000;
        System.out.println("a request by REST allocates " + bytes + " bytes");
        assertTrue(bytes < 2_500, "a request allocates " + bytes + " bytes");
    }

    private static long allocated(Runnable what) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int pass = 0; pass < 30 && allocated > 0; pass++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2_000; i++) {
                what.run();
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return allocated;
    }
}
