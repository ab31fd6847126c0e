package io.escapement.engine.venue.net;

import io.escapement.engine.venue.net.ConnectionEnd.Kind;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TlsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TlsSettings.Provider.class)
    void talksToAServerWhoseCertificateIsTrusted(TlsSettings.Provider provider) throws Exception {
        final X509Bundle certificate = certificate("localhost").buildSelfSigned();
        assertEquals("text", outcome(certificate, new TlsSettings(pem(certificate), provider), "wss://localhost:"));
    }

    @ParameterizedTest
    @EnumSource(TlsSettings.Provider.class)
    void refusesACertificateForAnotherHost(TlsSettings.Provider provider) throws Exception {
        final X509Bundle certificate = certificate("elsewhere.example").buildSelfSigned();
        final String outcome = outcome(certificate, new TlsSettings(pem(certificate), provider), "wss://localhost:");
        assertTrue(outcome.contains("its certificate is not for the host localhost"), outcome);
        assertTrue(outcome.startsWith(Kind.TLS_FAILED + ": TLS with localhost:"), outcome);
    }

    @ParameterizedTest
    @EnumSource(TlsSettings.Provider.class)
    void refusesACertificateThatNobodyVouchesFor(TlsSettings.Provider provider) throws Exception {
        final X509Bundle certificate = certificate("localhost").buildSelfSigned();
        final String outcome = outcome(certificate, new TlsSettings(null, provider), "wss://localhost:");
        assertTrue(outcome.contains("its certificate is not trusted"), outcome);
    }

    @Test
    void refusesAnExpiredCertificate() throws Exception {
        final X509Bundle authority = certificate("authority.example").buildSelfSigned();
        final X509Bundle certificate = certificate("localhost")
            .notBefore(Instant.now().minus(9, ChronoUnit.DAYS))
            .notAfter(Instant.now().minus(2, ChronoUnit.DAYS)).setIsCertificateAuthority(false)
            .buildIssuedBy(authority);
        final String outcome = outcome(certificate, TlsSettings.trusting(pem(authority)), "wss://localhost:");
        assertTrue(outcome.contains("its certificate is not valid now"), outcome);
    }

    @Test
    void saysThatAServerDoesNotSpeakTls() throws Exception {
        try (TestServer server = new TestServer()) {
            final String outcome = outcome(server, TlsSettings.system(), "wss://localhost:");
            assertTrue(outcome.contains("TLS with localhost:" + server.port() + " failed: "), outcome);
        }
    }

    @Test
    void namesAFileOfCertificatesThatCannotBeUsed() throws Exception {
        final Path missing = folder.resolve("missing.pem");
        assertEquals("the file of trusted certificates " + missing + " is not there or not readable; expected a PEM "
            + "file", assertThrows(IllegalArgumentException.class, () -> Tls.open(TlsSettings.trusting(missing)))
            .getMessage());
        final Path empty = Files.writeString(folder.resolve("empty.pem"), "no certificate");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Tls.open(TlsSettings.trusting(empty)))
            .getMessage().startsWith("the file of trusted certificates " + empty + " holds no valid PEM"));
    }

    private static CertificateBuilder certificate(String host) {
        return new CertificateBuilder().subject("CN=" + host).addSanDnsName(host).setIsCertificateAuthority(true);
    }

    private Path pem(X509Bundle certificate) throws Exception {
        return Files.writeString(folder.resolve("trusted.pem"), certificate.getCertificatePathPEM());
    }

    private static String outcome(X509Bundle certificate, TlsSettings settings, String prefix) throws Exception {
        final var context = SslContextBuilder.forServer(certificate.getKeyPair().getPrivate(),
            certificate.getCertificate()).sslProvider(SslProvider.JDK).build();
        try (TestServer server = new TestServer(context)) {
            return outcome(server, settings, prefix);
        }
    }

    /** "text" if a frame came through, else why not. */
    private static String outcome(TestServer server, TlsSettings settings, String prefix) throws Exception {
        final CompletableFuture<String> outcome = new CompletableFuture<>();
        server.answer = text -> text;
        try (Transport transport = Transport.open(TransportKind.AUTO, Thread::new)) {
            final WebSocketClient client = new WebSocketClient(transport, Tls.open(settings),
                WebSocketSettings.defaults(), () -> 1, ReadHook.NONE);
            transport.loop().execute(() -> client.connect(Endpoint.parse(prefix + server.port() + "/ws"),
                (frame, offset, length, text, time, nanos) -> outcome.complete("text"), new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocketConnection connection) {
                        connection.send("hello");
                    }

                    @Override
                    public void onEnd(WebSocketConnection connection, ConnectionEnd end) {
                        outcome.complete(end.toString());
                    }
                }));
            return outcome.get(30, TimeUnit.SECONDS);
        }
    }
}
