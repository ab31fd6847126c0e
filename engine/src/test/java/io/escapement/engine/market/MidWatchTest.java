package io.escapement.engine.market;

import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MidWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Venue[] VENUES = {Venue.NULL_VAL, Venue.BINANCE, Venue.COINBASE, Venue.KRAKEN, Venue.OKX,
        Venue.OKX};

    /** 20 basis points of two venues in 5 seconds. */
    private final MidWatch watch = new MidWatch(20, 5 * SECOND, 2);

    MidWatchTest() {
        for (int id = 1; id <= 4; id++) {
            watch.define(id, VENUES[id], "BTC/USD", false);
        }
    }

    private void all(long second) {
        for (int id = 1; id <= 4; id++) {
            watch.changed(id, 99_950, 100_050, second * SECOND);
        }
    }

    private void moves(int id, long mid, long second) {
        watch.changed(id, mid - 50, mid + 50, second * SECOND);
    }

    @Test
    void shouldFindTheOneThatDoesNotGoAlong() {
        all(0);
        moves(2, 100_200, 3);
        moves(3, 100_210, 4);
        moves(4, 100_000, 4);
        assertFalse(watch.isFrozen(1, 5 * SECOND - 1), "not silent for long enough");
        assertTrue(watch.isFrozen(1, 5 * SECOND));
        assertEquals(5 * SECOND, watch.expected());
        assertTrue(watch.isFrozen(1, 7 * SECOND));
        assertEquals(7 * SECOND, watch.observed());
        for (int id = 2; id <= 4; id++) {
            assertFalse(watch.isFrozen(id, 5 * SECOND), "it has changed itself");
        }
    }

    @Test
    void shouldNotMindWhatIsLessThanTheLimits() {
        all(0);
        moves(2, 100_200, 3);
        moves(3, 100_199, 4);
        assertFalse(watch.isFrozen(1, 9 * SECOND), "one venue, and one by a hair too little");
        moves(3, 99_700, 4);
        assertFalse(watch.isFrozen(1, 9 * SECOND), "one up, one down");
        moves(4, 99_700, 4);
        assertTrue(watch.isFrozen(1, 9 * SECOND), "two down of three");
        watch.changed(1, 99_950, 100_050, 9 * SECOND);
        assertFalse(watch.isFrozen(1, 20 * SECOND), "it changed, though not its mid; nobody has moved since");
    }

    @Test
    void shouldNotBelieveTheFew() {
        watch.define(5, Venue.MEXC, "BTC/USD", false);
        watch.define(6, Venue.BYBIT, "BTC/USD", false);
        all(0);
        moves(5, 100_000, 0);
        moves(6, 100_000, 0);
        watch.changed(1, 99_950, 100_050, 0);
        moves(2, 100_500, 1);
        moves(3, 100_500, 1);
        assertFalse(watch.isFrozen(1, 9 * SECOND), "two of five");
        moves(4, 100_500, 1);
        assertTrue(watch.isFrozen(1, 9 * SECOND));
    }

    @Test
    void shouldMeasureFromWhenTheOthersBecameKnown() {
        watch.changed(1, 99_950, 100_050, 0);
        moves(2, 200_000, 1);
        moves(3, 200_000, 1);
        assertFalse(watch.isFrozen(1, 9 * SECOND));
        moves(2, 200_400, 2);
        moves(3, 200_400, 2);
        assertTrue(watch.isFrozen(1, 9 * SECOND));
        watch.lost(2);
        assertFalse(watch.isFrozen(1, 9 * SECOND), "one venue is left");
        moves(2, 300_000, 3);
        assertFalse(watch.isFrozen(1, 9 * SECOND), "it begins anew");
        moves(2, 300_600, 3);
        assertTrue(watch.isFrozen(1, 9 * SECOND));
        watch.changed(3, 0, 200_000, 4 * SECOND);
        assertFalse(watch.isFrozen(1, 9 * SECOND), "a side is missing");
    }

    @Test
    void shouldCountVenuesNotInstruments() {
        watch.define(5, Venue.OKX, "BTC/USD", false);
        watch.define(6, Venue.BINANCE, "BTC/USD", false);
        for (int id = 4; id <= 6; id++) {
            moves(id, 100_000, 0);
        }
        moves(1, 100_000, 0);
        for (int id = 4; id <= 6; id++) {
            moves(id, 101_000, 1);
        }
        assertFalse(watch.isFrozen(1, 9 * SECOND), "one other venue with two instruments, and its own");
    }

    @Test
    void shouldKeepNamesAndKindsApartAndKnowNothingOfTheRest() {
        final MidWatch apart = new MidWatch(20, SECOND, 1);
        apart.define(1, Venue.BINANCE, "BTC/USD", false);
        apart.define(2, Venue.OKX, "BTC/USD", true);
        apart.define(3, Venue.KRAKEN, "ETH/USD", false);
        for (int id = 1; id <= 3; id++) {
            apart.changed(id, 100, 101, 0);
            apart.changed(id == 1 ? 2 : id, 200, 201, SECOND);
        }
        assertFalse(apart.isFrozen(1, 9 * SECOND));
        apart.changed(77, 1, 2, 0);
        apart.lost(77);
        assertFalse(apart.isFrozen(77, 9 * SECOND));
        assertFalse(watch.isFrozen(1, 9 * SECOND), "never live");
        assertThrows(IllegalArgumentException.class, () -> new MidWatch(0, 1, 1));
    }

    @Test
    void shouldAgreeWithAHistoryOfAllMids() {
        final SplittableRandom random = new SplittableRandom(5);
        final int last = 5;
        watch.define(last, VENUES[last], "BTC/USD", false);
        final long[][] histories = new long[last + 1][2_000];
        final int[] changed = new int[last + 1];
        final int[] since = new int[last + 1];
        Arrays.fill(changed, -1);
        int frozen = 0;
        for (int now = 1; now < 2_000; now++) {
            for (int id = 1; id <= last; id++) {
                histories[id][now] = histories[id][now - 1];
            }
            final int id = 1 + random.nextInt(random.nextInt(3) == 0 ? last : last - 1);
            if (random.nextInt(50) == 0) {
                watch.lost(id);
                histories[id][now] = 0;
                changed[id] = -1;
            } else {
                final long mid = 100_000 + random.nextInt(5) * 100;
                if (histories[id][now - 1] == 0) {
                    since[id] = now;
                }
                moves(id, mid, now);
                histories[id][now] = 2 * mid;
                changed[id] = now;
            }
            for (int book = 1; book <= last; book++) {
                final boolean expected = plain(book, now, histories, changed, since);
                assertEquals(expected, watch.isFrozen(book, now * SECOND), "book " + book + " at " + now);
                frozen += expected ? 1 : 0;
            }
        }
        assertTrue(frozen > 50, "frozen " + frozen);
    }

    private static boolean plain(int book, int now, long[][] histories, int[] changed, int[] since) {
        if (changed[book] < 0 || now - changed[book] < 5) {
            return false;
        }
        final boolean[] up = new boolean[64];
        final boolean[] down = new boolean[64];
        final boolean[] known = new boolean[64];
        for (int other = 1; other < histories.length; other++) {
            if (VENUES[other] == VENUES[book] || histories[other][now] == 0) {
                continue;
            }
            final long from = histories[other][Math.max(changed[book], since[other])];
            final long to = histories[other][now];
            known[VENUES[other].value()] = true;
            up[VENUES[other].value()] |= to > from && (to - from) * 10_000 >= 20 * from;
            down[VENUES[other].value()] |= to < from && (from - to) * 10_000 >= 20 * from;
        }
        int ups = 0;
        int downs = 0;
        int all = 0;
        for (int i = 0; i < known.length; i++) {
            all += known[i] ? 1 : 0;
            ups += up[i] && !down[i] ? 1 : 0;
            downs += down[i] && !up[i] ? 1 : 0;
        }
        final int same = Math.max(ups, downs);
        return same >= 2 && 2 * same > all;
    }

    @Test
    void shouldHashWhatDecidesAndNotAllocate() {
        final MidWatch other = new MidWatch(20, 5 * SECOND, 2);
        for (int id = 1; id <= 4; id++) {
            other.define(id, VENUES[id], "BTC/USD", false);
            other.changed(id, 99_950, 100_050, 0);
        }
        all(0);
        assertEquals(watch.stateHash(), other.stateHash());
        moves(2, 100_001, 0);
        assertTrue(watch.stateHash() != other.stateHash());
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        churn(20_000);
        final long before = threads.getCurrentThreadAllocatedBytes();
        churn(100_000);
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 4_096);
    }

    private void churn(int times) {
        for (int i = 0; i < times; i++) {
            watch.changed(1 + i % 4, 99_950 + i % 7, 100_050, i);
            watch.isFrozen(1 + i % 4, i + 6 * SECOND);
            if (i % 100 == 0) {
                watch.lost(1 + i % 3);
            }
        }
    }
}
