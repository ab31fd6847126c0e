package io.escapement.engine.venue.mexc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.engine.venue.wire.WireBench;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=MexcDecodeFuzzTest} hunts for new inputs. */
class MexcDecodeFuzzTest {
    private final WireBench bench = new WireBench(MexcFrames.maker(MexcFrames.INSTRUMENTS));
    private final MexcTwin twin = new MexcTwin(MexcFrames.INSTRUMENTS);

    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        MexcMutationTest.agree(bench, twin, frame);
    }
}
