package io.escapement.engine.venue.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Small changes to a frame. */
public final class Damage {
    /** What occurs in JSON. */
    public static final String JSON = "0123456789\"[]{},:.-+eEtrueflsnbaABuUpTm ";

    private Damage() {
    }

    /** @param letters that may be put in; other bytes may, too */
    public static byte[] change(byte[] frame, int changes, String letters, Random random) {
        byte[] changed = frame;
        for (int i = 0; i < changes; i++) {
            changed = change(changed, letters, random);
        }
        return changed;
    }

    private static byte[] change(byte[] frame, String letters, Random random) {
        final int at = random.nextInt(frame.length + 1);
        final int letter = letters.charAt(random.nextInt(letters.length()));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(frame, at);
            case 1 -> replace(frame, at, at, letter);
            case 2 -> replace(frame, at, at + 1);
            case 3 -> replace(frame, at, at + 1, at < frame.length ? frame[at] ^ 1 << random.nextInt(8) : letter);
            case 4 -> replace(frame, at, at + 1, random.nextInt(256));
            default -> replace(frame, at, at + 1, letter);
        };
    }

    private static byte[] replace(byte[] frame, int from, int to, int... put) {
        final ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(frame, 0, from);
        for (final int b : put) {
            changed.write(b);
        }
        changed.write(frame, Math.min(to, frame.length), frame.length - Math.min(to, frame.length));
        return changed.toByteArray();
    }
}
