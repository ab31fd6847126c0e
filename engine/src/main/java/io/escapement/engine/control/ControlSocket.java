package io.escapement.engine.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the control socket of a journal's engine is: in a folder that only its owner can enter, so that nobody else
 * can reach it in the moment before the socket's own permissions are set.
 */
final class ControlSocket {
    static final String FOLDER = "control";
    static final String NAME = "socket";
    /** Of Linux; others have a little less. */
    private static final int MOST_BYTES = 103;

    private ControlSocket() {
    }

    /**
     * The address, as short as it goes.
     *
     * @throws IOException if no way of writing it fits into a socket's address
     */
    static UnixDomainSocketAddress address(Path journal) throws IOException {
        final Path absolute = journal.toAbsolutePath().normalize().resolve(FOLDER).resolve(NAME);
        final Path relative = Path.of("").toAbsolutePath().relativize(absolute);
        final Path shorter = bytes(relative) < bytes(absolute) ? relative : absolute;
        if (bytes(shorter) > MOST_BYTES) {
            throw new IOException("the control socket's path " + shorter + " has " + bytes(shorter)
                + " bytes, a socket's address holds " + MOST_BYTES + "; set journal.directory to a shorter path, or"
                + " start from a folder nearer to it");
        }
        return UnixDomainSocketAddress.of(shorter);
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Makes the folder, for its owner alone; and removes what a dead engine left there. */
    static void prepare(UnixDomainSocketAddress address) throws IOException {
        final Path folder = address.getPath().toAbsolutePath().getParent();
        final boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(folder)) {
            if (posix) {
                Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        }
        if (posix) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Files.deleteIfExists(address.getPath());
    }

    /** Takes the rights of all others away from a socket that has just been bound. */
    static void restrict(UnixDomainSocketAddress address) throws IOException {
        if (address.getPath().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(address.getPath(), PosixFilePermissions.fromString("rw-------"));
        }
    }
}
