package io.escapement.engine.venue.binance;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.wire.PlainJson;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Regression mode in the build. {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=BinanceDecodeFuzzTest} hunts for new inputs for
 * a short while; the corpus is kept, so a long hunt is the same command again and again.
 */
class BinanceDecodeFuzzTest {
    private static final List<Instrument> INSTRUMENTS = List.of(DecoderBench.instrument(1, "BTCUSDT", -2, -8));

    private final DecoderBench bench = new DecoderBench(INSTRUMENTS);
    private final BinanceTwin twin = new BinanceTwin(INSTRUMENTS);

    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        final List<String> events = bench.decode(frame);
        final boolean market = events.stream().anyMatch(line -> Character.isLowerCase(line.charAt(0)));
        if (market && !PlainJson.isBeyondTheTwins(frame)) {
            assertEquals(List.of(twin.decode(frame)), events, () -> new String(frame, StandardCharsets.UTF_8));
        }
    }
}
