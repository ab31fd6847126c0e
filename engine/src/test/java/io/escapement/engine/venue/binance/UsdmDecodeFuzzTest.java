package io.escapement.engine.venue.binance;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=UsdmDecodeFuzzTest} hunts for new inputs. */
class UsdmDecodeFuzzTest {
    private final WireBench bench =
        new WireBench(UsdmFrames.maker(UsdmFrames.INSTRUMENTS, UsdmFrameDecoder.Trades.AGGREGATED));
    private final UsdmTwin twin = new UsdmTwin(UsdmFrames.INSTRUMENTS, UsdmFrameDecoder.Trades.AGGREGATED);

    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        final List<String> market = WireBench.market(bench.decode(frame));
        if (!market.isEmpty() && !PlainJson.isBeyondTheTwins(frame)) {
            assertEquals(PlainJson.decode(twin, frame), market);
        }
    }
}
