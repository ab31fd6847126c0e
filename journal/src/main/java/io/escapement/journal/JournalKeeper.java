package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.PreToucher;
import io.escapement.journal.chronicle.StoreHeader;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What is done beside the appends, each on its own thread: touching pages ahead, forcing to the disk, and watching
 * free space and retention. A failure that endangers records stops the appends with its message.
 */
final class JournalKeeper implements AutoCloseable {
    private static final long TOUCH_PAUSE_NS = 200_000;
    private static final long WATCH_PAUSE_NS = 50_000_000;

    private final JournalConfig config;
    private final JournalState state;
    private final PreToucher preToucher;
    private final Thread[] threads;
    private volatile boolean running = true;
    private volatile JournalException failure;
    private volatile String warning;
    private volatile long forcings;
    private volatile long longestForceNs;
    private Path forcedLast;

    JournalKeeper(JournalConfig config, JournalState state, PreToucher preToucher) {
        this.config = config;
        this.state = state;
        this.preToucher = preToucher;
        threads = new Thread[] {
            preToucher == null ? null : start("journal-pretouch", this::touch),
            config.durability() == Durability.POWER ? start("journal-force", this::forceAgainAndAgain) : null,
            start("journal-watch", this::watch)};
    }

    private static Thread start(String name, Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Why nothing may be appended any more, null while all is well. */
    JournalException failure() {
        return failure;
    }

    /** What went wrong without endangering records, null where nothing did. */
    String warning() {
        return warning;
    }

    long forcings() {
        return forcings;
    }

    long longestForceNs() {
        return longestForceNs;
    }

    private void touch() {
        try {
            while (running) {
                if (preToucher.touch() == 0) {
                    LockSupport.parkNanos(TOUCH_PAUSE_NS);
                }
            }
        } catch (final RuntimeException | InternalError e) {
            warning = "pages are no longer touched ahead of the appends: " + e;
        } finally {
            preToucher.close();
        }
    }

    private void watch() {
        while (running) {
            try {
                checkFreeSpace();
                if (!config.retention().isForever()) {
                    deleteOldFiles();
                }
            } catch (final IOException | RuntimeException e) {
                warning = "cannot watch over the journal's directory: " + e;
            }
            LockSupport.parkNanos(WATCH_PAUSE_NS);
        }
    }

    private void checkFreeSpace() throws IOException {
        final String problem = FreeSpace.problem(config);
        if (problem != null) {
            failure = new JournalException(problem);
        }
    }

    private void deleteOldFiles() throws IOException {
        final List<Path> files = CycleFiles.list(config.directory());
        long bytes = 0;
        int keepFrom = files.size();
        for (int i = files.size() - 1; i >= 0; i--) {
            bytes += usedBytes(files.get(i));
            final int count = files.size() - i;
            final boolean tooMany = config.retention().maxFiles() > 0 && count > config.retention().maxFiles();
            final boolean tooLarge = config.retention().maxBytes() > 0 && bytes > config.retention().maxBytes();
            if (i < files.size() - 1 && (tooMany || tooLarge)) {
                break;
            }
            keepFrom = i;
        }
        if (keepFrom > 0 && keepFrom < files.size()) {
            try (MappedCycle cycle = MappedCycle.read(files.get(keepFrom))) {
                final long first = FirstRecord.sequence(cycle);
                if (first < 0) {
                    return;
                }
                synchronized (state) {
                    state.firstSequence = first;
                    state.write();
                }
            }
            for (int i = 0; i < keepFrom; i++) {
                Files.deleteIfExists(files.get(i));
            }
        }
    }

    private static long usedBytes(Path file) throws IOException {
        try (MappedCycle cycle = MappedCycle.read(file)) {
            final StoreHeader header = StoreHeader.of(cycle);
            return header == null ? 0 : header.writePosition();
        }
    }

    private void forceAgainAndAgain() {
        while (running) {
            try {
                force();
            } catch (final IOException | RuntimeException e) {
                failure = new JournalException(config.directory() + ": cannot force records to the disk: " + e, e);
                return;
            }
            LockSupport.parkNanos(config.forceEveryMs() * 1_000_000L);
        }
    }

    /** Forces every file written to since the last time, and notes how far that went. */
    synchronized void force() throws IOException {
        final long startNs = System.nanoTime();
        final List<Path> files = CycleFiles.list(config.directory());
        if (files.isEmpty()) {
            return;
        }
        final Path last = files.get(files.size() - 1);
        if (!last.equals(forcedLast)) {
            final int from = forcedLast == null ? files.size() - 1 : Math.max(0, files.indexOf(forcedLast));
            for (int i = from; i < files.size() - 1; i++) {
                forceFile(files.get(i));
            }
            forceFile(config.directory());
        }
        try (MappedCycle cycle = MappedCycle.read(last)) {
            final StoreHeader header = StoreHeader.of(cycle);
            final long position = header == null ? 0 : header.writePosition();
            forceFile(last);
            forcedLast = last;
            if (position > 0 && cycle.ensure(position, Documents.HEADER_LENGTH + RecordCheck.MIN_LENGTH)) {
                final int record = cycle.offset(position + Documents.HEADER_LENGTH);
                note(last, position, RecordLayout.sequence(cycle.buffer(), record));
            }
        }
        longestForceNs = Math.max(longestForceNs, System.nanoTime() - startNs);
        forcings++;
    }

    private void note(Path file, long position, long sequence) {
        synchronized (state) {
            state.forcedFile = file.getFileName().toString();
            state.forcedPosition = position;
            state.forcedSequence = sequence;
            state.write();
        }
        state.force();
    }

    private static void forceFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(false);
        }
    }

    @Override
    public void close() {
        running = false;
        for (final Thread thread : threads) {
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
        for (final Thread thread : threads) {
            try {
                if (thread != null && thread != Thread.currentThread()) {
                    thread.join(10_000);
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
