package io.escapement.engine.venue.orders;

import java.nio.charset.StandardCharsets;

/** Signs requests with a secret that nobody can get out of it again. One thread. */
public interface Signer {
    /** Bytes that any signature needs at most. */
    int MAX_LENGTH = 88;

    /**
     * Writes the signature of a payload as the venues want it: lower-case hexadecimal of an HMAC, base64 of Ed25519.
     *
     * @param out with {@link #MAX_LENGTH} bytes left
     * @return how many bytes were written
     */
    int sign(byte[] payload, int offset, int length, byte[] out, int outOffset);

    /** The same of a text, which is signed as UTF-8. */
    default String sign(String payload) {
        final byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        final byte[] signature = new byte[MAX_LENGTH];
        return new String(signature, 0, sign(bytes, 0, bytes.length, signature, 0), StandardCharsets.US_ASCII);
    }
}
