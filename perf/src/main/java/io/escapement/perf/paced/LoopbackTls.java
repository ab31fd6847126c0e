package io.escapement.perf.paced;

import io.escapement.engine.venue.loopback.TlsFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate for 127.0.0.1 that lives as long as the measurement. */
final class LoopbackTls {
    private LoopbackTls() {
    }

    /** Writes certificate and key into a folder. */
    static TlsFiles in(Path folder) throws IOException {
        final X509Bundle bundle;
        try {
            bundle = new CertificateBuilder().subject("CN=127.0.0.1").addSanIpAddress("127.0.0.1")
                .setIsCertificateAuthority(true).buildSelfSigned();
        } catch (final Exception e) {
            throw new IllegalStateException("this JDK cannot make a certificate: " + e.getMessage(), e);
        }
        Files.createDirectories(folder);
        final Path certificate = Files.createTempFile(folder, "loopback", ".pem");
        final Path key = Files.createTempFile(folder, "loopback", ".key");
        Files.writeString(certificate, bundle.getCertificatePEM());
        Files.writeString(key, bundle.getPrivateKeyPEM());
        return new TlsFiles(certificate, key);
    }

    static void delete(TlsFiles files) throws IOException {
        Files.deleteIfExists(files.certificate());
        Files.deleteIfExists(files.key());
    }
}
