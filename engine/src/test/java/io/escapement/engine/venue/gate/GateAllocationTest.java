package io.escapement.engine.venue.gate;

import io.escapement.engine.testkit.Allocation;
import io.escapement.engine.testkit.FrameBench;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class GateAllocationTest {
    private final FrameBench listener = new FrameBench((inlet, control) -> null);

    @Test
    void allocatesNothingOnceWarm() {
        final List<String> spot = new ArrayList<>(GateFrames.MARKET);
        spot.add(GateFrames.DELTA.replace("115731.3", "garbage"));
        spot.add(GateFrames.DELTA.replace("spot.obu", "spot.tickers"));
        check(spot, GateMarket.SPOT, GateBook.OBU);
        check(GateFrames.UPDATES, GateMarket.SPOT, GateBook.ORDER_BOOK_UPDATE);
        check(GateFrames.FUTURES, GateMarket.FUTURES, GateBook.ORDER_BOOK_UPDATE);
    }

    private void check(List<String> frames, GateMarket market, GateBook book) {
        final long bytes = Allocation.measure(inlet -> GateFrames.decoder(inlet, listener, GateFrames.INSTRUMENTS,
            market, book, true), List.of(), frames);
        assertTrue(bytes < Allocation.FRAMES, () -> bytes + " bytes for " + Allocation.FRAMES + " frames");
    }
}
