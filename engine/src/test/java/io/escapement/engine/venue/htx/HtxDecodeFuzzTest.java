package io.escapement.engine.venue.htx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=HtxDecodeFuzzTest} hunts for new inputs. */
class HtxDecodeFuzzTest {
    private final WireBench bench = new WireBench(HtxFrames.maker(HtxFrames.INSTRUMENTS));
    private final HtxTwin twin = new HtxTwin(HtxFrames.INSTRUMENTS);

    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        bench.decode(frame);
        PlainJson.agree(twin, frame, bench.decode(HtxFrames.pack(frame)));
    }
}
