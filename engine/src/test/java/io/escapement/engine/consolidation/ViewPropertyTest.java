package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Venue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Random lives of many books, beside the twin; and two stages on one life. */
class ViewPropertyTest {
    private static final Map<Venue, Integer> FEES = Map.of(Venue.BINANCE, 1_000, Venue.COINBASE, 0, Venue.KRAKEN, 333,
        Venue.BYBIT, 0, Venue.OKX, 7);
    private static final BookState[] STATES = {BookState.LIVE, BookState.LIVE, BookState.LIVE, BookState.SYNCING,
        BookState.SUSPECT, BookState.STALE};

    @Property(tries = 120)
    void viewsAndArbitrageEqualThoseOfThePlainTwin(@ForAll long seed) {
        live(seed);
    }

    @Test
    void theRandomLivesHoldEverythingThatCanHappen() {
        final List<String> lines = new ArrayList<>();
        for (int seed = 1; seed <= 20; seed++) {
            lines.addAll(live(seed));
        }
        for (final String kind : List.of("Open ", "Gone ", "Remark ", "View mid none", "View mid 1")) {
            assertTrue(lines.stream().filter(line -> line.startsWith(kind)).count() > 100, kind);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains(" of 4 in ")), "four books in one view");
    }

    private static List<String> live(long seed) {
        final Random random = new Random(seed);
        final ConsolidationConfig config = config(random);
        final ViewScript script = new ViewScript(config);
        final ViewScript second = new ViewScript(config);
        final PlainViews plain = new PlainViews(config);
        final List<PlainViews.Book> books = define(random, List.of(script, second), plain);
        final Set<Integer> doubted = new TreeSet<>();
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            final List<PlainViews.Said> record = record(random, books);
            final String what = "seed " + seed + ", record " + i;
            final List<String> lines = play(script, record);
            assertEquals(plain.run(record), lines, what);
            assertEquals(lines, play(second, record), what);
            assertEquals(script.stage.stateHash(), second.stage.stateHash(), what);
            record.forEach(said -> note(said, doubted));
            assertFenced(doubted, lines, what);
            all.addAll(lines);
        }
        return all;
    }

    private static void note(PlainViews.Said said, Set<Integer> doubted) {
        final List<BookState> statuses = said.statuses();
        if (!statuses.isEmpty() && statuses.get(statuses.size() - 1) != BookState.LIVE
            || said.change() != null && said.change() != BookState.LIVE) {
            doubted.add(said.id());
        } else if (said.change() != null) {
            doubted.remove(said.id());
        }
    }

    /** What is not LIVE is in no line of a view, twin or no twin. */
    private static void assertFenced(Set<Integer> doubted, List<String> lines, String what) {
        for (final String line : lines) {
            if (line.startsWith("View ")) {
                final String rows = line.substring(line.indexOf('|')) + " ";
                doubted.forEach(id ->
                    assertFalse(rows.contains("@" + id + " ") || rows.contains(" " + id + ":"), what));
            }
        }
    }

    private static ConsolidationConfig config(Random random) {
        final int min = random.nextInt(300);
        return ConsolidationConfig.usual()
            .withVenues(new VenueTerms(VenueTerms.usual().weights(), FEES))
            .withSizes(1 + random.nextInt(8), 1 + random.nextInt(64), 1 + random.nextInt(2))
            .withArbitrage(new ArbitrageConfig(min, random.nextInt(min + 1), 1 + random.nextInt(200),
                1 + random.nextInt(100)));
    }

    private static List<PlainViews.Book> define(Random random, List<ViewScript> scripts, PlainViews plain) {
        final List<PlainViews.Book> books = new ArrayList<>();
        final InstrumentKind[] kinds = {InstrumentKind.SPOT, InstrumentKind.SPOT, InstrumentKind.LINEAR,
            InstrumentKind.INVERSE};
        final Venue[] venues = {Venue.BINANCE, Venue.COINBASE, Venue.KRAKEN, Venue.BYBIT, Venue.OKX, Venue.MEXC};
        for (int id = 1; id <= 10; id++) {
            final InstrumentKind kind = kinds[random.nextInt(kinds.length)];
            final long size = kind == InstrumentKind.SPOT ? ViewScript.ONE
                : ViewScript.ONE / 1_000 * (1 + random.nextInt(100_000));
            final PlainViews.Book book = new PlainViews.Book(id, venues[random.nextInt(venues.length)], kind,
                -random.nextInt(11), -random.nextInt(10), size, random.nextBoolean() ? "BTC/USD" : "ETH/USD");
            final int define = id;
            scripts.forEach(script -> script.define(define, book.venue, kind, book.priceExponent,
                book.quantityExponent, size, book.view.split(" ")[0]));
            plain.define(book);
            books.add(book);
        }
        return books;
    }

    private static List<PlainViews.Said> record(Random random, List<PlainViews.Book> books) {
        final List<PlainViews.Said> record = new ArrayList<>();
        final TreeSet<Integer> ids = new TreeSet<>();
        final int concerned = random.nextInt(8) == 0 ? random.nextInt(books.size()) : 1;
        while (ids.size() < concerned) {
            ids.add(random.nextInt(books.size()));
        }
        for (final int index : ids) {
            final List<BookState> statuses = new ArrayList<>();
            while (random.nextInt(5) == 0) {
                statuses.add(STATES[random.nextInt(STATES.length)]);
            }
            final BookState change = random.nextInt(10) == 0 ? null : STATES[random.nextInt(STATES.length)];
            final PlainViews.Book book = books.get(index);
            final long mid = 1_000 + random.nextInt(10);
            record.add(new PlainViews.Said(book.id, statuses, change, levels(random, book, mid, -1),
                levels(random, book, mid + 1 + random.nextInt(3), 1)));
        }
        return record;
    }

    /** Prices about 100.0 in steps of a tenth where the exponent allows, some of the numbers beyond what -8 holds. */
    private static List<long[]> levels(Random random, PlainViews.Book book, long best, int direction) {
        final List<long[]> levels = new ArrayList<>();
        final long step = pow(Math.max(0, -book.priceExponent - 1));
        long price = (book.priceExponent == 0 ? best / 10 + (direction > 0 ? 1 : 0) : best * step)
            + (random.nextInt(40) == 0 ? direction : 0);
        final int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            final long quantity = 1 + (random.nextInt(60) == 0 ? random.nextLong() >>> 1 + random.nextInt(30)
                : random.nextInt(5) * pow(Math.max(0, -book.quantityExponent - 1)) + random.nextInt(2));
            levels.add(new long[] {price, Math.max(1, quantity)});
            price += direction * step * (1 + random.nextInt(3));
        }
        return levels;
    }

    private static long pow(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private static List<String> play(ViewScript script, List<PlainViews.Said> record) {
        for (final PlainViews.Said said : record) {
            said.statuses().forEach(state -> script.status(said.id(), state));
            if (said.change() != null) {
                script.book(said.id(), said.change(), said.bids(), said.asks());
            }
        }
        final List<String> lines = script.run();
        assertTrue(lines.size() <= 64, "bounded");
        return lines;
    }
}
