package io.escapement.engine.venue.kucoin;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=KucoinDecodeFuzzTest} hunts for new inputs. */
class KucoinDecodeFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        KucoinFrames.check().agree(frame);
    }
}
