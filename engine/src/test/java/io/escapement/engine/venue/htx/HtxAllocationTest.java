package io.escapement.engine.venue.htx;

import io.escapement.engine.venue.wire.WireBench;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class HtxAllocationTest {
    @Test
    void allocatesNothingOnceWarm() {
        final List<byte[]> frames = new ArrayList<>();
        HtxFrames.ALL.forEach(text -> frames.add(HtxFrames.pack(text)));
        frames.add(HtxFrames.pack(HtxFrames.MBP.replace("9138.67", "garbage")));
        frames.add(HtxFrames.pack("{\"ch\":\"market.btcusdt.kline.1min\",\"ts\":1,\"tick\":{}}"));
        final byte[] badChecksum = HtxFrames.pack(HtxFrames.BBO);
        badChecksum[badChecksum.length - 8] ^= 1;
        frames.add(badChecksum);
        final long bytes = WireBench.allocated(HtxFrames.maker(HtxFrames.INSTRUMENTS), frames);
        System.out.println("HTX: " + bytes + " bytes for " + WireBench.MEASURED + " gzip frames");
        assertTrue(bytes < WireBench.MEASURED, () -> bytes + " bytes");
    }
}
