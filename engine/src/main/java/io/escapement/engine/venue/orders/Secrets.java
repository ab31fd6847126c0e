package io.escapement.engine.venue.orders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An account's key and what signs in its name. The secret is not kept as text and cannot be asked for; the key is a
 * name, not a secret, but it is shown nowhere either. No message of this class holds any of what it read.
 */
public final class Secrets {
    private static final int MAX_FILE_LENGTH = 16 * 1024;
    private static final int SHORTEST_REDACTED = 4;
    private static final Set<PosixFilePermission> OWNERS =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String key;
    private final Signer signer;
    private final boolean ed25519;
    private final String source;

    private Secrets(String key, String secret, String source) {
        this.key = key;
        this.source = source;
        this.ed25519 = Ed25519.isPem(secret);
        if (key.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException(source + " holds " + (key.isBlank() ? "no key" : "no secret")
                + "; expected both");
        }
        if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(source + " holds a key with blanks or characters beyond ASCII");
        }
        try {
            signer = ed25519 ? Ed25519.of(secret)
                : new HmacSha256(secret.strip().getBytes(StandardCharsets.UTF_8));
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("the secret of " + source + " " + e.getMessage());
        }
    }

    /** A key and secret that are known already, for tests and servers on loopback. */
    public static Secrets of(String key, String secret) {
        return new Secrets(key.strip(), secret, "the key given");
    }

    /**
     * From two environment variables.
     *
     * @param environment usually {@code System::getenv}
     * @throws IllegalArgumentException naming the variable that is missing or of no use
     */
    public static Secrets fromEnvironment(String keyVariable, String secretVariable,
                                          UnaryOperator<String> environment) {
        final String key = environment.apply(keyVariable);
        final String secret = environment.apply(secretVariable);
        if (key == null || secret == null) {
            throw new IllegalArgumentException("the environment variable " + (key == null ? keyVariable
                : secretVariable) + " is not set; expected the account's " + (key == null ? "key" : "secret"));
        }
        return new Secrets(key.strip(), secret, "the environment variables " + keyVariable + " and "
            + secretVariable);
    }

    /**
     * From a file that nobody but its owner, who is the user of this process, may read: a line {@code key=...}, and a
     * line {@code secret=...} or a PEM private key.
     *
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    public static Secrets fromFile(Path file) {
        final String name = "the key file " + file;
        final String text;
        try {
            checkOwnersOnly(file, name);
            text = Files.readString(file);
        } catch (final IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getClass().getSimpleName());
        } catch (final UnsupportedOperationException e) {
            throw new IllegalArgumentException(name + " is on a file system without owners and permissions, so that"
                + " nobody can tell who may read it; expected one that has them");
        }
        final int pem = text.indexOf("-----BEGIN");
        final String secret = pem >= 0 ? text.substring(pem) : value(text, "secret=");
        return new Secrets(value(pem >= 0 ? text.substring(0, pem) : text, "key="), secret, name);
    }

    private static String value(String text, String prefix) {
        return text.lines().map(String::strip).filter(line -> line.startsWith(prefix)).findFirst()
            .map(line -> line.substring(prefix.length()).strip()).orElse("");
    }

    private static void checkOwnersOnly(Path file, String name) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(name + " is not there; expected a file with lines key=... and"
                + " secret=..., readable by its owner alone");
        }
        final PosixFileAttributes about =
            Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!about.isRegularFile()) {
            throw new IllegalArgumentException(name + " is no regular file; expected one, no link and no folder");
        }
        if (about.size() > MAX_FILE_LENGTH) {
            throw new IllegalArgumentException(name + " has " + about.size() + " bytes; expected at most "
                + MAX_FILE_LENGTH);
        }
        if (!OWNERS.containsAll(about.permissions())) {
            throw new IllegalArgumentException(name + " has the permissions "
                + PosixFilePermissions.toString(about.permissions()) + ", so that others than its owner may use it;"
                + " expected rw------- (chmod 600 " + file + ")");
        }
        final String user = System.getProperty("user.name");
        if (!about.owner().getName().equals(user)) {
            throw new IllegalArgumentException(name + " belongs to " + about.owner().getName() + ", but this process"
                + " runs as " + user + "; expected the same");
        }
    }

    /** What the venue knows the account by. For headers and logons alone. */
    public String key() {
        return key;
    }

    public Signer signer() {
        return signer;
    }

    /** Whether the secret is an Ed25519 key; else one for HMAC. */
    public boolean isEd25519() {
        return ed25519;
    }

    /** Whether this is the same account's key. */
    public boolean isSameKey(Secrets other) {
        return key.equals(other.key);
    }

    /** The text with the key taken out, for words of venues, which may repeat what they were told. */
    public String redact(String text) {
        return key.length() < SHORTEST_REDACTED ? text : text.replace(key, "***");
    }

    /** Where it is from. */
    @Override
    public String toString() {
        return source;
    }
}
