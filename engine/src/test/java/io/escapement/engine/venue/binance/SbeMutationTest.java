package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.wire.Damage;
import io.escapement.engine.venue.wire.WireBench;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Broken frames: published is what the twin says, or one complaint. jqwik prints the seed of a failure. */
class SbeMutationTest {
    private static final String LETTERS = "\u0000\u0001\u0002\u0007\u0010\u0019\u0027\u00ff\u00fe\u00fb";

    private final WireBench bench = new WireBench(SbeFrames.maker(SbeFrames.INSTRUMENTS));
    private final SbeTwin twin = new SbeTwin(SbeFrames.INSTRUMENTS);

    @Property(tries = 5_000)
    void agreesWithTheTwinOnBrokenFrames(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        final Random random = new Random(seed);
        final List<byte[]> all = SbeFrames.all();
        agree(bench, twin, Damage.change(all.get(random.nextInt(all.size())), changes, LETTERS, random));
    }

    static void agree(WireBench bench, SbeTwin twin, byte[] frame) {
        final List<String> events = bench.decode(frame);
        if (frame.length > 0 && frame[0] == '{') {
            return;
        }
        final List<String> expected = twin.decode(frame);
        final boolean wrong = expected.equals(List.of(SbeTwin.WRONG));
        final String hex = HexFormat.of().formatHex(frame);
        assertEquals(wrong ? List.of() : expected, WireBench.market(events), hex);
        assertEquals(wrong, WireBench.isMalformed(events), hex);
    }
}
