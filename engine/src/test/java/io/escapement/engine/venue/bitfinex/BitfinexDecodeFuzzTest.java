package io.escapement.engine.venue.bitfinex;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.engine.testkit.TwinCheck;

import java.util.Arrays;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=BitfinexDecodeFuzzTest} hunts for more. */
class BitfinexDecodeFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] input) {
        final TwinCheck check = BitfinexCapturesTest.check(BitfinexFrames.INSTRUMENTS);
        int from = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || input[i] == '\n') {
                check.agree(Arrays.copyOfRange(input, from, i));
                from = i + 1;
            }
        }
    }
}
