package io.escapement.engine.venue.loopback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of the loopback venue's account: made up for a test, never a real one. Either HMAC-SHA256 or Ed25519. */
public final class ApiKey {
    private static final String HMAC = "HmacSHA256";

    private final String name;
    private final byte[] secret;
    private final PublicKey publicKey;

    private ApiKey(final String name, final byte[] secret, final PublicKey publicKey) {
        this.name = Objects.requireNonNull(name);
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /** With a secret that both sides know. */
    public static ApiKey hmac(final String name, final String secret) {
        return new ApiKey(name, secret.getBytes(StandardCharsets.UTF_8), null);
    }

    /** With the public half of the client's Ed25519 key. */
    public static ApiKey ed25519(final String name, final PublicKey publicKey) {
        if (!publicKey.getAlgorithm().matches("EdDSA|Ed25519")) {
            throw new IllegalArgumentException("key " + name + " is of " + publicKey.getAlgorithm()
                + ", expected Ed25519");
        }
        return new ApiKey(name, null, publicKey);
    }

    /**
     * The same from a PEM file, as a client would register it with a venue.
     *
     * @throws IOException if the file cannot be read, or holds no public Ed25519 key
     */
    public static ApiKey ed25519(final String name, final Path pem) throws IOException {
        final String text = Files.readString(pem).replaceAll("-----(?:BEGIN|END) PUBLIC KEY-----|\\s", "");
        try {
            return ed25519(name, KeyFactory.getInstance("Ed25519").generatePublic(
                new X509EncodedKeySpec(Base64.getDecoder().decode(text))));
        } catch (final GeneralSecurityException | IllegalArgumentException ex) {
            throw new IOException(pem + ": expected a public Ed25519 key in PEM, as 'openssl pkey -pubout' writes it",
                ex);
        }
    }

    /** What the client names it by. */
    public String name() {
        return name;
    }

    boolean isEd25519() {
        return publicKey != null;
    }

    /** Whether this is the key's signature of the payload: hexadecimal of HMAC, base 64 of Ed25519. */
    boolean verifies(final String payload, final String signature) {
        final byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        try {
            if (publicKey != null) {
                final Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initVerify(publicKey);
                ed25519.update(bytes);
                return ed25519.verify(Base64.getDecoder().decode(signature));
            }
            return MessageDigest.isEqual(hmac(bytes).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
        } catch (final GeneralSecurityException | IllegalArgumentException ex) {
            return false;
        }
    }

    private String hmac(final byte[] bytes) throws GeneralSecurityException {
        final Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(secret, HMAC));
        return HexFormat.of().formatHex(mac.doFinal(bytes));
    }

    @Override
    public String toString() {
        return "key " + name;
    }
}
