package io.escapement.engine.buckets;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class BucketHistoryTest {
    private static final long TENTH = 100_000_000L;
    private static final long MINUTE = 600 * TENTH;
    private static final long T0 = 1_700_000_040_000_000_000L;

    private final SnapshotBytes bytes = new SnapshotBytes();
    private final BucketHistory history = new BucketHistory(2);

    private record Told(long timeNs, double mid, double bid, double ask) {
        double imbalance() {
            return (bid - ask) / (bid + ask);
        }
    }

    private Told tell(long timeNs, long midId, long bid, long ask) {
        bytes.cadenceNs = TENTH;
        history.onRecord(bytes.record(timeNs, midId,
            id -> new long[] {id == midId - 1 ? bid : 0, id == midId + 1 ? ask : 0}));
        return new Told(timeNs, midId * 100 + 50, bid, ask);
    }

    @Test
    void keepsTheLastHalfHourAndTheMinutesOfADay() {
        final SplittableRandom random = new SplittableRandom(1);
        final List<Told> told = new ArrayList<>();
        // 32 minutes, of which the snapshots of three are not there.
        for (int i = 1; i <= 32 * 600; i++) {
            if (i / 600 < 4 || i / 600 > 6) {
                told.add(tell(T0 + i * TENTH, 1_000 + random.nextInt(9), 1 + random.nextInt(9),
                    1 + random.nextInt(9)));
            }
        }
        final TimeRows raw = history.instrument(1).raw();
        assertEquals(told.size(), raw.count());
        for (int i = 0; i < told.size(); i++) {
            assertEquals(told.get(i).timeNs, raw.timeNs(i));
            assertEquals(told.get(i).mid, raw.value(i, BucketHistory.Raw.MID));
            assertEquals(told.get(i).imbalance(), raw.value(i, BucketHistory.Raw.IMBALANCE));
            assertEquals(told.get(i).bid, raw.value(i, BucketHistory.Raw.BID));
        }
        assertEquals(200, raw.value(7, BucketHistory.Raw.SPREAD));
        assertEquals(0.2, raw.value(7, BucketHistory.Raw.MEAN_5S));
        assertEquals(Double.NaN, raw.value(7, BucketHistory.Raw.MEAN_60S));
        checkMinutes(told, history.instrument(1).minutes());
        assertEquals(0, raw.firstFrom(0));
        assertEquals(599, raw.firstFrom(T0 + MINUTE));
        assertEquals(raw.count(), raw.firstFrom(Long.MAX_VALUE));
        assertThrows(IndexOutOfBoundsException.class, () -> raw.timeNs(raw.count()));
    }

    private static void checkMinutes(List<Told> told, TimeRows minutes) {
        int row = 0;
        for (long start = T0; start < T0 + 31 * MINUTE; start += MINUTE) {
            final long from = start;
            final List<Told> in = told.stream().filter(t -> t.timeNs > from && t.timeNs <= from + MINUTE).toList();
            if (in.isEmpty()) {
                continue;
            }
            assertEquals(start, minutes.timeNs(row));
            assertEquals(in.size(), minutes.value(row, BucketHistory.Minute.SNAPSHOTS));
            assertEquals(in.get(0).mid, minutes.value(row, BucketHistory.Minute.FIRST_MID));
            assertEquals(in.get(in.size() - 1).mid, minutes.value(row, BucketHistory.Minute.LAST_MID));
            assertEquals(in.stream().mapToDouble(Told::mid).max().orElseThrow(),
                minutes.value(row, BucketHistory.Minute.HIGH_MID));
            assertEquals(in.stream().mapToDouble(Told::imbalance).min().orElseThrow(),
                minutes.value(row, BucketHistory.Minute.LOW_IMBALANCE));
            assertEquals(in.stream().mapToDouble(Told::imbalance).average().orElseThrow(),
                minutes.value(row, BucketHistory.Minute.MEAN_IMBALANCE), 1e-13);
            assertEquals(in.stream().mapToDouble(Told::ask).average().orElseThrow(),
                minutes.value(row, BucketHistory.Minute.MEAN_ASK), 1e-13);
            row++;
        }
        assertEquals(row, minutes.count());
    }

    @Test
    void memoryIsBounded() {
        for (int i = 1; i <= BucketHistory.RAW_ROWS + 5; i++) {
            tell(T0 + i * TENTH, 1_000, 1, 1);
        }
        assertEquals(BucketHistory.RAW_ROWS, history.instrument(1).raw().count());
        assertEquals(T0 + 6 * TENTH, history.instrument(1).raw().timeNs(0));
        for (int i = 1; i <= BucketHistory.MINUTE_ROWS + 40; i++) {
            tell(T0 + (31 + i) * MINUTE, 1_000, 1, 1);
        }
        assertEquals(BucketHistory.MINUTE_ROWS, history.instrument(1).minutes().count());
    }

    @Test
    void whatThereIsNoRoomForIsCounted() {
        tell(T0, 1, 1, 1);
        bytes.viewId = 1;
        tell(T0, 1, 1, 1);
        bytes.viewId = 3;
        tell(T0, 1, 1, 1);
        assertNotNull(history.instrument(1));
        assertNotNull(history.view(1));
        assertNull(history.view(3));
        assertEquals(1, history.leftOut());
        bytes.cadenceNs = 10 * TENTH;
        history.onRecord(bytes.record(T0, 1, id -> new long[] {1, 1}));
        assertEquals(1, history.view(1).raw().count());
    }
}
