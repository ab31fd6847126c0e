package io.escapement.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Tells one start of the operating system from another: what was written since is in memory, if not on the disk. */
final class BootId {
    private static final Path SOURCE = Path.of("/proc/sys/kernel/random/boot_id");
    private static final UUID UNKNOWN = new UUID(0, 0);
    private static final UUID THIS = read();

    private BootId() {
    }

    private static UUID read() {
        try {
            return UUID.fromString(Files.readString(SOURCE).trim());
        } catch (final IOException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    static long high() {
        return THIS.getMostSignificantBits();
    }

    static long low() {
        return THIS.getLeastSignificantBits();
    }

    /** Whether the system has been up since; false where that cannot be known. */
    static boolean isThis(long high, long low) {
        return !THIS.equals(UNKNOWN) && THIS.equals(new UUID(high, low));
    }
}
