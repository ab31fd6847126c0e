package io.escapement.engine;

import io.escapement.codecs.sbe.CarryBegunDecoder;
import io.escapement.codecs.sbe.CarryEndedDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.recovery.FoldText;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a run leaves is what the next one begins with, whichever way it is read. */
class RestartTest {
    private static final List<String> PAIRS = List.of("BTC/USDT", "ETH/USDT");

    /** Ten seconds of market in a second. */
    private static final Pace PACE = Pace.times(10);

    @TempDir
    private Path folder;

    /** Where a run of a journal took over what was before it. */
    private record Carried(long started, long begun, long ended, long orders, long positions, boolean tradedBefore) {
    }

    @Test
    void theNextRunBeginsWithWhatThisOneLeftAndEachReplaysByItself() throws Exception {
        run("");
        final Path journal = folder.resolve("journal");
        final List<String> left = FoldText.of(journal, Long.MAX_VALUE);
        assertTrue(left.stream().anyMatch(line -> line.startsWith("position ")), left::toString);
        assertTrue(left.stream().anyMatch(line -> line.startsWith("over ") && line.contains("FILLED")), left::toString);
        final String said = run("");
        assertTrue(said.contains("carried over from the run before"), said);
        final List<Carried> runs = runs(journal);
        assertEquals(2, runs.size());
        assertFalse(runs.get(0).tradedBefore() || runs.get(1).tradedBefore(), runs::toString);
        assertEquals(left.stream().filter(line -> line.startsWith("o")).count(), runs.get(1).orders());
        assertEquals(FoldText.told(left), FoldText.of(journal, runs.get(1).ended()));
        final ReplayResult replayed = Replays.replay(journal, null);
        assertNull(replayed.difference());
        assertEquals(2, replayed.runs());
    }

    @Test
    void snapshotAndTailComeToTheSameAsAllRecords() throws Exception {
        run("");
        run("");
        final Path journal = folder.resolve("journal");
        final List<Path> snapshots = snapshots(journal);
        assertFalse(snapshots.isEmpty());
        for (final Path snapshot : snapshots) {
            Files.delete(snapshot);
        }
        final String said = run("");
        assertTrue(said.contains("read what the runs before left: "), said);
        assertFalse(said.contains("the snapshot of record"), said);
        final List<Carried> runs = runs(journal);
        assertEquals(FoldText.told(FoldText.of(journal, runs.get(2).started())),
            FoldText.of(journal, runs.get(2).ended()));
    }

    @Test
    void aDamagedSnapshotIsRefusedAndTheNextOlderOneTaken() throws Exception {
        run("");
        run("");
        final Path journal = folder.resolve("journal");
        final List<Path> snapshots = snapshots(journal);
        assertTrue(snapshots.size() > 1, snapshots::toString);
        final Path newest = snapshots.get(snapshots.size() - 1);
        final byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        final String said = run("");
        assertTrue(said.contains("snapshot refused, the next older is taken: " + newest), said);
        assertTrue(said.contains("its CRC does not match its bytes"), said);
        assertTrue(said.contains("the snapshot of record "), said);
        final List<Carried> runs = runs(journal);
        assertEquals(FoldText.told(FoldText.of(journal, runs.get(2).started())),
            FoldText.of(journal, runs.get(2).ended()));
    }

    @Test
    void aSnapshotOfAnotherJournalIsRefused() throws Exception {
        run("");
        final Path journal = folder.resolve("journal");
        final List<Path> snapshots = snapshots(journal);
        final Path other = folder.resolve("other");
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(simulation(12)).at(PACE));
             ProofRun run = new ProofRun(config(venue).with("journal.directory", ProofConfig.quoted(other))
                 .with("recovery.snapshot-every", "1h")).untilItEnds()) {
            assertNull(run.engine.failure(), run::said);
        }
        snapshots(other).forEach(file -> assertTrue(file.toFile().delete()));
        Files.createDirectories(other.resolve("snapshots"));
        Files.copy(snapshots.get(0), other.resolve("snapshots").resolve(snapshots.get(0).getFileName()));
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(simulation(12)).at(PACE));
             ProofRun run = new ProofRun(config(venue).with("journal.directory", ProofConfig.quoted(other)))
                 .untilItEnds()) {
            assertTrue(run.said().contains("is not the one in this journal") || run.said().contains("has lost records"),
                run::said);
        }
    }

    @Test
    void aPositionInAnInstrumentThatTheConfigNoLongerHasStopsTheStart() throws Exception {
        run("");
        final List<String> held = FoldText.of(folder.resolve("journal"), Long.MAX_VALUE).stream()
            .filter(line -> line.startsWith("position ") && !line.split(" ")[3].equals("0")).toList();
        assumeTrue(!held.isEmpty(), "the run ended flat");
        final String gone = held.get(0).split(" ")[1];
        final String kept = gone.equals("BTCUSDT") ? "ETH/USDT" : "BTC/USDT";
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(simulation(11)).at(PACE))) {
            final EngineSettings settings = EngineSettingsReader.read(ConfigFile.of("proof.yaml",
                config(venue, List.of(kept)).text()));
            final String message = assertThrows(IllegalArgumentException.class,
                () -> new Engine(settings, new Console(System.out, System.err, true))).getMessage();
            assertTrue(message.contains("BINANCE " + gone + " is open, but the config does not have the instrument"),
                message);
            assertTrue(message.contains("Start once with these instruments"), message);
        }
    }

    @Test
    void withoutCarryingTheNextRunBeginsFlat() throws Exception {
        run("");
        final String said = run("false");
        assertFalse(said.contains("carried over"), said);
        assertEquals(0, runs(folder.resolve("journal")).get(1).ended());
    }

    private ProofConfig config(LoopbackVenue venue) {
        return config(venue, PAIRS);
    }

    private ProofConfig config(LoopbackVenue venue, List<String> pairs) {
        return ProofConfig.of(folder, venue, pairs).with("recovery.snapshot-every", "100ms")
            .with("strategy.holding", "5s").with("risk.version", "1").with("risk.max-capital", "1000000")
            .with("risk.max-daily-loss", "100000").with("risk.max-drawdown", "100000");
    }

    private String run(String carry) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(simulation(11)).at(PACE));
             ProofRun run = new ProofRun(config(venue).with("recovery.carry", carry.isEmpty() ? null : carry))
                 .untilItEnds()) {
            assertNull(run.engine.failure(), run::said);
            return run.said();
        }
    }

    private static Simulation simulation(long seed) {
        return Simulation.of(seed, "BTCUSDT", "ETHUSDT").lasting(10_000_000_000L).withActionsPerSecond(400);
    }

    private static List<Path> snapshots(Path journal) throws Exception {
        try (Stream<Path> files = Files.list(journal.resolve("snapshots"))) {
            return files.filter(file -> file.toString().endsWith(".snapshot")).sorted().toList();
        }
    }

    private static List<Carried> runs(Path journal) {
        final List<Carried> runs = new ArrayList<>();
        final CarryEndedDecoder ended = new CarryEndedDecoder();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                final int event = RecordLayout.event(reader.offset());
                final Carried last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
                switch (RecordLayout.templateId(reader.buffer(), event)) {
                    case RunStartedDecoder.TEMPLATE_ID -> runs.add(new Carried(reader.sequence(), 0, 0, 0, 0, false));
                    case CarryBegunDecoder.TEMPLATE_ID -> runs.set(runs.size() - 1,
                        new Carried(last.started, reader.sequence(), 0, 0, 0, false));
                    case CarryEndedDecoder.TEMPLATE_ID -> {
                        ended.wrapAndApplyHeader(reader.buffer(), event, new MessageHeaderDecoder());
                        runs.set(runs.size() - 1, new Carried(last.started, last.begun, reader.sequence(),
                            ended.orders(), ended.positions(), last.tradedBefore));
                    }
                    default -> {
                        if (last != null && last.ended == 0 && hasOrder(reader)) {
                            runs.set(runs.size() - 1, new Carried(last.started, last.begun, 0, 0, 0, true));
                        }
                    }
                }
            }
        }
        return runs;
    }

    private static boolean hasOrder(JournalReader reader) {
        int message = RecordLayout.event(reader.offset());
        for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
            message = RecordLayout.next(reader.buffer(), message);
            if (RecordLayout.templateId(reader.buffer(), message) == NewOrderDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }
}
