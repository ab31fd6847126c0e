package io.escapement.engine.venue.kraken;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.Allocation;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class KrakenAllocationTest {
    @Test
    void allocatesNothingOnceWarm() {
        final FrameBench listener = new FrameBench((inlet, control) -> null);
        final long bytes = Allocation.measure(inlet -> new KrakenFrameDecoder(inlet,
            new InstrumentLookup(KrakenFrames.INSTRUMENTS), listener, 1, Provenance.CAPTURE), List.of(),
            List.of(KrakenFrames.SNAPSHOT, KrakenFrames.UPDATE, KrakenFrames.TRADES, KrakenFrames.TICKER,
                KrakenFrames.HEARTBEAT, KrakenFrames.TWO_BOOKS, KrakenFrames.UPDATE.replace("45283.5", "garbage"),
                "{\"channel\":\"ohlc\"}"));
        assertTrue(bytes < Allocation.FRAMES, () -> bytes + " bytes for " + Allocation.FRAMES + " frames");
    }
}
