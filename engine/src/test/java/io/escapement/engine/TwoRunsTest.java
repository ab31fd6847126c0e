package io.escapement.engine;

import io.escapement.engine.replay.ReplayResult;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.journal.JournalVerifier;
import io.escapement.journal.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Several runs, one after the other, on one journal. */
class TwoRunsTest {
    private static final List<String> PAIRS = List.of("BTC/USDT", "ETH/USDT");
    private static final int RUNS = 4;

    @TempDir
    private Path folder;

    /** What one run left. */
    private record Left(long lastSequence, long hash, int threads, int files) {
    }

    @Test
    void everyRunGoesOnWhereTheOneBeforeEndedAndLeavesNothingBehind() throws Exception {
        final List<Left> left = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            left.add(run(i < 2 ? Integer.MAX_VALUE : left.get(1).threads()));
        }
        final Path journal = folder.resolve("journal");
        final Verification verified = JournalVerifier.verify(journal);
        assertEquals(List.of(), verified.findings());
        assertEquals(1, verified.firstSequence());
        assertEquals(left.get(RUNS - 1).lastSequence(), verified.lastSequence());
        assertEquals(left.get(RUNS - 1).lastSequence(), verified.records());
        assertEquals(left.get(RUNS - 1).hash(), verified.hash());
        final ReplayResult replayed = Replays.replay(journal, null);
        assertNull(replayed.difference());
        assertEquals(RUNS, replayed.runs());
        Replays.assertTheSame(journal, verified.lastSequence(), verified.hash());
        final BookAudit audit = BookAudit.of(journal, CleanPlay.twins(simulation(), List.of("BTCUSDT", "ETHUSDT")));
        assertEquals(List.of(), audit.differences);
        assertTrue(audit.orderIds.size() >= RUNS, "orders " + audit.orderIds.size());
        assertEquals(0, audit.repeatedOrderIds);
        System.out.println("orders " + audit.orderIds.size() + ", left after each run: " + left);
        assertTrue(left.get(RUNS - 1).threads() <= left.get(1).threads(), "threads: " + left);
        assertTrue(left.get(RUNS - 1).files() <= left.get(1).files() + 1, "open files: " + left);
    }

    /** @param mostThreads that are waited for to be left, ten seconds at most */
    private Left run(int mostThreads) throws Exception {
        final Left left;
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(simulation()).at(Pace.times(25)));
             ProofRun run = new ProofRun(ProofConfig.of(folder, venue, PAIRS)).untilItEnds()) {
            assertNull(run.engine.failure(), run::said);
            left = new Left(run.engine.lastSequence(), run.engine.journalHash(), 0, 0);
        }
        // Netty and Chronicle let go of threads and files a little later.
        TimeUnit.MILLISECONDS.sleep(300);
        for (int i = 0; i < 100 && threads() > mostThreads; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        final String[] files = new File("/proc/self/fd").list();
        return new Left(left.lastSequence(), left.hash(), threads(), files == null ? 0 : files.length);
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().startsWith("HttpClient")).count();
    }

    private static Simulation simulation() {
        return Simulation.of(11, "BTCUSDT", "ETHUSDT").lasting(20_000_000_000L).withActionsPerSecond(400);
    }
}
