package io.escapement.engine.venue.kucoin;

import io.escapement.engine.testkit.Allocation;
import io.escapement.engine.testkit.FrameBench;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class KucoinAllocationTest {
    @Test
    void allocatesNothingOnceWarm() {
        final FrameBench listener = new FrameBench((inlet, control) -> null);
        final List<String> frames = new ArrayList<>(KucoinFrames.MARKET);
        frames.add(KucoinFrames.UPDATE.replace("18891.9", "garbage"));
        frames.add(KucoinFrames.BEST.replace("/spotMarket/level1", "/market/candles"));
        final long bytes = Allocation.measure(
            inlet -> KucoinFrames.decoder(inlet, listener, KucoinFrames.INSTRUMENTS), List.of(), frames);
        assertTrue(bytes < Allocation.FRAMES, () -> bytes + " bytes for " + Allocation.FRAMES + " frames");
    }
}
