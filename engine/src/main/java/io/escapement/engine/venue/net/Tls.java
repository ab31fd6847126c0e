package io.escapement.engine.venue.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;

import javax.net.ssl.SSLException;
import java.nio.file.Files;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeUnit;

/** The client's side of TLS 1.3 and 1.2, made once and used for every connection. */
public final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SslContext context;
    private final String description;

    private Tls(SslContext context, String description) {
        this.context = context;
        this.description = description;
    }

    /**
     * @throws IllegalArgumentException if the trusted certificates cannot be read, or OpenSSL is asked for and does
     *                                  not load
     */
    public static Tls open(TlsSettings settings) {
        final SslProvider provider = provider(settings.provider());
        final SslContextBuilder builder = SslContextBuilder.forClient()
            .sslProvider(provider)
            .protocols(PROTOCOLS)
            .endpointIdentificationAlgorithm("HTTPS");
        if (settings.trustedCertificates() != null) {
            trust(builder, settings);
        }
        try {
            return new Tls(builder.build(), provider == SslProvider.JDK ? "the JDK's TLS" : OpenSsl.versionString());
        } catch (final SSLException e) {
            throw new IllegalArgumentException("TLS cannot be set up with provider " + provider + ": "
                + e.getMessage(), e);
        }
    }

    private static SslProvider provider(TlsSettings.Provider wanted) {
        if (wanted == TlsSettings.Provider.JDK) {
            return SslProvider.JDK;
        }
        if (OpenSsl.isAvailable()) {
            return SslProvider.OPENSSL;
        }
        if (wanted == TlsSettings.Provider.OPENSSL) {
            throw new IllegalArgumentException("OpenSSL does not load on this machine: "
                + OpenSsl.unavailabilityCause() + "; use the provider AUTO or JDK", OpenSsl.unavailabilityCause());
        }
        return SslProvider.JDK;
    }

    private static void trust(SslContextBuilder builder, TlsSettings settings) {
        if (!Files.isReadable(settings.trustedCertificates())) {
            throw new IllegalArgumentException("the file of trusted certificates " + settings.trustedCertificates()
                + " is not there or not readable; expected a PEM file");
        }
        try {
            builder.trustManager(settings.trustedCertificates().toFile());
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("the file of trusted certificates " + settings.trustedCertificates()
                + " holds no valid PEM certificates: " + e.getMessage(), e);
        }
    }

    SslHandler handler(ByteBufAllocator allocator, Endpoint endpoint, long timeoutMs) {
        final SslHandler handler = context.newHandler(allocator, endpoint.host(), endpoint.port());
        handler.setHandshakeTimeout(timeoutMs, TimeUnit.MILLISECONDS);
        return handler;
    }

    /** Which implementation is in use. */
    public String description() {
        return description;
    }

    /** Says in plain words why TLS with a host failed. */
    static String explain(Endpoint endpoint, Throwable error) {
        return "TLS with " + endpoint + " failed: " + reason(endpoint, error);
    }

    private static String reason(Endpoint endpoint, Throwable error) {
        Throwable root = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return "its certificate is not valid now: " + cause.getMessage();
            }
            if (cause instanceof NotSslRecordException) {
                return "what answers there does not speak TLS";
            }
        }
        final String said = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        if (root instanceof CertPathBuilderException || root instanceof CertPathValidatorException) {
            return "its certificate is not trusted (" + said + ")";
        }
        if (root instanceof CertificateException) {
            return "its certificate is not for the host " + endpoint.host() + " (" + said + ")";
        }
        return said;
    }
}
