package io.escapement.engine.venue.htx;

import io.escapement.engine.venue.wire.Damage;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Broken frames: whatever is published, the twin would have published too. jqwik prints the seed of a failure. */
class HtxMutationTest {
    private final WireBench bench = new WireBench(HtxFrames.maker(HtxFrames.INSTRUMENTS));
    private final HtxTwin twin = new HtxTwin(HtxFrames.INSTRUMENTS);

    @Example
    void agreesWithTheTwinOnGoodFrames() {
        for (final String frame : HtxFrames.ALL) {
            final byte[] text = frame.getBytes(StandardCharsets.UTF_8);
            final List<String> events = bench.decode(HtxFrames.pack(text));
            assertTrue(PlainJson.agree(twin, text, events).size() > 0, frame);
            assertEquals(events, bench.decode(text));
        }
    }

    @Property(tries = 8_000)
    void agreesWithTheTwinOnBrokenTexts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        final Random random = new Random(seed);
        final byte[] good = HtxFrames.ALL.get(random.nextInt(HtxFrames.ALL.size())).getBytes(StandardCharsets.UTF_8);
        final byte[] text = Damage.change(good, changes, Damage.JSON, random);
        PlainJson.agree(twin, text, bench.decode(HtxFrames.pack(text)));
    }

    @Property(tries = 4_000)
    void publishesOfBrokenPackedFramesOnlyWhatTheTwinWould(@ForAll long seed,
        @ForAll @IntRange(min = 1, max = 3) int changes) {
        final Random random = new Random(seed);
        final String good = HtxFrames.ALL.get(random.nextInt(HtxFrames.ALL.size()));
        final byte[] frame = Damage.change(HtxFrames.pack(good), changes, "\0\1\u001f", random);
        final List<String> events = bench.decode(frame);
        if (!WireBench.market(events).isEmpty()) {
            assertEquals(PlainJson.decode(twin, good.getBytes(StandardCharsets.UTF_8)), events);
        }
    }
}
