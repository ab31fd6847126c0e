package io.escapement.engine.venue.okx;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=OkxDecodeFuzzTest} hunts for new inputs. */
class OkxDecodeFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        if (!List.of("ping", "pong").contains(new String(frame, StandardCharsets.ISO_8859_1))) {
            OkxFrames.check().agree(frame);
        }
    }
}
