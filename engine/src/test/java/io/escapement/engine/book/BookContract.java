package io.escapement.engine.book;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What any book must do; run on the fast book and on its twin. */
abstract class BookContract {
    private final Book book = newBook();

    abstract Book newBook();

    @Test
    void shouldBeEmptyAtFirst() {
        assertEquals("bids | asks", book.levels());
        assertEquals("0x0 0x0", best());
    }

    @Test
    void shouldKeepLevelsBestFirst() {
        book.setBid(99, 5);
        book.setBid(101, 7);
        book.setBid(100, 6);
        book.setAsk(104, 2);
        book.setAsk(102, 1);
        book.setAsk(103, 3);
        assertEquals("bids 101x7 100x6 99x5 | asks 102x1 103x3 104x2", book.levels());
        assertEquals("101x7 102x1", best());
        assertEquals(3, book.bidCount());
        assertEquals(3, book.askCount());
    }

    @Test
    void shouldReplaceAndRemoveLevels() {
        book.setBid(100, 6);
        book.setBid(100, 8);
        book.setBid(99, 5);
        book.setAsk(101, 1);
        book.setAsk(101, 0);
        assertEquals("bids 100x8 99x5 | asks", book.levels());
        book.setBid(100, 0);
        assertEquals("bids 99x5 | asks", book.levels());
        assertEquals(0, book.bidQuantityAt(100));
        assertEquals(5, book.bidQuantityAt(99));
    }

    @Test
    void shouldIgnoreRemovalOfAnUnknownLevel() {
        book.setBid(100, 6);
        book.setBid(90, 0);
        book.setBid(1_000_000_000_000L, 0);
        book.setAsk(1, 0);
        assertEquals("bids 100x6 | asks", book.levels());
    }

    @Test
    void shouldKeepFarAndExtremePrices() {
        book.setBid(6_000_000, 1);
        book.setBid(1, 2);
        book.setBid(5_000_000, 3);
        book.setAsk(6_000_001, 4);
        book.setAsk(Long.MAX_VALUE, Long.MAX_VALUE);
        book.setAsk(60_000_000_000L, 5);
        assertEquals("bids 6000000x1 5000000x3 1x2 | asks 6000001x4 60000000000x5 " + Long.MAX_VALUE + "x"
            + Long.MAX_VALUE, book.levels());
        book.setAsk(6_000_001, 0);
        book.setAsk(60_000_000_000L, 0);
        assertEquals(Long.MAX_VALUE, book.askPrice());
        assertEquals(Long.MAX_VALUE, book.askQuantity());
        assertEquals(Long.MAX_VALUE, book.askQuantityAt(Long.MAX_VALUE));
    }

    @Test
    void shouldFollowAPriceThatFallsByNineTenthsAndComesBack() {
        for (int i = 0; i < 50; i++) {
            book.setBid(6_000_000 - i, i + 1);
            book.setBid(600_000 - i, i + 1);
        }
        for (int i = 0; i < 50; i++) {
            book.setBid(6_000_000 - i, 0);
        }
        assertEquals("600000x1 0x0", best());
        assertEquals(50, book.bidCount());
        book.setBid(6_000_000, 9);
        book.setBid(600_000, 0);
        assertEquals("6000000x9 0x0", best());
        book.setBid(6_000_000, 0);
        assertEquals("599999x2 0x0", best());
        assertEquals(49, book.bidCount());
    }

    @Test
    void shouldSayWhenBidAndAskMeet() {
        book.setBid(100, 1);
        assertEquals(false, book.isCrossed());
        book.setAsk(101, 1);
        assertEquals(false, book.isCrossed());
        book.setAsk(100, 1);
        assertTrue(book.isCrossed());
        assertEquals("bids 100x1 | asks 100x1 101x1", book.levels());
    }

    @Test
    void shouldForgetEverythingWhenCleared() {
        book.setBid(100, 1);
        book.setBid(1, 1);
        book.setAsk(100_000_000, 1);
        book.clear();
        assertEquals("bids | asks", book.levels());
        assertEquals(0, book.bidCount() + book.askCount());
        book.setBid(7, 1);
        assertEquals("bids 7x1 | asks", book.levels());
    }

    @Test
    void shouldRefusePricesAndQuantitiesThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> book.setBid(0, 1));
        assertThrows(IllegalArgumentException.class, () -> book.setAsk(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> book.setAsk(1, -1));
        assertEquals("bids | asks", book.levels());
    }

    private String best() {
        return book.bidPrice() + "x" + book.bidQuantity() + " " + book.askPrice() + "x" + book.askQuantity();
    }
}
