package io.escapement.engine.venue.binance;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.engine.venue.wire.WireBench;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=SbeDecodeFuzzTest} hunts for new inputs. */
class SbeDecodeFuzzTest {
    private final WireBench bench = new WireBench(SbeFrames.maker(SbeFrames.INSTRUMENTS));
    private final SbeTwin twin = new SbeTwin(SbeFrames.INSTRUMENTS);

    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        SbeMutationTest.agree(bench, twin, frame);
    }
}
