package io.escapement.engine.venue.net;

import java.nio.file.Path;

/**
 * Whom to trust. Host names are always checked.
 *
 * @param trustedCertificates a PEM file of certificates to trust instead of the system's, or null for the system's
 * @param provider            which implementation of TLS
 */
public record TlsSettings(Path trustedCertificates, Provider provider) {
    /** Which implementation of TLS. */
    public enum Provider {
        /** OpenSSL where it loads, else the JDK's. */
        AUTO,
        /** BoringSSL through tcnative: a sixth of the JDK's garbage. */
        OPENSSL,
        /** The JDK's own. */
        JDK
    }

    /** The system's trust store, the best provider. */
    public static TlsSettings system() {
        return new TlsSettings(null, Provider.AUTO);
    }

    /** Trusts the certificates of one PEM file only. */
    public static TlsSettings trusting(Path trustedCertificates) {
        return new TlsSettings(trustedCertificates, Provider.AUTO);
    }
}
