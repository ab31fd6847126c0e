package io.escapement.engine.venue.orders;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Ed25519 as base64. Makes garbage: a signature of the JDK's takes some hundred microseconds and objects. */
public final class Ed25519 implements Signer {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;

    private Ed25519(PrivateKey key) {
        this.key = key;
    }

    /** Whether this looks like the text of a private key rather than a shared secret. */
    public static boolean isPem(String secret) {
        return secret.strip().startsWith(BEGIN);
    }

    /**
     * Reads a private key as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws IllegalArgumentException without a word of the text, if it is none
     */
    public static Ed25519 of(String pem) {
        final String text = pem.strip();
        final int end = text.indexOf(END);
        if (!text.startsWith(BEGIN) || end < 0) {
            throw new IllegalArgumentException("is no PEM private key; expected " + BEGIN + " ... " + END);
        }
        try {
            final byte[] der = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), end).replace("\\n", ""));
            return new Ed25519(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (final GeneralSecurityException | IllegalArgumentException e) {
            // The cause is left out: its text may hold what was to be read.
            throw new IllegalArgumentException("is no Ed25519 private key in PKCS#8; expected what"
                + " 'openssl genpkey -algorithm ed25519' writes");
        }
    }

    @Override
    public int sign(byte[] payload, int offset, int length, byte[] out, int outOffset) {
        try {
            final Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(payload, offset, length);
            final byte[] text = Base64.getEncoder().encode(signature.sign());
            System.arraycopy(text, 0, out, outOffset, text.length);
            return text.length;
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 did not sign: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public String toString() {
        return "Ed25519";
    }
}
