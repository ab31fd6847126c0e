package io.escapement.engine.book;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OrderBookTest extends BookContract {
    private final DepthCursor cursor = new DepthCursor();

    @Override
    Book newBook() {
        return new LadderBook(new OrderBook(1, 4096, 1024));
    }

    @Test
    void shouldKeepPricesBetweenTicksInOrder() {
        final OrderBook book = new OrderBook(25, 4096, 1024);
        book.setBid(1000, 1);
        book.setBid(1003, 2);
        book.setBid(975, 3);
        book.setBid(999, 4);
        book.setAsk(1026, 5);
        book.setAsk(1025, 6);
        book.setAsk(1024, 7);
        assertEquals("bids 1003x2 1000x1 999x4 975x3 | asks 1024x7 1025x6 1026x5", LadderBook.levels(book, cursor));
        assertEquals(1003, book.bidPrice());
        assertEquals(2, book.bidQuantity());
        book.setBid(1003, 0);
        assertEquals(1000, book.bidPrice());
        assertEquals(4, book.bidQuantityAt(999));
    }

    @Test
    void shouldHashTheContentsAndNotTheWayThere() {
        final OrderBook wandered = new OrderBook(1, 4096, 1024);
        wandered.setBid(9_000_000, 1);
        wandered.setBid(1_000, 5);
        wandered.setBid(9_000_000, 0);
        wandered.setAsk(2_000, 6);
        final OrderBook straight = new OrderBook(10, 8192, 2048);
        straight.setAsk(2_000, 6);
        straight.setBid(1_000, 5);
        assertEquals(straight.contentHash(cursor), wandered.contentHash(cursor));
        straight.setBid(1_000, 6);
        assertNotEquals(straight.contentHash(cursor), wandered.contentHash(cursor));
    }

    @Test
    void shouldHashSidesApart() {
        final OrderBook bid = new OrderBook(1);
        bid.setBid(5, 5);
        final OrderBook ask = new OrderBook(1);
        ask.setAsk(5, 5);
        assertNotEquals(bid.contentHash(cursor), ask.contentHash(cursor));
    }

    @Test
    void shouldSayThatALevelWasLostWhenThereIsNoRoom() {
        final OrderBook book = new OrderBook(1, 4096, 128);
        book.setBid(1_000_000, 1);
        for (int i = 1; i <= 200; i++) {
            book.setBid(i * 100, 1);
        }
        assertTrue(book.hasOverflowed());
        assertEquals(1 + 128, book.bidCount());
        assertEquals(1_000_000, book.bidPrice());
        book.clear();
        assertFalse(book.hasOverflowed());
    }

    @Test
    void shouldHoldAllFarLevelsThatItHasRoomFor() {
        final OrderBook book = new OrderBook(1, 4096, 1000);
        book.setBid(10_000_000, 1);
        final SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20; round++) {
            while (book.bidCount() < 1 + 1000) {
                book.setBid(random.nextInt(1, 1_000_000), 1);
            }
            for (int i = 0; i < 400; i++) {
                book.setBid(cursor.bids(book).next() && cursor.next() ? cursor.price() : 1, 0);
            }
        }
        assertFalse(book.hasOverflowed());
    }

    @Test
    void shouldRefuseShapesThatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(0));
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(OrderBook.MAX_TICK_SIZE + 1));
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(1, 5000, 10));
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(1, 4096, 0));
    }
}
