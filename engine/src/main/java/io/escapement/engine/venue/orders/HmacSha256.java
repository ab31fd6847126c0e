package io.escapement.engine.venue.orders;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA256 as hexadecimal, without garbage: {@code javax.crypto.Mac} makes an array for each signature, so this is
 * RFC 2104 over a {@code MessageDigest}; a test holds that both give the same.
 */
public final class HmacSha256 implements Signer {
    private static final int BLOCK = 64;
    private static final int HASH = 32;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e',
        'f'};

    private final MessageDigest digest;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final byte[] hash = new byte[HASH];

    /** @param secret not kept, not changed */
    public HmacSha256(byte[] secret) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
        final byte[] key = secret.length > BLOCK ? digest.digest(secret) : secret;
        for (int i = 0; i < BLOCK; i++) {
            final byte k = i < key.length ? key[i] : 0;
            inner[i] = (byte) (k ^ INNER);
            outer[i] = (byte) (k ^ OUTER);
        }
    }

    @Override
    public int sign(byte[] payload, int offset, int length, byte[] out, int outOffset) {
        digest.update(inner);
        digest.update(payload, offset, length);
        finish();
        digest.update(outer);
        digest.update(hash);
        finish();
        for (int i = 0; i < HASH; i++) {
            out[outOffset + 2 * i] = DIGITS[hash[i] >>> 4 & 0xF];
            out[outOffset + 2 * i + 1] = DIGITS[hash[i] & 0xF];
        }
        return 2 * HASH;
    }

    private void finish() {
        try {
            digest.digest(hash, 0, HASH);
        } catch (final DigestException e) {
            throw new IllegalStateException("SHA-256 did not fit into " + HASH + " bytes", e);
        }
    }

    @Override
    public String toString() {
        return "HMAC-SHA256";
    }
}
