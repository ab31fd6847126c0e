package io.escapement.engine;

import io.escapement.engine.monitor.Console;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.TlsFiles;
import io.escapement.journal.JournalVerifier;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A venue that is not there, not trusted, not willing or not sound: said plainly, and lived through where it ends. */
@Timeout(60)
class BadVenueTest {
    private static final List<String> PAIRS = List.of("BTC/USDT");
    private static final String LIVE = "BTCUSDT LIVE";

    @TempDir
    private Path folder;

    private static Serve serve() {
        return Serve.simulation(Simulation.of(3, "BTCUSDT")).at(Pace.times(5));
    }

    private ProofConfig config(LoopbackVenue venue) {
        return ProofConfig.of(folder, venue, PAIRS).with("venue.reconnect-min", "20ms")
            .with("venue.reconnect-max", "200ms");
    }

    private static void awaitSaid(ProofRun run, String expected) throws InterruptedException {
        run.await("the words " + expected, () -> run.said().contains(expected));
    }

    private static void awaitLive(ProofRun run) throws InterruptedException {
        run.await(LIVE, () -> run.engine.board().books().contains(LIVE));
    }

    private static void assertSoundAfter(ProofRun run) {
        run.close();
        assertEquals(List.of(), JournalVerifier.verify(run.journal).findings());
        assertEquals(null, run.engine.failure());
    }

    @ParameterizedTest
    @CsvSource({
        "rest-503*3, 503 Service Unavailable",
        "rest-429*2:1s, '429 Too Many Requests, retry after 1 s'",
        "rest-418*1:1s, 'retry after 1 s'",
        "subscribe-refused*2, SUBSCRIBE was refused: code 2",
        "snapshot-truncated*2, feed SNAPSHOT_FAILED BTCUSDT: depth body at byte"})
    void aRefusalAtTheStartIsSaidAndTriedAgain(String fault, String expected) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve().withFaults(1, fault));
             ProofRun run = new ProofRun(config(venue))) {
            awaitSaid(run, expected);
            awaitLive(run);
            assertSoundAfter(run);
        }
    }

    @Test
    void anUnknownSymbolEndsTheEngineWithItsName() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve())) {
            final ByteArrayOutputStream said = new ByteArrayOutputStream();
            final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
            final Path file = Files.writeString(folder.resolve("engine.yaml"),
                ProofConfig.of(folder, venue, List.of("BTC/USDT", "XYZ/USDT")).text());
            assertEquals(1, EngineMain.run(List.of(file.toString()), new Console(out, out, false)));
            final String text = said.toString(StandardCharsets.UTF_8);
            assertTrue(text.lines().anyMatch(line -> line.startsWith("ERROR ") && line.contains("XYZ")), text);
            assertEquals(List.of(), JournalVerifier.verify(folder.resolve("journal")).findings());
        }
    }

    @ParameterizedTest
    @CsvSource({"live, LIVE", "capture, CAPTURE"})
    void madeUpDataIsNeverTakenForAnotherKind(String source, String named) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve());
             ProofRun run = new ProofRun(config(venue).with("venue.source", source))) {
            assertTrue(run.engine.awaitEnd(20, TimeUnit.SECONDS), run::said);
            assertEquals("the data of 127.0.0.1:" + venue.port() + " is SIMULATED, but the config says that it is "
                + named + "; set venue.source to simulated, or connect elsewhere", run.engine.failure());
        }
    }

    @Test
    void aVenueThatComesUpLaterIsFound() throws Exception {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        final ProofConfig config = ProofConfig.of(folder, "ws://127.0.0.1:" + port, "http://127.0.0.1:" + port, PAIRS)
            .with("venue.source", "simulated").with("venue.reconnect-min", "20ms").with("venue.reconnect-max", "200ms");
        try (ProofRun run = new ProofRun(config)) {
            awaitSaid(run, "no connection to 127.0.0.1:" + port);
            try (LoopbackVenue venue = LoopbackVenue.start(serve().onPort(port))) {
                awaitLive(run);
                assertEquals(port, venue.port());
            }
            awaitSaid(run, "feed DISCONNECTED");
            try (LoopbackVenue again = LoopbackVenue.start(serve().onPort(port))) {
                awaitLive(run);
                assertEquals(port, again.port());
            }
            assertSoundAfter(run);
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve())) {
            final IOException refused = assertThrows(IOException.class,
                () -> LoopbackVenue.start(serve().onPort(venue.port())));
            assertTrue(refused.getMessage().startsWith("cannot listen on 127.0.0.1:" + venue.port()
                + ": is the port in use? Choose another, or 0 for any free one."), refused.getMessage());
        }
    }

    @Test
    void aVenueWithoutTlsIsSaidToHaveNone() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve());
             ProofRun rest = new ProofRun(config(venue).with("venue.rest", "https://127.0.0.1:" + venue.port()))) {
            awaitSaid(rest, "TLS with 127.0.0.1:" + venue.port() + " failed: ");
            assertSoundAfter(rest);
        }
        try (LoopbackVenue venue = LoopbackVenue.start(serve());
             ProofRun stream = new ProofRun(config(venue)
                 .with("venue.websocket", "wss://127.0.0.1:" + venue.port()))) {
            awaitSaid(stream, "TLS_FAILED: TLS with 127.0.0.1:" + venue.port() + " failed: ");
            assertSoundAfter(stream);
        }
    }

    @Test
    void anUntrustedCertificateIsRefusedAndATrustedOneServes() throws Exception {
        final X509Bundle certificate = new CertificateBuilder().subject("CN=127.0.0.1")
            .addSanIpAddress("127.0.0.1").setIsCertificateAuthority(true).buildSelfSigned();
        final TlsFiles files = new TlsFiles(
            Files.writeString(folder.resolve("certificate.pem"), certificate.getCertificatePathPEM()),
            Files.writeString(folder.resolve("key.pem"), certificate.getPrivateKeyPEM()));
        try (LoopbackVenue venue = LoopbackVenue.start(serve().withTls(files))) {
            try (ProofRun run = new ProofRun(config(venue))) {
                awaitSaid(run, "its certificate is not trusted");
                assertSoundAfter(run);
            }
            try (ProofRun run = new ProofRun(config(venue)
                .with("venue.trust-file", ProofConfig.quoted(files.certificate())))) {
                awaitLive(run);
                assertSoundAfter(run);
            }
        }
    }

    @Test
    void aDiskThatFillsUpStopsTheEngineWithAWholeJournal() throws Exception {
        final Path small = Files.createDirectory(folder.resolve("small-disk"));
        Assumptions.assumeTrue(command("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", small.toString()),
            "mounting a small disk needs root");
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(Simulation.of(3, "BTCUSDT")
            .withActionsPerSecond(5_000)).at(Pace.MAX))) {
            final ByteArrayOutputStream said = new ByteArrayOutputStream();
            final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
            final Path file = Files.writeString(folder.resolve("engine.yaml"), config(venue)
                .with("journal.directory", ProofConfig.quoted(small)).with("journal.min-free-bytes", "12000000")
                .text());
            assertEquals(1, EngineMain.run(List.of(file.toString()), new Console(out, out, false)));
            final String text = said.toString(StandardCharsets.UTF_8);
            assertTrue(text.lines().anyMatch(line -> line.startsWith("ERROR the engine stops: ")
                && line.contains("disk full: ")), text);
            // On this kind of disk even to look at a file's unwritten pages takes room.
            final Path copy = copy(small);
            assertEquals(List.of(), JournalVerifier.verify(copy).findings());
            assertTrue(JournalVerifier.verify(copy).records() > 1_000);
        } finally {
            command("umount", small.toString());
        }
    }

    private Path copy(Path journal) throws IOException {
        final Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(journal)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static boolean command(String... words) throws Exception {
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }
}
