package io.escapement.engine.venue.json;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.event.LevelStore;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class LevelRowsTest {
    private static final Instrument INSTRUMENT = new Instrument(1, Venue.KRAKEN, "A/B", "A", "B", -2, -4, 1, 1, 1, 1, 1,
        InstrumentStatus.TRADING);

    private final JsonScanner scanner = new JsonScanner();
    private final FieldReader fields = new FieldReader(scanner);
    private final LevelRows rows = new LevelRows(scanner, fields);
    private final LevelStore store = new LevelStore();

    /** Price and quantity of each level, or what was wrong. */
    private String read(String json, boolean objects) {
        final UnsafeBuffer text = new UnsafeBuffer(json.getBytes(StandardCharsets.UTF_8));
        scanner.wrap(text, 0, text.capacity());
        scanner.value(0, 0);
        assertNull(scanner.expected(), json);
        fields.wrap(new JsonObject(), 0);
        store.clear(text.capacity());
        final long first = store.next(true);
        if (objects) {
            rows.objects(0, "price", "qty", true, INSTRUMENT, store);
        } else {
            rows.arrays(0, true, INSTRUMENT, store);
        }
        if (fields.failed()) {
            return scanner.errorOffset() + " " + scanner.expected() + " " + scanner.detail();
        }
        final StringBuilder levels = new StringBuilder();
        for (int i = 0; i < store.bids(); i++) {
            levels.append(UnsafeApi.getLong(first + 16L * i)).append(':')
                .append(UnsafeApi.getLong(first + 16L * i + 8)).append(' ');
        }
        assertEquals(0, store.asks());
        return levels.toString();
    }

    @Test
    void readsRowsAsArraysWithWhateverStandsBehindTheQuantity() {
        assertEquals("", read("[]", false));
        assertEquals("150:20000 1:0 1000:5 ",
            read("[[\"1.50\",\"2\"], [0.01,0,\"1618678133.4\",\"r\"] ,[\"1e1\",\"5e-4\",[3]]]", false));
    }

    @Test
    void readsRowsAsObjectsInAnyOrder() {
        assertEquals("", read("[ ]", true));
        assertEquals("150:20000 1:0 ",
            read("[{\"price\":1.50,\"qty\":2},{\"orders\":[{}],\"qty\":\"0\",\"price\":\"0.01\"}]", true));
    }

    @Test
    void namesThePlaceOfABadRow() {
        assertEquals("0 an array of levels ", read("{}", false));
        assertEquals("1 a level of price and quantity ", read("[5]", false));
        assertEquals("1 a level of price and quantity ", read("[[1]]", false));
        assertEquals("1 a level of price and quantity ", read("[[]]", false));
        assertEquals("2 a price above zero", read("[[0,1]]", false));
        assertEquals("4 a quantity zero or more", read("[[1,-1]]", false));
        assertEquals("0 an array of levels ", read("5", true));
        assertEquals("1 a level of price and quantity ", read("[[1,2]]", true));
        assertEquals("1 a level of price and quantity ", read("[{\"price\":1}]", true));
        assertEquals("10 a price more decimals than the exponent holds", read("[{\"price\":1.001,\"qty\":1}]", true));
    }

    /** A space behind each row's bracket or brace is all that it takes to have the careful reader read it. */
    @Property(tries = 5_000)
    void readsRowsInOnePassAsTheCarefulReaderDoes(@ForAll long seed, @ForAll boolean objects) {
        final Random random = new Random(seed);
        final StringBuilder plain = new StringBuilder("[");
        final StringBuilder spaced = new StringBuilder("[");
        for (int i = random.nextInt(5); i > 0; i--) {
            final String row = objects ? object(random) : value(random) + "," + value(random)
                + (random.nextInt(4) == 0 ? "," + value(random) : "");
            final String comma = i > 1 ? "," : "";
            plain.append(objects ? "{" : "[").append(row).append(objects ? "}" : "]").append(comma);
            spaced.append(objects ? "{ " : "[ ").append(row).append(objects ? "}" : "]").append(comma);
        }
        final String careful = read(spaced.append(']').toString(), objects);
        assertEquals(careful.contains(":") || careful.isEmpty() ? careful : unspaced(careful, spaced),
            read(plain.append(']').toString(), objects), plain.toString());
    }

    private static String unspaced(String complaint, CharSequence spaced) {
        final int blank = complaint.indexOf(' ');
        final int offset = Integer.parseInt(complaint.substring(0, blank));
        final long spaces = spaced.chars().limit(offset).filter(c -> c == ' ').count();
        return offset - spaces + complaint.substring(blank);
    }

    private static String object(Random random) {
        final String price = "\"price\":" + value(random);
        final String quantity = "\"qty\":" + value(random);
        return switch (random.nextInt(8)) {
            case 0 -> quantity + "," + price;
            case 1 -> price;
            case 2 -> price + "," + quantity + ",\"orders\":[{}]";
            case 3 -> price + ",\"qtx\":" + value(random);
            default -> price + "," + quantity;
        };
    }

    private static String value(Random random) {
        final String[] values = {"0", "-1", "1e1", "12345678.5", "123456789", "0.0001", "7.00", "\"\"", "\"x\"", "null",
            "[]", "[1,2]", "{}", "\"1.5\"", "\"0.00\"", "3.00000000000000000000", "1.001"};
        return random.nextInt(3) > 0 ? (random.nextBoolean() ? "\"20.25\"" : "64000.1")
            : values[random.nextInt(values.length)];
    }
}
