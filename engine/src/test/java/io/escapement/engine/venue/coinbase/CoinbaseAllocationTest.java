package io.escapement.engine.venue.coinbase;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.Allocation;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class CoinbaseAllocationTest {
    @Test
    void allocatesNothingOnceWarm() {
        final FrameBench listener = new FrameBench((inlet, control) -> null);
        final long bytes = Allocation.measure(inlet -> new CoinbaseFrameDecoder(inlet,
            new InstrumentLookup(CoinbaseFrames.INSTRUMENTS), listener, 1, Provenance.CAPTURE), List.of(),
            List.of(CoinbaseFrames.SNAPSHOT, CoinbaseFrames.UPDATE, CoinbaseFrames.HEARTBEAT, CoinbaseFrames.TRADES,
                CoinbaseFrames.TICKER, CoinbaseFrames.TWO_BOOKS, CoinbaseFrames.numbered(CoinbaseFrames.UPDATE, 9),
                CoinbaseFrames.numbered(CoinbaseFrames.UPDATE.replace("65062.5", "garbage"), 10)));
        assertTrue(bytes < Allocation.FRAMES, () -> bytes + " bytes for " + Allocation.FRAMES + " frames");
    }
}
