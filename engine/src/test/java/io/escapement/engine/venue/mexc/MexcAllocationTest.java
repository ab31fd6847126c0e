package io.escapement.engine.venue.mexc;

import io.escapement.engine.venue.wire.WireBench;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class MexcAllocationTest {
    @Test
    void allocatesNothingOnceWarm() {
        final List<byte[]> frames = new ArrayList<>(MexcFrames.ALL);
        frames.add(Arrays.copyOf(MexcFrames.DEPTH, 40));
        frames.add(MexcFrames.frame("{'symbol':'NOUSDT','publicAggreDeals':{}}"));
        final long bytes = WireBench.allocated(MexcFrames.maker(MexcFrames.INSTRUMENTS), frames);
        System.out.println("MEXC: " + bytes + " bytes for " + WireBench.MEASURED + " protobuf frames");
        assertTrue(bytes < WireBench.MEASURED, () -> bytes + " bytes");
    }
}
