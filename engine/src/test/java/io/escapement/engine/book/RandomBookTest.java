package io.escapement.engine.book;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Random operations on the fast book and on its twin: every level is compared after each one. */
class RandomBookTest {
    private static final int OPERATIONS = 3_000;

    @ParameterizedTest
    @CsvSource({"1, 1, 200", "1, 1, 20000", "5, 5, 100000", "10, 1, 3000", "25, 7, 100000", "1, 100, 5000000",
        "1024, 1024, 4000000", "6, 2, 60000"})
    void shouldEqualTheTwinAfterEveryOperation(long tick, long grid, long spread) {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final LadderBook book = new LadderBook(new OrderBook(tick, 4096, 4096));
        final TreeMapBook twin = new TreeMapBook();
        long mid = 10_000_000 / grid * grid;
        for (int i = 0; i < OPERATIONS; i++) {
            mid = drift(random, mid, spread, grid);
            step(random, book, twin, mid, spread, grid);
            final String where = "seed " + seed + ", operation " + i + ", tick " + tick;
            assertEquals(twin.levels(), book.levels(), where);
            assertEquals(summary(twin), summary(book), where);
        }
    }

    /** Small steps, sometimes a fall by 90 % or a rise to ten times as much. */
    private static long drift(SplittableRandom random, long mid, long spread, long grid) {
        final int chance = random.nextInt(1000);
        long moved = mid + random.nextLong(spread / 4 + 1) - spread / 8;
        if (chance == 0) {
            moved = mid / 10;
        } else if (chance == 1) {
            moved = Math.min(mid * 10, 1_000_000_000_000L);
        }
        return Math.max(moved / grid * grid, spread / grid * grid + grid);
    }

    private static void step(SplittableRandom random, Book book, Book twin, long mid, long spread, long grid) {
        if (random.nextInt(2500) == 0) {
            book.clear();
            twin.clear();
            return;
        }
        final boolean bid = random.nextBoolean();
        final long distance = random.nextLong(spread) / grid * grid;
        final long away = random.nextInt(10) == 0 ? -distance / 8 / grid * grid : distance;
        long price = bid ? mid - away : mid + away;
        if (random.nextInt(3) == 0) {
            final long best = bid ? twin.bidPrice() : twin.askPrice();
            price = best == 0 ? price : best;
        }
        final long quantity = random.nextInt(2) == 0 ? 0 : random.nextLong(1, 1000);
        if (bid) {
            book.setBid(price, quantity);
            twin.setBid(price, quantity);
        } else {
            book.setAsk(price, quantity);
            twin.setAsk(price, quantity);
        }
        assertEquals(twin.bidQuantityAt(price), book.bidQuantityAt(price));
        assertEquals(twin.askQuantityAt(price), book.askQuantityAt(price));
    }

    private static String summary(Book book) {
        return book.bidPrice() + "x" + book.bidQuantity() + "#" + book.bidCount() + " " + book.askPrice() + "x"
            + book.askQuantity() + "#" + book.askCount() + " " + book.isCrossed();
    }
}
