package io.escapement.engine.venue.gate;

import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.testkit.TwinCheck;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Broken frames: whatever is published, the twin would have published too. jqwik prints the seed of a failure. */
class GateMutationTest {
    private static final Mutations MUTATIONS = new Mutations("0123456789\"[]{},:.-+eEtrueflsnbaABuUpTmSs\\ ");

    private final TwinCheck obu = GateFrames.check();
    private final TwinCheck updates =
        GateFrames.check(GateFrames.INSTRUMENTS, GateMarket.SPOT, GateBook.ORDER_BOOK_UPDATE);
    private final TwinCheck futures =
        GateFrames.check(GateFrames.INSTRUMENTS, GateMarket.FUTURES, GateBook.ORDER_BOOK_UPDATE);

    @Property(tries = 6_000)
    void agreesWithTheTwinOnBrokenSpotFrames(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        agree(obu, GateFrames.MARKET, changes, seed);
    }

    @Property(tries = 4_000)
    void agreesWithTheTwinOnBrokenUpdates(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        agree(updates, GateFrames.UPDATES, changes, seed);
    }

    @Property(tries = 6_000)
    void agreesWithTheTwinOnBrokenFuturesFrames(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        agree(futures, GateFrames.FUTURES, changes, seed);
    }

    private static void agree(TwinCheck check, List<String> frames, int changes, long seed) {
        final Random random = new Random(seed);
        final String frame = frames.get(random.nextInt(frames.size()));
        check.agree(MUTATIONS.change(frame.getBytes(StandardCharsets.UTF_8), changes, random));
    }
}
