package io.escapement.engine.venue.okx;

import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.testkit.TwinCheck;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Broken frames: whatever is published, the twin would have published too. jqwik prints the seed of a failure. */
class OkxMutationTest {
    private static final Mutations MUTATIONS = new Mutations("0123456789\"[]{},:.-+eEtrueflsnbaABuUpTmSs\\ ");

    private final TwinCheck check = OkxFrames.check();

    @Property(tries = 5_000)
    void agreesWithTheTwinOnBrokenFrames(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        final Random random = new Random(seed);
        final String frame = OkxFrames.MARKET.get(random.nextInt(OkxFrames.MARKET.size()));
        check.agree(MUTATIONS.change(frame.getBytes(StandardCharsets.UTF_8), changes, random));
    }
}
