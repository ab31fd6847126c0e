package io.escapement.engine;

import io.escapement.engine.venue.binance.BinanceProtocol;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StartRemarksTest {
    private static final long MIB = 1 << 20;

    @Test
    void aHeapThatWillNotDoIsToldBeforeItRunsOut() {
        assertEquals("memory: 200 instruments take about 548 MiB of heap with these stages, and this JVM has 512; raise"
            + " -Xms and -Xmx (config/jvm.options), or it will end when it runs out",
            StartRemarks.heap(200, Set.of("feed", "book", "bars", "buckets", "features", "quality", "pivots"),
                512 * MIB));
        assertEquals("", StartRemarks.heap(200, Set.of("feed", "book", "bars"), 512 * MIB));
        assertEquals("", StartRemarks.heap(20, Set.of("feed", "book", "bars", "buckets", "features"), 512 * MIB));
    }

    @Test
    void booksThatTakeMoreThanAMinutesWeightAreTold() {
        final BinanceProtocol deep = new BinanceProtocol(BinanceProtocol.USUAL_STREAMS, 5_000, 4_000);
        assertEquals(List.of("", "17 books of 5000 levels take a weight of 4250 and 4000 a minute may be taken: the "
            + "last ones become LIVE a minute later than the first, unless snapshot-limit or weight-per-minute says"
            + " otherwise; 1000 levels take 50 each"), List.of(deep.remark(16), deep.remark(17)));
        assertEquals("", new BinanceProtocol(BinanceProtocol.USUAL_STREAMS, 1_000, 4_000).remark(80));
    }
}
