package io.escapement.engine.venue.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.UnknownFieldSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=ProtoFuzzTest} hunts for new inputs. */
class ProtoFuzzTest {
    private final ProtoReader reader = new ProtoReader();

    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndTakesOnlyWhatTheTwinTakes(byte[] message) {
        final UnknownFieldSet found = ProtoReaderTest.read(reader, message);
        if (found != null) {
            assertEquals(ProtoReaderTest.readPlainly(message), found);
        }
    }
}
