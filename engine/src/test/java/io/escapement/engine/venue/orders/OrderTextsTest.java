package io.escapement.engine.venue.orders;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OrderTextsTest {
    private static UnsafeBuffer text(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long parse(String text) {
        return ClientOrderText.parse(text("x" + text + "y"), 1, 1 + text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property
    void everyIdComesBackAsItself(@ForAll @IntRange(min = 1, max = 32767) int engine,
                                  @ForAll @LongRange(min = 1, max = (1L << 40) - 1) long sequence,
                                  @ForAll @IntRange(max = 255) int index) {
        final long id = (long) engine << 48 | sequence << 8 | index;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final int length = ClientOrderText.put(id, buffer, 3);
        final String written = buffer.getStringWithoutLengthUtf8(3, length);
        assertTrue(length <= ClientOrderText.MAX_LENGTH && written.matches("[0-9-]{5,23}"), written);
        assertEquals(ClientOrderText.of(id), written);
        assertEquals(id, parse(written));
    }

    @Test
    void whatNoEngineWritesIsNoId() {
        for (final String other : new String[] {"", "7", "7-1", "7-1-", "-1-1", "7--1", "07-1-1", "7-01-1", "7-1-01",
            "0-1-1", "7-0-1", "7-1-256", "32768-1-1", "7-1099511627776-1", "7-1-1-1", "7-1-x", "web_7-1-1", "7-1-1 ",
            "77777777777777777777777-1-1", "autoclose-1-1", "\u0667-1-1"}) {
            assertEquals(ClientOrderText.NONE, parse(other), other);
        }
    }

    @Test
    void numbersStayNumbersAndOtherTextsGetNumbersOfTheirOwn() {
        assertEquals(28457L, TextIds.id(text("28457"), 0, 5));
        assertEquals(999_999_999_999_999_999L, TextIds.number(text("999999999999999999"), 0, 18));
        assertEquals(TextIds.NO_NUMBER, TextIds.number(text("1234567890123456789"), 0, 19));
        assertEquals(TextIds.NO_NUMBER, TextIds.number(text(""), 0, 0));
        final UnsafeBuffer uuid = text("7c8f3e0a-1a6e-5f50-9b55-000000000001");
        final UnsafeBuffer other = text("7c8f3e0a-1a6e-5f50-9b55-000000000002");
        final long id = TextIds.id(uuid, 0, uuid.capacity());
        assertTrue(id >= 1L << 62, "" + id);
        assertEquals(id, TextIds.id(uuid, 0, uuid.capacity()));
        assertNotEquals(id, TextIds.id(other, 0, other.capacity()));
    }

    @Property
    void queryValuesComeBackFromTheirEncoding(@ForAll String value) {
        final String whole = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        final String query = new Query(true).add("a", whole).toString();
        assertTrue(query.replaceAll("%[0-9A-F]{2}", "").matches("a=[A-Za-z0-9._~-]*"), query);
        assertEquals(whole, URLDecoder.decode(query.substring(2), StandardCharsets.UTF_8));
        assertEquals("a=" + whole, new Query(false).add("a", whole).toString());
    }

    @Test
    void batchOfMexcIsEncodedWithCapitals() {
        assertEquals("batchOrders=%5B%7B%22symbol%22%3A%22BTCUSDT%22%7D%5D&n=-5&p=0.10&o=7-123456-0",
            new Query(true).add("batchOrders", "[{\"symbol\":\"BTCUSDT\"}]").add("n", -5).addDecimal("p", 10, -2)
                .addOrder("o", 7L << 48 | 123_456L << 8).toString());
    }

    @Test
    void longQueriesGrow() {
        final Query query = new Query(true);
        for (int i = 0; i < 200; i++) {
            query.add("name", "\u00e9" + i);
        }
        assertTrue(query.length() > 2_000 && query.toString().endsWith("&name=%C3%A9199"), query.toString());
    }
}
