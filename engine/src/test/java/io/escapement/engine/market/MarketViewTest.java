package io.escapement.engine.market;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class MarketViewTest {
    private final MarketView view = new MarketView();
    private final StageHarness harness = new StageHarness(new Stage() {
        @Override
        public String name() {
            return "view";
        }

        @Override
        public void onEvent(Slot slot) {
            view.onRecord(slot);
        }

        @Override
        public long stateHash() {
            return view.stateHash();
        }
    });

    private boolean live() {
        return view.quote(1).isLive();
    }

    @Test
    void aQuoteIsLiveFromALiveBookChangeUntilAnyWordOfAnotherState() {
        harness.send(define(1, "BTCUSDT"));
        assertEquals(false, live());
        harness.live(1, 100, 5, 101, 6).send(timer(1));
        assertEquals(List.of(true, 100L, 5L, 101L, 6L), List.of(live(), view.quote(1).bidPrice(),
            view.quote(1).bidQuantity(), view.quote(1).askPrice(), view.quote(1).askQuantity()));
        harness.status(1, BookState.STALE).send(timer(1));
        assertEquals(List.of(false, 1, 1), List.of(live(), view.touchedCount(), view.touched(0)));
        harness.live(1, 100, 5, 101, 6).send(timer(1));
        harness.upstream(s -> harness.change(s, 1, BookState.SUSPECT, 100, 5, 101, 6)).send(timer(1));
        assertEquals(false, live());
    }

    @Test
    void aStatusInTheSameRecordAsALiveChangeWins() {
        harness.send(define(1, "BTCUSDT"));
        harness.live(1, 100, 5, 101, 6).status(1, BookState.SUSPECT).send(timer(1));
        assertEquals(false, live());
    }

    @Test
    void ofSeveralStatusesInARecordTheLastCounts() {
        harness.send(define(1, "BTCUSDT"));
        harness.status(1, BookState.SYNCING).status(1, BookState.LIVE).live(1, 100, 5, 101, 6).send(timer(1));
        assertEquals(true, live());
        harness.status(1, BookState.LIVE).status(1, BookState.SUSPECT).live(1, 100, 5, 101, 6).send(timer(1));
        assertEquals(false, live());
    }

    @Test
    void oneSidedCrossedAndEmptyBooksAreNotLive() {
        harness.send(define(1, "BTCUSDT"));
        for (final long[] book : new long[][] {{0, 0, 101, 1}, {100, 1, 0, 0}, {0, 0, 0, 0}, {101, 1, 101, 1},
            {102, 1, 101, 1}, {100, 0, 101, 1}, {1, 1, Long.MAX_VALUE, 1}}) {
            harness.live(1, book[0], book[1], book[2], book[3]).send(timer(1));
            assertEquals(false, live());
        }
    }

    @Test
    void unusableDefinitionsAreNotTakenIn() {
        harness.send(define(0, "ZERO"));
        harness.send(define(InstrumentTable.MAX_ID + 1, "HUGE"));
        harness.send(define(2, "FINE", InstrumentStatus.TRADING, -30, -8));
        assertNull(view.defined());
        harness.live(2, 1, 1, 2, 1).send(timer(2));
        assertNull(view.quote(2));
        assertEquals(0, view.touchedCount());
    }
}
