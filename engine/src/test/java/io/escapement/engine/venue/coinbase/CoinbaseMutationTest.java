package io.escapement.engine.venue.coinbase;

import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.testkit.TwinCheck;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Broken frames: decoder and twin agree on each, in the state that the frames before left. jqwik prints the seed. */
class CoinbaseMutationTest {
    private static final List<String> FRAMES = List.of(CoinbaseFrames.SUBSCRIPTIONS, CoinbaseFrames.SNAPSHOT,
        CoinbaseFrames.UPDATE, CoinbaseFrames.HEARTBEAT, CoinbaseFrames.TRADES, CoinbaseFrames.TICKER,
        CoinbaseFrames.TWO_BOOKS, CoinbaseFrames.TWO_TICKERS, CoinbaseFrames.ERROR);
    private static final Mutations MUTATIONS = new Mutations("0123456789\"[]{},:.-+eEtrueabdsyuplT Z\\");

    private final TwinCheck check = CoinbaseCapturesTest.check(CoinbaseFrames.INSTRUMENTS);

    @Property(tries = 5_000)
    void agreesWithTheTwinOnBrokenFrames(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int changes) {
        final Random random = new Random(seed);
        final byte[] frame = FRAMES.get(random.nextInt(FRAMES.size())).getBytes(StandardCharsets.UTF_8);
        check.agree(MUTATIONS.change(frame, changes, random));
    }
}
