package io.escapement.engine.venue.mexc;

import io.escapement.engine.venue.wire.Damage;
import io.escapement.engine.venue.wire.WireBench;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Broken frames: whatever is published, the twin would have published too. jqwik prints the seed of a failure. */
class MexcMutationTest {
    private static final String LETTERS = "0123456789.eE-\n\u0012\u001a\"*\u0080\u0000\u0001\u0002\u0003";

    private final WireBench bench = new WireBench(MexcFrames.maker(MexcFrames.INSTRUMENTS));
    private final MexcTwin twin = new MexcTwin(MexcFrames.INSTRUMENTS);

    @Example
    void agreesWithTheTwinOnGoodFrames() {
        for (final byte[] frame : MexcFrames.ALL) {
            assertEquals(twin.decode(frame), bench.decode(frame));
        }
    }

    @Property(tries = 5_000)
    void agreesWithTheTwinOnBrokenFrames(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        final Random random = new Random(seed);
        final byte[] good = MexcFrames.ALL.get(random.nextInt(MexcFrames.ALL.size()));
        agree(bench, twin, Damage.change(good, changes, LETTERS, random));
    }

    /** We refuse more than the library: groups, varints of a byte too many. Of the rest nothing may differ. */
    static void agree(WireBench bench, MexcTwin twin, byte[] frame) {
        final List<String> expected = twin.decode(frame);
        final List<String> events = bench.decode(frame);
        final List<String> market = WireBench.market(events);
        final String hex = HexFormat.of().formatHex(frame);
        if (!market.isEmpty()) {
            assertEquals(expected, market, hex);
        } else if (!expected.isEmpty() && !expected.contains(MexcTwin.WRONG)) {
            assertTrue(WireBench.isMalformed(events) || frame[0] == '{', () -> hex + events + expected);
        }
    }
}
