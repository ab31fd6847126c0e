package io.escapement.engine;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.Limits;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Speeches;
import io.escapement.engine.venue.loopback.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Faults of every kind on the way from the venue: no decision ever sees a wrong book, and every book comes back. */
class FaultProofTest {
    private static final long SEED = Long.getLong("proof.seed", System.nanoTime() % 1_000_000);
    /** Of each kind, in a play; the fault matrix of perf has them by the thousand. */
    private static final int TIMES = Integer.getInteger("proof.times", 1);
    private static final Limits LIMITS = Limits.DEFAULT.withWeightPerMinute(0).withInboundPerSecond(0)
        .withSnapshotWaitMs(3_000);
    /** At greatest speed a silent connection would miss the rest of the play. */
    private static final Set<FaultKind> SILENCES = EnumSet.of(FaultKind.HALF_OPEN, FaultKind.STALL);

    /** Under other numbers than a clean play's, books cannot be held to it: these are the fault matrix' business. */
    private static final Set<FaultKind> RENUMBERING =
        EnumSet.of(FaultKind.SEQUENCE_RESET, FaultKind.EMPTY_UPDATE, FaultKind.DUPLICATE_NEW_ID);

    private static final Set<FaultKind> LOUD = EnumSet.copyOf(FaultKind.of(Speeches.Name.BINANCE));

    static {
        LOUD.removeAll(SILENCES);
        LOUD.removeAll(RENUMBERING);
    }

    private static final long NEVER_SILENT_MS = 600_000;
    /** What is under way when the play ends, such as a reconnect, has come to its end after this. */
    private static final long A_WHILE_MS = 1_000;

    @TempDir
    private Path folder;

    private ProofConfig config(LoopbackVenue venue, List<String> pairs) {
        return ProofConfig.of(folder, venue, pairs).with("venue.reconnect-min", "20ms")
            .with("venue.reconnect-max", "200ms").with("venue.weight-per-minute", "6000")
            .with("venue.snapshot-limit", "1000");
    }

    @Test
    void aRecordingWithEveryKindOfFaultShowsNoDecisionAWrongBook() throws Exception {
        final Path file = Captures.find(Captures.SPOT_BTCUSDT);
        final TwinBooks twins = TwinBooks.of(Captures.lines(file, CaptureLine.Kind.HTTP, CaptureLine.Kind.IN));
        final Serve serve = Serve.capture(file).at(Pace.MAX);
        play(serve, List.of("BTC/USDT"), twins, LOUD, 650, NEVER_SILENT_MS);
    }

    @Test
    void aSimulationWithEveryKindOfFaultShowsNoDecisionAWrongBook() throws Exception {
        final Simulation simulation = Simulation.of(SEED, "BTCUSDT", "ETHUSDT").lasting(200_000_000_000L);
        play(Serve.simulation(simulation).at(Pace.MAX), List.of("BTC/USDT", "ETH/USDT"),
            CleanPlay.twins(simulation, List.of("BTCUSDT", "ETHUSDT")),
            LOUD, 200, NEVER_SILENT_MS);
    }

    @Test
    void aConnectionThatFallsSilentIsNoticedAndReplaced() throws Exception {
        final Simulation simulation = Simulation.of(SEED, "BTCUSDT", "ETHUSDT").lasting(80_000_000_000L);
        play(Serve.simulation(simulation).at(Pace.times(20)), List.of("BTC/USDT", "ETH/USDT"),
            CleanPlay.twins(simulation, List.of("BTCUSDT", "ETHUSDT")), SILENCES, 80, 700);
    }

    private void play(Serve serve, List<String> pairs, TwinBooks twins, Set<FaultKind> kinds, double seconds,
                      long silenceMs) throws Exception {
        final String[] plan = FaultPlan.spread(kinds, TIMES, seconds, SEED);
        System.out.println("seed " + SEED + " (-Dproof.seed to repeat), faults: " + String.join(" ", plan));
        final Serve faulty = serve.withFaults(SEED, plan).within(LIMITS).ending(AtEnd.STAY);
        try (LoopbackVenue venue = LoopbackVenue.start(faulty);
             ProofRun run = new ProofRun(config(venue, pairs).with("feed.silence", silenceMs + "ms"))) {
            run.await("the end of play", venue::hasEnded);
            run.awaitFor(Math.min(A_WHILE_MS, silenceMs / 2), "every book LIVE", () -> pairs.stream().allMatch(pair ->
                run.engine.board().books().contains(pair.replace("/", "") + " LIVE")));
            run.close();
            assertNull(run.engine.failure(), run::said);
            final BookAudit audit = BookAudit.of(run.journal, twins);
            System.out.println(venue.describe() + ": injected " + venue.injected());
            System.out.println("  " + audit.liveChanges + " LIVE book changes, " + audit.differences.size()
                + " wrong; " + audit.conditions);
            assertEquals(List.of(), audit.differences);
            if (Boolean.getBoolean("proof.said")) {
                System.out.println(run.said());
            }
            kinds.forEach(kind -> assertTrue(venue.injected().getOrDefault(kind, 0L) >= TIMES, kind + " of "
                + venue.injected()));
            for (BookAudit.Audited book : audit.instruments()) {
                System.out.println("  " + book.symbol + " lost " + book.losses.size() + " times, came back "
                    + (book.recoveries - 1) + " times: " + book.losses);
                kinds.forEach(kind -> assertTrue(kind != FaultKind.CROSSED || pairs.size() > 1
                    || book.losses.contains(Reason.CROSSED), () -> "no loss by a crossed book: " + book.losses));
                assertCameBack(book, venue.truth(book.symbol));
                if (pairs.size() > 1 && !book.symbol.equals(pairs.get(0).replace("/", ""))) {
                    assertUntouched(book, venue.injected());
                }
            }
            Replays.assertTheSame(run.journal, run.engine.lastSequence(), run.engine.journalHash());
        }
    }

    /**
     * Faults of frames hit the first instrument alone; garbage names none, so every book of the connection is doubted,
     * and a crossed snapshot goes to whoever asks for one next.
     */
    private static void assertUntouched(BookAudit.Audited book, Map<FaultKind, Long> injected) {
        assertTrue(count(book, Reason.MALFORMED) <= injected.getOrDefault(FaultKind.GARBAGE, 0L),
            () -> book.symbol + " lost " + book.losses);
        assertTrue(count(book, Reason.CROSSED) <= injected.getOrDefault(FaultKind.SNAPSHOT_CROSSED, 0L),
            () -> book.symbol + " lost " + book.losses);
        assertEquals(List.of(), book.losses.stream().filter(why -> why == Reason.SEQUENCE_GAP
            || why == Reason.SEQUENCE_REGRESSION || why == Reason.FAULT).toList());
    }

    /** A venue that has ended is silent, so a book may have gone STALE for that alone between our look and the stop. */
    private static void assertCameBack(BookAudit.Audited book, Truth truth) {
        final boolean live = book.state == BookState.LIVE;
        assertEquals(book.losses.size(), book.recoveries - (live ? 1 : 0), book.symbol);
        assertEquals(truth.lastUpdateId(), book.updateId, book.symbol);
        if (live) {
            assertKnownPartIsTheVenues(truth, book);
        } else {
            assertEquals(Reason.SILENT, book.losses.get(book.losses.size() - 1), book.symbol);
        }
    }

    private static long count(BookAudit.Audited book, Reason why) {
        return book.losses.stream().filter(why::equals).count();
    }

    /** Down to the worst level of the last snapshot; what lies behind it a client cannot know. */
    static void assertKnownPartIsTheVenues(Truth truth, BookAudit.Audited book) {
        assertEquals(truth.lastUpdateId(), book.updateId, book.symbol);
        assertEquals(known(truth.bids(), book.worstKnownBid), known(book.bids, book.worstKnownBid), book.symbol);
        assertEquals(known(truth.asks(), book.worstKnownAsk), known(book.asks, book.worstKnownAsk), book.symbol);
    }

    private static Map<BigDecimal, BigDecimal> known(NavigableMap<BigDecimal, BigDecimal> side, BigDecimal worst) {
        return Map.copyOf(side.headMap(worst, true));
    }
}
