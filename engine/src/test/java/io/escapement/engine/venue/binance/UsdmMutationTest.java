package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.wire.Damage;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Broken frames: whatever is published, the twin would have published too. jqwik prints the seed of a failure. */
class UsdmMutationTest {
    private static final UsdmFrameDecoder.Trades TRADES = UsdmFrameDecoder.Trades.AGGREGATED;

    private final WireBench bench = new WireBench(UsdmFrames.maker(UsdmFrames.INSTRUMENTS, TRADES));
    private final UsdmTwin twin = new UsdmTwin(UsdmFrames.INSTRUMENTS, TRADES);

    @Property(tries = 5_000)
    void publishesOnlyWhatTheTwinDoes(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int changes) {
        final Random random = new Random(seed);
        final String good = UsdmFrames.OWN.get(random.nextInt(UsdmFrames.OWN.size()));
        final byte[] frame = Damage.change(good.getBytes(StandardCharsets.UTF_8), changes, Damage.JSON, random);
        final List<String> lines = bench.decode(frame);
        final List<String> market = WireBench.market(lines);
        if (!market.isEmpty() && !PlainJson.isBeyondTheTwins(frame)) {
            assertEquals(PlainJson.decode(twin, frame), market, new String(frame, StandardCharsets.UTF_8));
            assertFalse(WireBench.isMalformed(lines), "wrong or right as a whole");
        }
    }
}
