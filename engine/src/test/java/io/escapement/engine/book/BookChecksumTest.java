package io.escapement.engine.book;

import io.escapement.codecs.sbe.ChecksumKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** The vectors of the venue sheets, and random books against a twin that writes text with {@link BigDecimal}. */
class BookChecksumTest {
    private final OrderBook book = new OrderBook(1, 4096, 4096);

    private void bids(int priceExponent, int quantityExponent, String levels) {
        for (final String level : levels.split(" ")) {
            book.setBid(mantissa(level.split("/")[0], priceExponent), mantissa(level.split("/")[1], quantityExponent));
        }
    }

    private void asks(int priceExponent, int quantityExponent, String levels) {
        for (final String level : levels.split(" ")) {
            book.setAsk(mantissa(level.split("/")[0], priceExponent), mantissa(level.split("/")[1], quantityExponent));
        }
    }

    private static long mantissa(String decimal, int exponent) {
        return new BigDecimal(decimal).scaleByPowerOfTen(-exponent).longValueExact();
    }

    @Test
    void shouldGiveTheVenuesExampleOfTenLevels() {
        asks(-1, -8, "45285.2/0.00100000 45286.4/1.54571953 45286.6/1.54571109 45289.6/1.54560911 45290.2/0.15890660"
            + " 45291.8/1.54553491 45294.7/0.04454749 45296.1/0.35380000 45297.5/0.09945542 45299.5/0.18772827");
        bids(-1, -8, "45283.5/0.10000000 45283.4/1.54582015 45282.1/0.10000000 45281.0/0.10000000 45280.3/1.54592586"
            + " 45279.0/0.07990000 45277.6/0.03310103 45277.5/0.30000000 45277.3/1.54602737 45276.6/0.15445238");
        final BookChecksum kraken = BookChecksum.of(ChecksumKind.KRAKEN);
        assertEquals(3_310_070_434L, kraken.of(book, -1, -8));
        assertEquals("452852100000452864154571953", kraken.text(book, -1, -8).substring(0, 27));
        asks(-1, -8, "45300/1");
        bids(-1, -8, "45276.5/1 0.1/5");
        assertEquals(3_310_070_434L, kraken.of(book, -1, -8));
    }

    @Test
    void shouldTakeWhatThereIsOfAShortBook() {
        asks(-1, -8, "42001.0/0.50000000");
        bids(-1, -8, "41999.0/0.30000000");
        final BookChecksum kraken = BookChecksum.of(ChecksumKind.KRAKEN);
        assertEquals("4200105000000041999030000000", kraken.text(book, -1, -8));
        assertEquals(2_007_656_740L, kraken.of(book, -1, -8));
        book.clear();
        assertEquals(0, kraken.of(book, -1, -8));
        assertEquals(0, BookChecksum.of(ChecksumKind.BITFINEX).of(book, -10, -8));
    }

    @Test
    void shouldWriteQuantitiesAskedNegativeForBitfinex() {
        bids(-10, -8, "6000/1 5900/2");
        asks(-10, -8, "6100/3 6200/4");
        final BookChecksum bitfinex = BookChecksum.of(ChecksumKind.BITFINEX);
        assertEquals("6000:1:6100:-3:5900:2:6200:-4", bitfinex.text(book, -10, -8));
        assertEquals(1_756_193_398, bitfinex.of(book, -10, -8));
    }

    @Test
    void shouldWriteSmallPricesPlainly() {
        bids(-10, -8, "6000/1 0.000000017/2");
        asks(-10, -8, "6100/3 6200/4");
        final BookChecksum bitfinex = BookChecksum.of(ChecksumKind.BITFINEX);
        assertEquals("6000:1:6100:-3:0.000000017:2:6200:-4", bitfinex.text(book, -10, -8));
        assertEquals(-931_816_132, bitfinex.of(book, -10, -8));
        book.clear();
        bids(-10, -10, "0.000000001/1 0.0000000001/0.0000000002");
        asks(-10, -10, "0.000000002/3 0.000000003/4");
        assertEquals("0.000000001:1:0.000000002:-3:0.0000000001:0.0000000002:0.000000003:-4",
            bitfinex.text(book, -10, -10));
        assertEquals(-2_030_111_072, bitfinex.of(book, -10, -10));
    }

    @Test
    void shouldGoOnWithTheLongerSideForOkx() {
        bids(-1, 0, "3366.1/7 3366/6");
        asks(-1, 0, "3366.8/9 3368/8");
        final BookChecksum okx = BookChecksum.of(ChecksumKind.OKX);
        assertEquals("3366.1:7:3366.8:9:3366:6:3368:8", okx.text(book, -1, 0));
        assertEquals(-1_881_014_294, okx.of(book, -1, 0));
        book.clear();
        bids(-1, 0, "3366.1/7");
        asks(-1, 0, "3366.8/9 3368/8 3372/8");
        assertEquals("3366.1:7:3366.8:9:3368:8:3372:8", okx.text(book, -1, 0));
        assertEquals(831_078_360, okx.of(book, -1, 0));
    }

    @Test
    void shouldKnowOfVenuesWithoutOne() {
        assertNull(BookChecksum.of(ChecksumKind.NONE));
        assertNull(BookChecksum.of(ChecksumKind.NULL_VAL));
    }

    @Property(tries = 400)
    void equalsTheTwinOnRandomBooks(@ForAll long seed, @ForAll @IntRange(min = -13, max = 4) int priceExponent,
                                    @ForAll @IntRange(min = -13, max = 4) int quantityExponent) {
        final SplittableRandom random = new SplittableRandom(seed);
        final OrderBook fast = new OrderBook(1 + random.nextInt(3), 4096, 4096);
        final TreeMapBook twin = new TreeMapBook();
        final long mid = random.nextLong(1, 1L << random.nextInt(20, 60));
        for (int i = random.nextInt(80); i > 0; i--) {
            final long bid = Math.max(1, mid - random.nextLong(random.nextInt(3) == 0 ? mid : 100));
            final long ask = mid + 1 + random.nextLong(random.nextInt(3) == 0 ? mid : 100);
            final long quantity = zeros(random, random.nextLong(1L << random.nextInt(1, 63)));
            fast.setBid(bid, quantity);
            twin.setBid(bid, quantity);
            fast.setAsk(ask, quantity + 1);
            twin.setAsk(ask, quantity + 1);
        }
        for (final ChecksumKind kind : List.of(ChecksumKind.KRAKEN, ChecksumKind.BITFINEX, ChecksumKind.OKX)) {
            final String expected = text(kind, twin, priceExponent, quantityExponent);
            final BookChecksum checksum = BookChecksum.of(kind);
            assertEquals(expected, checksum.text(fast, priceExponent, quantityExponent));
            assertEquals(crc(kind, expected), checksum.of(fast, priceExponent, quantityExponent));
        }
    }

    private static long zeros(SplittableRandom random, long number) {
        final long power = BigDecimal.TEN.pow(random.nextInt(17)).longValueExact();
        return number / power * power;
    }

    /** What the venue's own documentation says, word for word. */
    static String text(ChecksumKind kind, TreeMapBook book, int priceExponent, int quantityExponent) {
        final StringBuilder text = new StringBuilder();
        if (kind == ChecksumKind.KRAKEN) {
            book.asks().entrySet().stream().limit(10).forEach(l -> text.append(l.getKey()).append(l.getValue()));
            book.bids().entrySet().stream().limit(10).forEach(l -> text.append(l.getKey()).append(l.getValue()));
            return text.toString();
        }
        final List<String> parts = new ArrayList<>();
        final Iterator<Map.Entry<Long, Long>> bids = book.bids().entrySet().iterator();
        final Iterator<Map.Entry<Long, Long>> asks = book.asks().entrySet().iterator();
        for (int i = 0; i < 25; i++) {
            if (bids.hasNext()) {
                final Map.Entry<Long, Long> bid = bids.next();
                parts.add(plain(bid.getKey(), priceExponent));
                parts.add(plain(bid.getValue(), quantityExponent));
            }
            if (asks.hasNext()) {
                final Map.Entry<Long, Long> ask = asks.next();
                parts.add(plain(ask.getKey(), priceExponent));
                parts.add(plain(kind == ChecksumKind.BITFINEX ? -ask.getValue() : ask.getValue(), quantityExponent));
            }
        }
        return String.join(":", parts);
    }

    private static String plain(long mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).stripTrailingZeros().toPlainString();
    }

    static long crc(ChecksumKind kind, String text) {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return kind == ChecksumKind.KRAKEN ? crc.getValue() : (int) crc.getValue();
    }
}
