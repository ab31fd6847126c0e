package io.escapement.engine.paper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** V1: latency models. */
class LatencyTest {
    private static final long DAY = 86_400_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void recordedRowsAreInterpolatedByRequestTimeThereAndByExchangeTimeBack() {
        final RecordedLatency latency = new RecordedLatency(
            new long[] {1_000, 2_000}, new long[] {1_100, 2_300}, new long[] {1_150, 2_310});
        assertEquals(100, latency.orderEntryNs(0, 1));
        assertEquals(100, latency.orderEntryNs(1_000, 1));
        assertEquals(150, latency.orderEntryNs(1_250, 1));
        assertEquals(300, latency.orderEntryNs(2_000, 1));
        assertEquals(300, latency.orderEntryNs(9_000, 1));
        assertEquals(50, latency.responseNs(1_100, 1));
        assertEquals(30, latency.responseNs(1_700, 1));
        assertEquals(10, latency.responseNs(2_300, 1));
    }

    @Test
    void longestLatencyOverTheLongestGapDoesNotOverflow() {
        final long minute = RecordedLatency.MAX_LATENCY_NS;
        final RecordedLatency latency = new RecordedLatency(
            new long[] {0, 36_500 * DAY}, new long[] {0, 36_500 * DAY + minute},
            new long[] {0, 36_500 * DAY + minute});
        final long half = latency.orderEntryNs(18_250 * DAY, 1);
        assertTrue(Math.abs(half - minute / 2) < 1_000, () -> "half way: " + half);
    }

    @Test
    void jitterComesFromTheOrderIdAloneAndStaysWithinItsBound() {
        final JitteredLatency latency = new JitteredLatency(new ConstantLatency(100, 50), 9, 42);
        final boolean[] seen = new boolean[10];
        for (long id = 0; id < 1_000; id++) {
            final long entry = latency.orderEntryNs(id, id) - 100;
            assertEquals(entry, latency.orderEntryNs(77, id) - 100);
            assertTrue(entry >= 0 && entry <= 9, () -> "jitter " + entry);
            seen[(int) entry] = true;
            final long back = latency.responseNs(id, id) - 50;
            assertTrue(back >= 0 && back <= 9, () -> "jitter " + back);
        }
        for (final boolean value : seen) {
            assertTrue(value, "every jitter from 0 to 9 occurs");
        }
    }

    @Test
    void otherSeedGivesOtherJitter() {
        final LatencyModel constant = new ConstantLatency(0, 0);
        final JitteredLatency one = new JitteredLatency(constant, 1_000_000, 1);
        final JitteredLatency two = new JitteredLatency(constant, 1_000_000, 2);
        int same = 0;
        for (long id = 0; id < 100; id++) {
            same += one.orderEntryNs(0, id) == two.orderEntryNs(0, id) ? 1 : 0;
        }
        assertTrue(same < 3, "seeds 1 and 2 agree on " + same + " of 100 orders");
    }

    @Test
    void rowsAreReadFromAFile() throws IOException {
        final Path file = folder.resolve("rows.csv");
        Files.writeString(file, "# request,exchange,response\n1000,1100,1150\n\n2000, 2300, 2310\n");
        assertEquals(150, LatencyRows.read(file).orderEntryNs(1_250, 1));
    }

    @Test
    void fileThatHoldsSomethingElseIsRefusedByNameAndLine() throws IOException {
        final Path file = folder.resolve("rows.csv");
        assertRefused(file, "1,2,3\nfast,2,3\n", ":2: got 'fast,2,3', expected three epoch times");
        assertRefused(file, "1,2\n", ":1: got '1,2', expected three epoch times");
        assertRefused(file, "# nothing\n", ": no row; expected three epoch times");
        assertRefused(file, "5,4,6\n", ": row 1: exchange time 4 must be from 0 to 60000000000 ns after");
        assertRefused(file, "5,6,7\n5,6,7\n", ": row 2: request times must rise");
    }

    private static void assertRefused(Path file, String text, String expected) throws IOException {
        Files.writeString(file, text);
        final String message = assertThrows(IllegalArgumentException.class, () -> LatencyRows.read(file)).getMessage();
        assertTrue(message.startsWith(file + expected), message);
    }
}
