package io.escapement.tools.journal;

import io.escapement.journal.JournalReader;

import java.nio.file.Path;

/** How much of a journal there is to be gone through. */
public final class JournalSize {
    private JournalSize() {
    }

    /** Records, from the oldest that is there to the last. */
    public static long records(Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            if (!reader.next()) {
                return 0;
            }
            final long first = reader.sequence();
            reader.seekFromEnd(1);
            return reader.next() ? reader.sequence() - first + 1 : 0;
        }
    }
}
