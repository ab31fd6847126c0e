package io.escapement.journal;

import java.nio.file.Path;

/** A record that should be there is not, or is not whole. The verifier tells more. */
public final class JournalDamagedException extends JournalException {
    private final long sequence;

    /**
     * @param sequence of the first record that cannot be trusted
     * @param position in the file
     */
    public JournalDamagedException(long sequence, Path file, long position, String what) {
        super("journal damaged at sequence " + sequence + " (" + file + ", position " + position + "): " + what
            + "; run verify on its directory");
        this.sequence = sequence;
    }

    /** Of the first record that cannot be trusted. */
    public long sequence() {
        return sequence;
    }
}
