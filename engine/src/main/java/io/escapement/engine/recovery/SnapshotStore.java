package io.escapement.engine.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snapshots of a journal, in a folder of their own inside its directory. A snapshot is there as a whole or not at
 * all: it is written aside, forced to the disk, and then given its name.
 */
public final class SnapshotStore {
    static final String FOLDER = "snapshots";
    private static final String SUFFIX = ".snapshot";
    private static final Pattern NAME = Pattern.compile("\\d{19}\\.snapshot");

    private final Path folder;
    private final int keep;

    /** @param keep so many of the newest stay; at least 1 */
    public SnapshotStore(Path journal, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("snapshots to keep: " + keep + "; expected at least 1");
        }
        this.folder = journal.resolve(FOLDER);
        this.keep = keep;
    }

    /** Puts one there and removes those that are too old. */
    public Path write(Snapshot snapshot) throws IOException {
        Files.createDirectories(folder);
        final Path file = folder.resolve(String.format("%019d%s", snapshot.at().sequence(), SUFFIX));
        final Path aside = folder.resolve("being-written");
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            final ByteBuffer bytes = ByteBuffer.wrap(snapshot.bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
        final List<Path> all = newestFirst();
        for (final Path old : all.subList(Math.min(keep, all.size()), all.size())) {
            Files.deleteIfExists(old);
        }
        return file;
    }

    // The name is in the folder: without this a loss of power could take the name and leave the file.
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** All there are, the newest first; empty where none was ever written. */
    public List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed()).toList();
        }
    }

    /** Takes one that cannot be used out of the way, so that it is not counted among those to keep. */
    public void setAside(Path file) throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".refused"), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads one.
     *
     * @throws SnapshotException if it cannot be used
     */
    public static Snapshot read(Path file) {
        try {
            return Snapshot.read(file, Files.readAllBytes(file));
        } catch (final IOException e) {
            throw new SnapshotException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
