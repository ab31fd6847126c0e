package io.escapement.engine.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.venue.orders.DeskProbe;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.Operation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Bybit's requests about orders and its account's streams, in the shapes of the sheet. */
class BybitAccountTest {
    private static final long ID = 7L << 48 | 42L << 8;
    private static final String ORDER = "{\"id\":\"1\",\"topic\":\"order\",\"creationTime\":1700000000123,\"data\":[{"
        + "\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderId\":\"5cf98598-39a7\",\"orderLinkId\":\"7-42-0\","
        + "\"side\":\"Buy\",\"orderStatus\":\"New\",\"cancelType\":\"UNKNOWN\",\"rejectReason\":\"EC_NoError\","
        + "\"price\":\"64123.45\",\"qty\":\"0.5\",\"cumExecQty\":\"0\",\"updatedTime\":\"1700000000122\"}]}";
    private static final String EXECUTION = "{\"id\":\"2\",\"topic\":\"execution\",\"creationTime\":1700000000123,"
        + "\"data\":[{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"execFee\":\"0.0000105\",\"execId\":\"210000"
        + "0000007\","
        + "\"execPrice\":\"64123.45\",\"execQty\":\"0.2\",\"execType\":\"Trade\",\"isMaker\":false,\"feeCurrency"
        + "\":\"BTC\","
        + "\"orderId\":\"5cf98598-39a7\",\"orderLinkId\":\"7-42-0\",\"side\":\"Buy\",\"execTime\":\"1700000000122\"}]}";

    private final DeskProbe stream = new DeskProbe(Venue.BYBIT, BybitPrivateLine::new);
    private final DeskProbe trade = new DeskProbe(Venue.BYBIT,
        (config, desk) -> new BybitTradeLine(config, desk, BybitReading.refusals()));
    private final BybitRequests requests = new BybitRequests(3_000);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[640]);

    private static GatewayOrder order(InstrumentKind kind, Side side, OrderType type, TimeInForce timeInForce) {
        final Instrument instrument = DeskProbe.instrument(Venue.BYBIT, kind);
        final GatewayOrder order = DeskProbe.order(instrument, ID);
        order.side = side;
        order.type = type;
        order.timeInForce = timeInForce;
        order.price = 6_412_345;
        order.quantity = 50_000_000;
        order.triggerPrice = 6_400_000;
        order.amendPrice = 6_412_300;
        order.amendQuantity = 40_000_000;
        return order;
    }

    private String encode(Operation operation, GatewayOrder order) throws IOException {
        final int length = requests.encode(operation, order, 1_700_000_000_000L, out);
        final String text = out.getStringWithoutLengthUtf8(0, length);
        final JsonNode json = new ObjectMapper().readTree(text);
        assertTrue(json.get("reqId").asText().length() <= 36, text);
        return text;
    }

    @Test
    void requestsAreWrittenInFull() throws IOException {
        final String header = "\"header\":{\"X-BAPI-TIMESTAMP\":\"1700000000000\",\"X-BAPI-RECV-WINDOW\":\"3000\"},";
        final GatewayOrder order = order(InstrumentKind.LINEAR, Side.BUY, OrderType.LIMIT, TimeInForce.POST_ONLY);
        order.reduceOnly = true;
        assertEquals("{\"reqId\":\"7-42-0\"," + header + "\"op\":\"order.create\",\"args\":[{\"category\":\"linear\","
            + "\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.50000000\",\"price\":"
            + "\"64123.45\","
            + "\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"7-42-0\",\"reduceOnly\":true}]}",
            encode(Operation.PLACE, order));
        assertEquals("{\"reqId\":\"c1.7-42-0\"," + header + "\"op\":\"order.cancel\",\"args\":[{\"category\":\"l"
            + "inear\","
            + "\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"7-42-0\"}]}", encode(Operation.CANCEL, order));
        assertEquals("{\"reqId\":\"a2.7-42-0\"," + header + "\"op\":\"order.amend\",\"args\":[{\"category\":\"linear\","
            + "\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"7-42-0\",\"qty\":\"0.40000000\",\"price\":\"64123.00\"}]}",
            encode(Operation.AMEND, order));
    }

    @Test
    void marketAndStopOrdersSayWhatTheVenueWants() throws IOException {
        assertTrue(encode(Operation.PLACE, order(InstrumentKind.SPOT, Side.BUY, OrderType.MARKET, TimeInForce.IOC))
            .contains("\"orderType\":\"Market\",\"qty\":\"0.50000000\",\"orderLinkId\":\"7-42-0\","
                + "\"marketUnit\":\"baseCoin\"}"));
        assertTrue(encode(Operation.PLACE, order(InstrumentKind.LINEAR, Side.SELL, OrderType.STOP, TimeInForce.GTC))
            .endsWith("\"triggerPrice\":\"64000.00\",\"triggerDirection\":2}]}"));
        assertTrue(encode(Operation.PLACE, order(InstrumentKind.LINEAR, Side.SELL, OrderType.TAKE_PROFIT_LIMIT,
            TimeInForce.GTC)).endsWith("\"triggerPrice\":\"64000.00\",\"triggerDirection\":1}]}"));
        assertTrue(encode(Operation.PLACE, order(InstrumentKind.SPOT, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC))
            .endsWith("\"triggerPrice\":\"64000.00\",\"orderFilter\":\"StopOrder\"}]}"));
        assertThrows(IllegalArgumentException.class, () -> encode(Operation.PLACE,
            order(InstrumentKind.SPOT, Side.UNKNOWN, OrderType.LIMIT, TimeInForce.GTC)));
    }

    @Test
    void ordersAndExecutionsAreTold() {
        assertEquals(List.of("ACCEPTED 7-42-0 STREAM BUY 0/50000000 order 50000000@6412345 NONE id -5cf98598-39a7"),
            stream.frame(ORDER));
        assertEquals(List.of("FILL 7-42-0 STREAM BUY 0/0 20000000@6412345 TAKER fee 1050 BTC NONE id -5cf98598-39a7"),
            stream.frame(EXECUTION));
        assertEquals(List.of("CANCELLED 7-42-0 STREAM BUY 0/0 order 50000000@6412345 WOULD_CROSS id -5cf98598-39a7:"
            + " UNKNOWN EC_PostOnlyWillTakeLiquidity"), stream.frame(ORDER.replace("\"New\"", "\"Cancelled\"")
            .replace("EC_NoError", "EC_PostOnlyWillTakeLiquidity")));
        assertEquals(List.of("REJECTED 7-42-0 STREAM BUY 0/0 order 50000000@6412345 NO_LIQUIDITY id -5cf98598-39a7:"
            + " EC_NoImmediateQtyToFill"), stream.frame(ORDER.replace("\"New\"", "\"Rejected\"")
            .replace("EC_NoError", "EC_NoImmediateQtyToFill")));
        assertEquals(List.of("funding 1 -1050 BTC"),
            stream.frame(EXECUTION.replace("\"Trade\"", "\"Funding\"")));
        assertEquals(List.of("another's order"), stream.frame(ORDER.replace("7-42-0", "")));
    }

    @Test
    void logonsAndRepliesAreUnderstood() {
        assertEquals(List.of("logged on"), stream.frame("{\"success\":true,\"ret_msg\":\"\",\"op\":\"auth\"}"));
        assertEquals(List.of("ready"), stream.frame("{\"success\":true,\"op\":\"subscribe\",\"req_id\":\"account\"}"));
        assertEquals(List.of("refused: the logon was refused: no"),
            stream.frame("{\"success\":false,\"ret_msg\":\"no\",\"op\":\"auth\"}"));
        assertEquals(List.of("logged on", "ready"), trade.frame("{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"auth\"}"));
        assertEquals(List.of("refused: the logon was refused: 10004 sign"),
            trade.frame("{\"retCode\":10004,\"retMsg\":\"sign\",\"op\":\"auth\"}"));
        assertEquals(List.of("PLACE 7-42-0 granted"),
            trade.frame("{\"reqId\":\"7-42-0\",\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"order.create\"}"));
        assertEquals(List.of("CANCEL 7-42-0 NOT_FOUND UNKNOWN_ORDER 110001 gone"),
            trade.frame("{\"reqId\":\"c9.7-42-0\",\"retCode\":110001,\"retMsg\":\"gone\",\"op\":\"order.cancel\"}"));
        assertEquals(List.of("AMEND 7-42-0 UNKNOWN NONE 10019 restart", "interrupted: the venue restarts its trade"
            + " sockets"), trade.frame("{\"reqId\":\"a3.7-42-0\",\"retCode\":10019,\"retMsg\":\"restart\","
            + "\"op\":\"order.amend\"}"));
        assertEquals(List.of("PLACE 7-42-0 DUPLICATE DUPLICATE_ORDER 110072 twice"),
            trade.frame("{\"reqId\":\"7-42-0\",\"retCode\":110072,\"retMsg\":\"twice\",\"op\":\"order.create\"}"));
    }

    @Property(tries = 6_000)
    void brokenMessagesAreToldAndNeverThrow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes,
                                            @ForAll boolean execution) {
        final byte[] bytes = new Mutations("0123456789.eE-+\"{}[],:BuySelNw ").change(
            (execution ? EXECUTION : ORDER).getBytes(StandardCharsets.UTF_8), changes, new Random(seed));
        for (final String line : stream.frame(bytes, true)) {
            assertTrue(!line.startsWith("FILL ") || !line.contains(" 0@") && !line.contains("@0 "), line);
        }
    }
}
