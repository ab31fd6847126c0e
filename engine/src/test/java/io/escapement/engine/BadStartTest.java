package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.RunStartedEncoder;
import io.escapement.engine.monitor.Console;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.Manifest;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.RecordLayout;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An engine that cannot start says why, exits with 2, and leaves nothing behind. */
@Timeout(60)
class BadStartTest {
    @TempDir
    private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... args) {
        final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return EngineMain.run(List.of(args), new Console(out, out, false));
    }

    private int run(ProofConfig config) throws IOException {
        return run(Files.writeString(folder.resolve("engine.yaml"), config.text()).toString());
    }

    private ProofConfig config() {
        return ProofConfig.of(folder, "ws://127.0.0.1:1", "http://127.0.0.1:1", List.of("BTC/USDT"));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void assertSays(String expected) {
        assertTrue(said().contains(expected), () -> "expected to read '" + expected + "', but it said\n" + said());
    }

    /** No file of a journal, and nobody holds its lock. */
    private void assertNoJournal() throws IOException {
        final Path journal = folder.resolve("journal");
        if (Files.exists(journal)) {
            try (Stream<Path> files = Files.list(journal)) {
                assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".cq4")).toList());
            }
        }
    }

    @Test
    void aMissingConfigIsNamed() {
        assertEquals(2, run(folder.resolve("nowhere.yaml").toString()));
        assertEquals("ERROR " + folder.resolve("nowhere.yaml") + ": no such file; expected a YAML file,"
            + " e.g. config/demo.yaml", said().strip());
    }

    @Test
    void wrongArgumentsShowTheHelp() {
        assertEquals(2, run());
        assertEquals(2, run("one.yaml", "two.yaml"));
        assertSays("expected one config file, got [one.yaml, two.yaml]");
        assertSays("Usage: java -jar engine.jar");
        assertEquals(0, run("--help"));
    }

    @Test
    void everyUnknownKeyAndWrongTypeIsNamedWithItsLine() throws IOException {
        assertEquals(2, run(config().with("engine.idd", "1").with("engine.state-hash-every", "often")
            .with("journal.survives", "anything").with("paper.entry-latency", "2 parsecs")));
        final String file = folder.resolve("engine.yaml").toString();
        for (String problem : List.of(": engine.idd: ", ": engine.state-hash-every: ", ": journal.survives: ",
            ": paper.entry-latency: ")) {
            assertTrue(said().lines().anyMatch(line -> line.startsWith("ERROR " + file + ":")
                && line.contains(problem)), () -> problem + " in\n" + said());
        }
        assertEquals(4, said().lines().count(), said());
        assertNoJournal();
    }

    @ParameterizedTest
    @CsvSource({
        "venue.websocket, http://127.0.0.1:1, venue.websocket",
        "venue.websocket, ws://127.0.0.1:99999, venue.websocket",
        "venue.rest, ftp://127.0.0.1, venue.rest",
        "venue.rest, 127.0.0.1, venue.rest",
        "paper.latency-file, nowhere.csv, nowhere.csv",
        "pipeline.checked-capacity, 8192, expected at least 12288",
        "pipeline.layout, sideways, pipeline"})
    void whatCannotWorkIsSaidBeforeAnythingIsWritten(String key, String value, String expected) throws IOException {
        assertEquals(2, run(config().with(key, value)), said());
        assertSays(expected);
        assertNoJournal();
    }

    @Test
    void aMissingFileOfTrustedCertificatesIsNamed() throws IOException {
        assertEquals(2, run(config().with("venue.websocket", "wss://127.0.0.1:1").with("venue.trust-file", "no.pem")));
        assertSays("ERROR cannot start: the file of trusted certificates no.pem is not there or not readable");
        assertNoJournal();
    }

    @Test
    void aJournalThatIsAFileIsRefused() throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "not a directory");
        for (Path directory : List.of(file, file.resolve("journal"))) {
            assertEquals(2, run(config().with("journal.directory", ProofConfig.quoted(directory))));
            assertSays("ERROR cannot start: " + directory + ": ");
        }
        assertEquals("not a directory", Files.readString(file));
    }

    @Test
    void aJournalOnAReadOnlyDiskIsRefused() throws Exception {
        final Path mounted = Files.createDirectory(folder.resolve("read-only"));
        Assumptions.assumeTrue(command("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", mounted.toString()),
            "mounting needs root");
        try {
            assertEquals(2, run(config().with("journal.directory", ProofConfig.quoted(mounted))));
            assertSays("ERROR cannot start: " + mounted + ": not writable; give this user the right to write there");
        } finally {
            command("umount", mounted.toString());
        }
    }

    @Test
    void aFullDiskIsRefused() throws IOException {
        assertEquals(2, run(config().with("journal.min-free-bytes", Long.toString(Long.MAX_VALUE))));
        assertSays("disk full: ");
        assertSays("free some space or use another disk");
        assertNoJournal();
    }

    @Test
    void logsThatCannotBeWrittenAreRefusedAndTheJournalIsLeftInOrder() throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(2, run(config().with("latency.directory", ProofConfig.quoted(file.resolve("logs")))));
        assertSays("ERROR cannot start: ");
        assertSays(file.toString());
        assertNoJournal();
        try (JournalWriter writer = JournalWriter.open(JournalConfig.in(folder.resolve("journal")))) {
            assertTrue(writer.recovery().endedCleanly(), writer.recovery().message());
        }
    }

    @Test
    void aJournalOfANewerFormatIsRefusedAndLeftAsItIs() throws IOException {
        final Path journal = folder.resolve("journal");
        final byte[] manifest = Manifest.of("9.9.9", "unknown", 1, Provenance.CAPTURE, 1, "").toText()
            .replaceFirst("formatVersion: *\\d+", "formatVersion: 99").getBytes(StandardCharsets.UTF_8);
        try (JournalWriter writer = JournalWriter.open(JournalConfig.in(journal))) {
            final RecordBuilder record = new RecordBuilder(manifest.length + 512).begin(1, 1, Provenance.ENGINE);
            final RunStartedEncoder started = new RunStartedEncoder();
            started.wrapAndApplyHeader(record.buffer(), record.next(), new MessageHeaderEncoder())
                .startTimeNs(1).engineId(1).putManifest(manifest, 0, manifest.length);
            record.commit(MessageHeaderEncoder.ENCODED_LENGTH + started.encodedLength(), RecordLayout.NO_STAGE);
            record.finish();
            writer.append(record.buffer(), record.bytes(), 0);
        }
        assertEquals(2, run(config()), said());
        assertSays("ERROR cannot start: " + journal
            + ": the journal's format is version 99, this program knows versions up to 1; use a newer"
            + " program");
        try (Stream<Path> files = Files.list(journal)) {
            assertEquals(1, files.filter(file -> file.toString().endsWith("F.cq4")).count());
        }
    }

    @Test
    void aSecondEngineOnOneJournalIsRefused() throws Exception {
        try (ProofRun first = new ProofRun(config())) {
            assertEquals(2, run(config()));
            assertSays("ERROR cannot start: ");
            assertFalse(said().contains("Exception"), said());
            assertEquals(null, first.engine.failure());
        }
    }

    private static boolean command(String... words) throws Exception {
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }
}
