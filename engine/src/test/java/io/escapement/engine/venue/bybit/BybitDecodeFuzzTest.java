package io.escapement.engine.venue.bybit;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=BybitDecodeFuzzTest} hunts for new inputs. */
class BybitDecodeFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        BybitFrames.check(BybitFrames.INSTRUMENTS, 50).agree(frame);
    }
}
