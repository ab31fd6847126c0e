package io.escapement.engine.venue.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=GzipFuzzTest} hunts for new inputs. */
class GzipFuzzTest {
    private final GzipFrames gzip = new GzipFrames(1 << 20);

    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndTakesOnlyWhatTheTwinTakes(byte[] frame) {
        final byte[] found = GzipFramesTest.unpack(gzip, frame);
        if (found != null) {
            assertArrayEquals(GzipFramesTest.unpackPlainly(frame), found);
        }
        final byte[] packed = GzipFramesTest.pack(frame);
        assertArrayEquals(frame, GzipFramesTest.unpack(gzip, packed));
    }
}
