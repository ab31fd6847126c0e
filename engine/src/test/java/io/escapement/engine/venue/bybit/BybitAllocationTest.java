package io.escapement.engine.venue.bybit;

import io.escapement.engine.testkit.Allocation;
import io.escapement.engine.testkit.FrameBench;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class BybitAllocationTest {
    @Test
    void allocatesNothingOnceWarm() {
        final FrameBench listener = new FrameBench((inlet, control) -> null);
        final List<String> frames = new ArrayList<>(BybitFrames.MARKET);
        frames.add(BybitFrames.DELTA.replace("65114.20", "garbage"));
        frames.add("{\"topic\":\"kline.1.BTCUSDT\",\"data\":[]}");
        final long bytes = Allocation.measure(
            inlet -> BybitFrames.decoder(inlet, listener, BybitFrames.INSTRUMENTS, 50), List.of(), frames);
        assertTrue(bytes < Allocation.FRAMES, () -> bytes + " bytes for " + Allocation.FRAMES + " frames");
    }
}
