package io.escapement.perf.proof;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The long proofs, in short. They start processes: a few seconds each. */
@Timeout(240)
class ProofTest {
    @TempDir
    private Path folder;

    @Test
    void killedEnginesLeaveWholeJournalsThatHoldEveryOrderSent() {
        assertEquals(0, Proof.run("kill", "--kills", "3", "--life", "1500", "--work", folder.toString()));
    }

    @Test
    void verificationFindsEveryFlippedByteAndEveryTruncation() {
        assertEquals(0, Proof.run("damage", "--flips", "10", "--truncations", "3", "--work", folder.toString()));
    }

    @Test
    void aStalledEnginesOrdersAreCancelledAndItStaysHaltedUntilAPersonResumesIt() {
        assertEquals(0, Proof.run("stall", "--seconds", "4", "--limit", "2", "--life", "2000", "--venue",
            "binance", "--work", folder.toString()));
    }

    @Test
    void startsAreMeasuredWithALongJournalAndWithASnapshot() {
        assertEquals(0, Proof.run("start", "--records", "30000", "--rounds", "1", "--life", "1500", "--work",
            folder.toString()));
    }
}
