package io.escapement.perf.rig;

import io.escapement.codecs.Provenance;
import io.escapement.engine.JournalSink;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.Manifest;
import io.escapement.journal.chronicle.Roll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A journal of a run that is measured: begun as the engine begins one, and deleted in the end. */
public final class RunJournal implements AutoCloseable {
    /** Before any recording: event times of the run never go back. */
    private static final long START_NS = 1;

    private final Path directory;
    private final JournalWriter writer;
    private final JournalSink sink;
    private boolean written;

    private RunJournal(Path folder, UnaryOperator<JournalConfig> settings) {
        try {
            Files.createDirectories(folder);
            directory = Files.createTempDirectory(folder, "journal-");
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a folder for journals in " + folder, e);
        }
        writer = JournalWriter.open(settings.apply(JournalConfig.in(directory)));
        sink = new JournalSink(writer);
        sink.startRun(Manifest.of("perf", "perf", 1, Provenance.CAPTURE, START_NS, "perf: " + Cores.class.getName()));
    }

    /** With pages touched ahead of the appends, as engines have it. */
    public static RunJournal preTouched(Path folder) {
        return new RunJournal(folder, usual -> usual);
    }

    /** With page faults left to the appends. */
    public static RunJournal bare(Path folder) {
        return new RunJournal(folder, usual -> usual.withPreTouchBytes(0));
    }

    /** As engines have it, but a file holds a day: recorded time passes a thousand times faster than live. */
    public static RunJournal rollingDaily(Path folder) {
        return new RunJournal(folder, usual -> usual.withRoll(Roll.DAILY));
    }

    /** Files that the journal has so far. */
    public long files() {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".cq4")).count();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    public JournalSink sink() {
        return sink;
    }

    public long lastSequence() {
        return writer.lastSequence();
    }

    /** The chain's hash over all records so far. */
    public long hash() {
        return writer.hash();
    }

    public Path directory() {
        return directory;
    }

    /** Ends the writing; the files stay until {@link #close}. */
    public void finish() {
        if (!written) {
            written = true;
            writer.close();
        }
    }

    /** Ends the writing and deletes the files. */
    @Override
    public void close() {
        finish();
        try (Stream<Path> files = Files.walk(directory)) {
            final List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (final Path file : all) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete the journal in " + directory, e);
        }
    }
}
