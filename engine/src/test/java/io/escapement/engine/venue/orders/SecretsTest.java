package io.escapement.engine.venue.orders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Supplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SecretsTest {
    private static final String KEY = "KKKKeeeeyyyy";
    private static final String SECRET = "SSSSeeeecreeet";

    @TempDir
    Path folder;

    private Path file(String permissions, String text) throws IOException {
        final Path file = folder.resolve("key-" + permissions);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private static void assertRefused(String expected, Supplier<Secrets> reading) {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, reading::get);
        final StringWriter trace = new StringWriter();
        refused.printStackTrace(new PrintWriter(trace));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertFalse(trace.toString().contains(KEY) || trace.toString().contains(SECRET), trace.toString());
    }

    @Test
    void ownersFileIsReadAndSignsAsItsSecretDoes() throws IOException {
        final Path file = file("rw-------", "# test\nkey = x\nkey=" + KEY + "\nsecret=" + SECRET + "\n");
        final Secrets secrets = Secrets.fromFile(file);
        assertEquals(KEY, secrets.key());
        assertFalse(secrets.isEd25519());
        assertEquals(new HmacSha256(SECRET.getBytes()).sign("a=1"), secrets.signer().sign("a=1"));
        assertEquals(KEY, Secrets.fromFile(file("r--------", "key=" + KEY + "\nsecret=s\n")).key());
    }

    @Test
    void fileThatOthersMayUseIsRefused() throws IOException {
        for (final String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------",
            "rw-rw-rw-"}) {
            final Path file = file(permissions, "key=" + KEY + "\nsecret=" + SECRET + "\n");
            assertRefused("has the permissions " + permissions, () -> Secrets.fromFile(file));
        }
    }

    @Test
    void missingFileLinkFolderAndGiantAreRefused() throws IOException {
        assertRefused("is not there", () -> Secrets.fromFile(folder.resolve("none")));
        final Path good = file("rw-------", "key=" + KEY + "\nsecret=" + SECRET + "\n");
        final Path link = Files.createSymbolicLink(folder.resolve("link"), good);
        assertRefused("is no regular file", () -> Secrets.fromFile(link));
        assertRefused("is no regular file", () -> Secrets.fromFile(folder));
        final Path giant = file("r--------", "key=" + KEY + "x".repeat(20_000));
        assertRefused("has 20016 bytes", () -> Secrets.fromFile(giant));
    }

    @Test
    void fileWithoutKeyOrSecretIsRefused() throws IOException {
        final Path noKey = file("rw-------", "secret=" + SECRET + "\n");
        assertRefused("holds no key", () -> Secrets.fromFile(noKey));
        final Path noSecret = file("r--------", "key=" + KEY + "\n");
        assertRefused("holds no secret", () -> Secrets.fromFile(noSecret));
    }

    @Test
    void missingVariableIsNamed() {
        assertRefused("the environment variable A_KEY is not set",
            () -> Secrets.fromEnvironment("A_KEY", "A_SECRET", name -> null));
        assertRefused("the environment variable A_SECRET is not set",
            () -> Secrets.fromEnvironment("A_KEY", "A_SECRET", Map.of("A_KEY", KEY)::get));
        assertRefused("holds a key with blanks", () -> Secrets.fromEnvironment("A_KEY", "A_SECRET",
            Map.of("A_KEY", KEY + " " + KEY, "A_SECRET", SECRET)::get));
    }

    @Test
    void brokenPrivateKeyIsRefusedWithoutAWordOfIt() {
        assertRefused("is no Ed25519 private key", () -> Secrets.of(KEY,
            "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE KEY-----"));
    }

    @Test
    void nothingShowsWhatIsSecret() {
        final Secrets secrets = Secrets.fromEnvironment("A_KEY", "A_SECRET", Map.of("A_KEY", KEY, "A_SECRET",
            SECRET)::get);
        for (final Object each : new Object[] {secrets, secrets.signer(), new Query(true).add("a", 1)}) {
            assertFalse(each.toString().contains(KEY) || each.toString().contains(SECRET), each.toString());
        }
        assertEquals("the environment variables A_KEY and A_SECRET", secrets.toString());
        assertEquals("API-key *** is invalid", secrets.redact("API-key " + KEY + " is invalid"));
    }
}
