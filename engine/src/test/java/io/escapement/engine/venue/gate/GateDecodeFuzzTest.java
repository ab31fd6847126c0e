package io.escapement.engine.venue.gate;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=GateDecodeFuzzTest} hunts for new inputs. */
class GateDecodeFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void neverThrowsAndPublishesOnlyWhatTheTwinDoes(byte[] frame) {
        GateFrames.check().agree(frame);
        GateFrames.check(GateFrames.INSTRUMENTS, GateMarket.FUTURES, GateBook.ORDER_BOOK_UPDATE).agree(frame);
    }
}
