package io.escapement.engine.feed;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DiffSyncTest {
    private final DiffSync rule = new DiffSync();

    /** The vector of the venue sheet: a snapshot at 100, then deltas. */
    @ParameterizedTest
    @CsvSource({
        "100, true,  98, 100, 2", "100, true,  99, 102, 1", "100, true, 101, 101, 1", "100, true, 102, 103, 3",
        "102, false, 103, 104, 1", "104, false, 104, 104, 1", "104, false, 106, 107, 3", "104, false, 101, 103, 2",
        "104, false, 105, 104, 4", "104, true, 9, 8, 4"})
    void shouldJudgeSpotDeltasByTheirOwnIds(long bookId, boolean bridging, long first, long last, int judged) {
        assertEquals(judged, rule.judge(bookId, bridging, first, last, SyncRule.NO_ID));
    }

    @ParameterizedTest
    @CsvSource({
        "100, true,  90, 100,  80, 2", "100, true,  98, 110,  95, 1", "100, true, 105, 110, 100, 1",
        "100, true, 105, 110, 101, 3", "110, false, 115, 120, 110, 1", "110, false, 115, 120, 112, 3",
        "110, false, 108, 110, 105, 2", "110, false, 111, 120, 109, 3"})
    void shouldJudgeFuturesDeltasByTheIdBefore(long bookId, boolean bridging, long first, long last, long previous,
                                               int judged) {
        assertEquals(judged, rule.judge(bookId, bridging, first, last, previous));
    }
}
