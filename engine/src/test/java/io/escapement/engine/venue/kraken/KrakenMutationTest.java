package io.escapement.engine.venue.kraken;

import io.escapement.engine.testkit.JsonTwin;
import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.testkit.TwinCheck;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Broken frames: decoder and twin agree on each, in the state that the frames before left. jqwik prints the seed. */
class KrakenMutationTest {
    private static final List<String> FRAMES = List.of(KrakenFrames.SNAPSHOT, KrakenFrames.UPDATE, KrakenFrames.UPDATE,
        KrakenFrames.TRADES, KrakenFrames.TICKER, KrakenFrames.STATUS, KrakenFrames.HEARTBEAT, KrakenFrames.TWO_BOOKS,
        KrakenFrames.TWO_BOOKS);
    private static final Mutations MUTATIONS = new Mutations("0123456789\"[]{},:.-+eEtrueabdsyuplT Z\\");

    private final TwinCheck check = KrakenCapturesTest.check(KrakenFrames.INSTRUMENTS);

    @Property(tries = 5_000)
    void agreesWithTheTwinOnBrokenFrames(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int changes) {
        final Random random = new Random(seed);
        final byte[] frame = FRAMES.get(random.nextInt(FRAMES.size())).getBytes(StandardCharsets.UTF_8);
        check.agree(MUTATIONS.change(frame, changes, random));
    }

    @Test
    void aSymbolSpeltWithAnEscapeIsNotPassedOver() {
        final String frame = KrakenFrames.TRADES.replace("ETH/USD", "ETH\\/USD");
        assertNotEquals(KrakenFrames.TRADES, frame);
        assertEquals(List.of(JsonTwin.WRONG), check.agree(frame.getBytes(StandardCharsets.UTF_8)));
    }
}
