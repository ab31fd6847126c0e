package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Proves at start that a journal can be written and read in this JVM: with a package of the JDK closed, Chronicle
 * opens without an error and only an append fails, with a message about something else.
 */
public final class JournalSelfCheck {
    /** What must be on the command line where the program is not started with {@code java -jar}. */
    private static final String FLAGS = "--add-opens java.base/java.lang.reflect=ALL-UNNAMED "
        + "--add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.base/jdk.internal.misc=ALL-UNNAMED "
        + "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED --add-exports java.base/jdk.internal.ref=ALL-UNNAMED";

    private JournalSelfCheck() {
    }

    /**
     * Appends a record to a journal in a temporary directory, reads it, and removes the directory.
     *
     * @throws JournalException if that does not work; the message says which flags the JVM needs
     */
    public static void run() {
        try {
            final Path directory = Files.createTempDirectory("journal-self-check");
            try {
                appendAndRead(directory);
            } finally {
                delete(directory);
            }
        } catch (final IOException e) {
            throw new JournalException("cannot check the journal in a temporary directory ("
                + System.getProperty("java.io.tmpdir") + "): " + e, e);
        }
    }

    private static void appendAndRead(Path directory) {
        try {
            final RecordBuilder record = new RecordBuilder(1024);
            record.begin(1, 1, Provenance.ENGINE);
            final TimerEncoder timer = new TimerEncoder();
            timer.wrapAndApplyHeader(record.buffer(), record.next(), new MessageHeaderEncoder());
            record.commit(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), RecordLayout.NO_STAGE).finish();
            final JournalConfig config =
                JournalConfig.in(directory).withBlockBytes(1 << 20).withPreTouchBytes(0).withMinFreeBytes(0);
            try (JournalWriter writer = JournalWriter.open(config)) {
                writer.append(record.buffer(), record.bytes(), 0);
            }
            try (JournalReader reader = JournalReader.openChecking(directory)) {
                if (!reader.next()) {
                    throw new JournalException("a record that was appended cannot be read");
                }
            }
        } catch (final RuntimeException | LinkageError e) {
            throw new JournalException("this JVM cannot write a journal (" + e + "). " + advice(), e);
        }
    }

    private static String advice() {
        final StringBuilder advice = new StringBuilder();
        tellIfClosed(advice, "sun.nio.ch");
        tellIfClosed(advice, "java.lang.reflect");
        return (advice.length() == 0 ? "" : "Closed to it: " + advice + ". ")
            + "Start with java -jar, whose manifest opens what is needed, or add: " + FLAGS;
    }

    private static void tellIfClosed(StringBuilder advice, String name) {
        final Module base = Object.class.getModule();
        final Module ours = JournalSelfCheck.class.getModule();
        if (!base.isOpen(name, ours) && !(base.isExported(name, ours) && "sun.nio.ch".equals(name))) {
            advice.append(advice.length() == 0 ? "" : ", ").append("java.base/").append(name);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
