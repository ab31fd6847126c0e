package io.escapement.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Whether the disk has room: a mapped file on a full disk fails in the middle of a store, so we stop before. */
final class FreeSpace {
    private FreeSpace() {
    }

    /** What is wrong, null where there is room. */
    static String problem(JournalConfig config) throws IOException {
        final Path directory = config.directory();
        // Not by Files.getFileStore: it reads the mount table, 14 kB of garbage each time, and this is asked for ever.
        final long free = directory.toFile().getUsableSpace();
        if (free == 0 && !Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        return free >= config.minFreeBytes() ? null
            : directory + ": disk full: " + free + " bytes are free, the journal needs at least "
                + config.minFreeBytes() + " (journal.minFreeBytes); free some space or use another disk";
    }
}
