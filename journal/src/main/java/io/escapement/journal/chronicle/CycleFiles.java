package io.escapement.journal.chronicle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files of a journal that hold records, oldest first: their names begin with the time and sort by it. */
public final class CycleFiles {
    /** What the names of files with records end with. */
    public static final String SUFFIX = ".cq4";
    /** Chronicle's listing and lock; it is made again where it is missing. */
    public static final String TABLE = "metadata.cq4t";

    private CycleFiles() {
    }

    /**
     * @return paths, oldest first; empty where the directory holds none
     * @throws NoSuchFileException if there is no such directory
     */
    public static List<Path> list(Path directory) throws IOException {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (final Path file : found) {
                files.add(file);
            }
        }
        Collections.sort(files);
        return files;
    }

    /** A file's name without its ending. */
    public static String name(Path file) {
        final String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
