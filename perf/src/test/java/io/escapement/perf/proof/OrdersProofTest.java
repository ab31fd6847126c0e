package io.escapement.perf.proof;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The long proofs of orders, in short. They start processes: apart from {@link ProofTest}, so that both go at once. */
@Timeout(240)
class OrdersProofTest {
    @TempDir
    private Path folder;

    @Test
    void ordersEndInTheVenuesTruthWhateverGoesWrong() {
        assertEquals(0, Proof.run("orders", "--seeds", "1", "--threads", "1", "--work", folder.toString()));
    }

    @Test
    void theNextEngineKnowsWhatTheServerHasWhenOneIsKilled() {
        assertEquals(0, Proof.run("restart", "--kills", "3", "--venue", "bybit-linear", "--life", "1000", "--seed", "3",
            "--work", folder.toString()));
    }
}
