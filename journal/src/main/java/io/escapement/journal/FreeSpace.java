package io.escapement.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the disk has room: a mapped file on a full disk fails in the middle of a store, so we stop before. */
final class FreeSpace {
    private FreeSpace() {
    }

    /** What is wrong, null where there is room. */
    static String problem(JournalConfig config) throws IOException {
        final Path directory = config.directory();
        final long free = Files.getFileStore(directory).getUsableSpace();
        return free >= config.minFreeBytes() ? null
            : directory + ": disk full: " + free + " bytes are free, the journal needs at least "
                + config.minFreeBytes() + " (journal.minFreeBytes); free some space or use another disk";
    }
}
