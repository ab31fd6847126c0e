package io.escapement.engine.recovery;

import io.escapement.journal.JournalReader;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Makes snapshots of a running engine by reading its journal behind it, on a thread of its own: nothing of it is on the
 * way of an event. {@link #run} once an interval.
 */
public final class Snapshotter implements AutoCloseable {
    /** A reader looks for a new file after so many looks for a record at most. */
    private static final int LOOKS = 257;

    private final JournalReader reader;
    private final TradingFold fold;
    private final SnapshotStore store;
    private final String engineVersion;
    private final Consumer<String> warn;
    private final SnapshotWriter writer = new SnapshotWriter();
    private long written;
    private boolean failed;

    /**
     * @param restored what the fold has come to; its reader goes on behind that, and is closed with this
     * @param warn     hears why no snapshot can be made
     */
    public Snapshotter(Restored restored, SnapshotStore store, String engineVersion, Consumer<String> warn) {
        this.reader = restored.reader();
        this.fold = restored.fold();
        this.store = store;
        this.engineVersion = engineVersion;
        this.warn = warn;
    }

    /** Reads what has been written since, and makes a snapshot of it. Never throws: what fails is told, once. */
    public void run() {
        if (failed) {
            return;
        }
        try {
            readOn();
            if (fold.isSettled() && fold.place().sequence() != written) {
                store.write(writer.write(fold, engineVersion));
                written = fold.place().sequence();
            }
        } catch (final IOException e) {
            warn.accept("no snapshot was written: " + e.getMessage() + "; it is tried again");
        } catch (final RuntimeException e) {
            failed = true;
            warn.accept("no further snapshots are made in this run: " + e.getMessage());
        }
    }

    private void readOn() {
        for (int look = 0; look < LOOKS; look++) {
            while (reader.next()) {
                fold.take(reader.buffer(), reader.offset());
                look = 0;
            }
        }
    }

    /** The record that the last snapshot stands for; 0: none has been made. */
    public long written() {
        return written;
    }

    @Override
    public void close() {
        reader.close();
    }
}
