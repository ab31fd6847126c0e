package io.escapement.engine.venue.okx;

import io.escapement.engine.testkit.Allocation;
import io.escapement.engine.testkit.FrameBench;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class OkxAllocationTest {
    @Test
    void allocatesNothingOnceWarm() {
        final FrameBench listener = new FrameBench((inlet, control) -> null);
        final List<String> frames = new ArrayList<>(OkxFrames.MARKET);
        frames.add(OkxFrames.UPDATE.replace("8476.7", "garbage"));
        frames.add("{\"arg\":{\"channel\":\"candle1m\",\"instId\":\"BTC-USDT\"},\"data\":[]}");
        final long bytes = Allocation.measure(inlet -> OkxFrames.decoder(inlet, listener, OkxFrames.INSTRUMENTS,
            "books", OkxNumbering.SEQUENCE_IDS), List.of(), frames);
        assertTrue(bytes < Allocation.FRAMES, () -> bytes + " bytes for " + Allocation.FRAMES + " frames");
    }
}
