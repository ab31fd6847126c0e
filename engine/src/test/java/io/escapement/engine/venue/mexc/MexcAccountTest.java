package io.escapement.engine.venue.mexc;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.venue.orders.Ask;
import io.escapement.engine.venue.orders.DeskProbe;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.HmacSha256;
import io.escapement.engine.venue.orders.Operation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** MEXC's requests about orders and its account's stream in protobuf, field numbers as in the sheet. */
class MexcAccountTest {
    private static final long ID = 7L << 48 | 42L << 8;

    private final DeskProbe stream = new DeskProbe(Venue.MEXC, (config, desk) -> new MexcLine(config, desk, "key"));

    /** A protobuf message by hand. */
    private static final class Proto {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        private Proto number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        private Proto bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private Proto text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        private byte[] done() {
            return bytes.toByteArray();
        }
    }

    private static byte[] push(int body, Proto message) {
        return new Proto().text(1, "spot@private").text(3, "BTCUSDT").bytes(body, message.done())
            .number(6, 1_700_000_000_123L).done();
    }

    private static byte[] order(long status) {
        return push(304, new Proto().text(1, "C02__123").text(2, "7-42-0").text(3, "64123.45").text(4, "0.5")
            .number(7, 1).number(8, 1).text(13, "0.2").number(15, status).number(16, 1_700_000_000_000L));
    }

    private static byte[] deal() {
        return push(306, new Proto().text(1, "64123.45").text(2, "0.2").number(4, 2).number(5, 1)
            .text(7, "505979017439002624X1").text(8, "7-42-0").text(9, "C02__123").text(10, "0.0000000001")
            .text(11, "USDT").number(12, 1_700_000_000_000L));
    }

    @Test
    void ordersDealsAndBalancesAreTold() {
        assertEquals(List.of("ACCEPTED 7-42-0 STREAM BUY 20000000/30000000 order 50000000@6412345 NONE id -C02__123"),
            stream.frame(order(1), false));
        assertEquals(List.of("CANCELLED 7-42-0 STREAM BUY 20000000/0 order 50000000@6412345 NONE id -C02__123"),
            stream.frame(order(5), false));
        assertEquals(List.of("FILL 7-42-0 STREAM SELL 0/0 20000000@6412345 MAKER fee 1 USDT NONE id -C02__123"),
            stream.frame(deal(), false));
        assertEquals(List.of("balance 150000000 100000000 STREAM USDT"), stream.frame(push(307, new Proto()
            .text(1, "USDT").text(3, "1").text(5, "0.5").text(7, "ENTRUST_PLACE").number(8, 5)), false));
        assertEquals(List.of("malformed: the account's stream: the order's status is 9; expected 0 to 5"),
            stream.frame(order(9), false));
    }

    @Test
    void subscriptionsAreGrantedByName() {
        assertEquals(List.of(), stream.frame("{\"id\":0,\"code\":0,\"msg\":\"spot@private.orders.v3.api.pb\"}"));
        assertEquals(List.of(), stream.frame("{\"id\":0,\"code\":0,\"msg\":\"PONG\"}"));
        assertEquals(List.of(), stream.frame("{\"id\":0,\"code\":0,\"msg\":\"spot@private.deals.v3.api.pb\"}"));
        assertEquals(List.of("ready"), stream.frame("{\"id\":0,\"code\":0,\"msg\":\"spot@private.account.v3.api."
            + "pb\"}"));
        assertEquals(List.of("refused: Not Subscribed successfully! [spot@private.account.v3.api.pb]. Reason:"
            + " Blocked!"), stream.frame("Not Subscribed successfully! [spot@private.account.v3.api.pb]. Reason:"
            + " Blocked!"));
    }

    private static String place(Side side, OrderType type, TimeInForce timeInForce) {
        final Instrument instrument = DeskProbe.instrument(Venue.MEXC, InstrumentKind.SPOT);
        final GatewayOrder order = DeskProbe.order(instrument, ID);
        order.side = side;
        order.type = type;
        order.timeInForce = timeInForce;
        order.price = 6_412_345;
        order.quantity = 50_000_000;
        final Ask ask = new MexcAccount(DeskProbe.CONFIG).request(Operation.PLACE, order, 1_700_000_000_000L);
        assertEquals("POST /api/v3/order", ask.call().toString());
        return ask.call().path();
    }

    @Test
    void orderIsSignedAsItStandsAndItsTypeIsItsTimeInForce() {
        final String query = "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.50000000&price=64123.45"
            + "&newClientOrderId=7-42-0&recvWindow=3000&timestamp=1700000000000";
        assertEquals("/api/v3/order?" + query + "&signature="
            + new HmacSha256("the-secret".getBytes(StandardCharsets.UTF_8)).sign(query),
            place(Side.BUY, OrderType.LIMIT, TimeInForce.POST_ONLY));
        assertTrue(place(Side.BUY, OrderType.LIMIT, TimeInForce.IOC).contains("&type=IMMEDIATE_OR_CANCEL&"));
        assertTrue(place(Side.BUY, OrderType.LIMIT, TimeInForce.FOK).contains("&type=FILL_OR_KILL&"));
        assertTrue(place(Side.SELL, OrderType.MARKET, TimeInForce.IOC).contains("&type=MARKET&quantity=0.5"));
        assertThrows(IllegalArgumentException.class, () -> place(Side.BUY, OrderType.MARKET, TimeInForce.IOC));
        assertThrows(IllegalArgumentException.class, () -> place(Side.BUY, OrderType.STOP, TimeInForce.GTC));
    }

    @Property(tries = 6_000)
    void brokenMessagesAreToldAndNeverThrow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes,
                                            @ForAll boolean ofDeal) {
        final byte[] bytes = new Mutations("0123456789.eE-\n\u0012\u001a\"*\u0080\u0000\u0001\u0002\u0003")
            .change(ofDeal ? deal() : order(1), changes, new Random(seed));
        for (final String line : stream.frame(bytes, false)) {
            assertTrue(!line.startsWith("FILL ") || !line.contains(" 0@") && !line.contains("@0 "), line);
        }
    }
}
