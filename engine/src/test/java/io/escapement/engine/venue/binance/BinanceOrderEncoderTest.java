package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.RecordBuilder;
import io.escapement.engine.pipeline.Slot;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BinanceOrderEncoderTest {
    private static final long ORDER_ID = 7L << 48 | 123_456L << 8 | 2;
    private static final long TIME_MS = 1_723_075_200_123L;

    private final BinanceOrderEncoder encoder = new BinanceOrderEncoder(instrument("BTCUSDT"));
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[encoder.maxLength() + 5]);

    private static Instrument instrument(String symbol) {
        return new Instrument(1, Venue.BINANCE, symbol, "BTC", "USDT", -2, -8, 1, 1_000, 1_000, 900_000_000_000L,
            500_000_000, InstrumentStatus.TRADING);
    }

    private String text(Side side, OrderType type, TimeInForce timeInForce, long price, long quantity) {
        final int length = encoder.encode(ORDER_ID, side, type, timeInForce, price, quantity, TIME_MS, buffer, 5);
        return buffer.getStringWithoutLengthUtf8(5, length);
    }

    @Test
    void limitOrderIsWrittenInFull() {
        assertEquals("{\"id\":\"7-123456-2\",\"method\":\"order.place\",\"params\":{\"symbol\":\"BTCUSDT\","
            + "\"side\":\"BUY\",\"type\":\"LIMIT\",\"timeInForce\":\"IOC\",\"price\":\"64123.45\","
            + "\"quantity\":\"0.01000000\",\"newClientOrderId\":\"7-123456-2\",\"newOrderRespType\":\"ACK\","
            + "\"timestamp\":1723075200123}}", text(Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 6_412_345, 1_000_000));
    }

    @Test
    void marketOrderHasNeitherPriceNorTimeInForce() throws JsonProcessingException {
        final JsonNode params = params(text(Side.SELL, OrderType.MARKET, TimeInForce.IOC, Long.MIN_VALUE, 1_000_000));
        assertEquals("MARKET", params.get("type").asText());
        assertEquals("SELL", params.get("side").asText());
        assertEquals("0.01000000", params.get("quantity").asText());
        assertFalse(params.has("price"));
        assertFalse(params.has("timeInForce"));
    }

    @Test
    void postOnlyOrderIsALimitMakerWithoutTimeInForce() throws JsonProcessingException {
        final JsonNode params = params(text(Side.BUY, OrderType.LIMIT, TimeInForce.POST_ONLY, 1, 1_000));
        assertEquals("LIMIT_MAKER", params.get("type").asText());
        assertEquals("0.01", params.get("price").asText());
        assertFalse(params.has("timeInForce"));
    }

    @Test
    void everyOrderIsJsonThatSaysWhatTheOrderSays() throws JsonProcessingException {
        final long seed = 99;
        final Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            final long id = random.nextLong() >>> 1 + random.nextInt(62);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final TimeInForce timeInForce = TimeInForce.get((short) (1 + random.nextInt(3)));
            final long price = 1 + (random.nextLong() >>> 2 + random.nextInt(60));
            final long quantity = 1_000 * (1 + (random.nextLong() >>> 12 + random.nextInt(50)));
            final int length = encoder.encode(id, side, OrderType.LIMIT, timeInForce, price, quantity, TIME_MS, buffer,
                0);
            final String at = "seed " + seed + " case " + i;
            assertTrue(length <= encoder.maxLength(), at);
            final String text = buffer.getStringWithoutLengthUtf8(0, length);
            final JsonNode root = new ObjectMapper().readTree(text);
            final JsonNode params = params(text);
            final String clientId = params.get("newClientOrderId").asText();
            assertTrue(clientId.matches("[A-Za-z0-9_-]{1,36}"), at + ": " + clientId);
            assertEquals((id >>> 48) + "-" + (id >>> 8 & 0xFF_FFFF_FFFFL) + "-" + (id & 0xFF), clientId, at);
            assertEquals(clientId, root.get("id").asText(), at);
            assertEquals(side.name(), params.get("side").asText(), at);
            assertEquals(timeInForce.name(), params.get("timeInForce").asText(), at);
            assertEquals(BigDecimal.valueOf(price, 2), new BigDecimal(params.get("price").asText()), at);
            assertEquals(BigDecimal.valueOf(quantity, 8), new BigDecimal(params.get("quantity").asText()), at);
            assertEquals(TIME_MS, params.get("timestamp").asLong(), at);
        }
    }

    private static JsonNode params(String text) throws JsonProcessingException {
        final JsonNode root = new ObjectMapper().readTree(text);
        assertEquals("order.place", root.get("method").asText());
        assertEquals("BTCUSDT", root.get("params").get("symbol").asText());
        return root.get("params");
    }

    @Test
    void orderEffectOfARecordIsEncodedAsItStands() {
        final Slot slot = new RecordBuilder().timer(1)
            .withNewOrder(ORDER_ID, 1, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 6_412_345, 1_000_000).slot();
        final NewOrderDecoder order = new NewOrderDecoder();
        order.wrapAndApplyHeader(slot.buffer(), slot.firstEffect(), new MessageHeaderDecoder());
        final int length = encoder.encode(order, TIME_MS, buffer, 5);
        assertEquals(text(Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 6_412_345, 1_000_000),
            new String(buffer.byteArray(), 5, length, StandardCharsets.UTF_8));
    }

    @Test
    void ordersThatBinanceCouldNotTakeAreRefusedByName() {
        assertRefused("has the price 0;", Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 1_000);
        assertRefused("has the quantity 1001; expected a multiple of 1000", Side.BUY, OrderType.LIMIT,
            TimeInForce.GTC, 1, 1_001);
        assertRefused("is UNKNOWN LIMIT GTC;", Side.UNKNOWN, OrderType.LIMIT, TimeInForce.GTC, 1, 1_000);
        assertRefused("is BUY MARKET FOK;", Side.BUY, OrderType.MARKET, TimeInForce.FOK, 1, 1_000);
        assertRefused("is BUY MARKET POST_ONLY;", Side.BUY, OrderType.MARKET, TimeInForce.POST_ONLY, 1, 1_000);
        assertRefused("is BUY NULL_VAL GTC;", Side.BUY, OrderType.NULL_VAL, TimeInForce.GTC, 1, 1_000);
        assertRefused("is BUY LIMIT NULL_VAL;", Side.BUY, OrderType.LIMIT, TimeInForce.NULL_VAL, 1, 1_000);
        final String message = assertThrows(IllegalArgumentException.class,
            () -> new BinanceOrderEncoder(instrument("A\"B"))).getMessage();
        assertEquals("instrument 1 has the symbol 'A\"B'; expected letters and digits, e.g. BTCUSDT", message);
    }

    private void assertRefused(String expected, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity) {
        final String message = assertThrows(IllegalArgumentException.class,
            () -> text(side, type, timeInForce, price, quantity)).getMessage();
        assertTrue(message.startsWith("order " + ORDER_ID + " " + expected), message);
    }

    @Test
    void nothingIsAllocatedAfterWarmUp() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int pass = 0; pass < 30 && allocated > 0; pass++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                encoder.encode(ORDER_ID + i, Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 6_412_345 + i, 1_000_000,
                    TIME_MS + i, buffer, 0);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated in the best of 30 passes");
    }
}
