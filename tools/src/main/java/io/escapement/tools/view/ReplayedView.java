package io.escapement.tools.view;

import io.escapement.engine.RecordedBars;
import io.escapement.engine.RecordedView;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.RunCores;
import io.escapement.tools.journal.JournalSize;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Interruption;
import io.escapement.tools.terminal.ProgressLine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Gives a journal's runs to stages of the view, and what these tell to a reader for each run. */
final class ReplayedView implements RunCores {
    /** Makes what reads a run's records. */
    interface Readers {
        /**
         * For a run that begins.
         *
         * @param manifest the text of its RunStarted event
         * @param startNs  its event time
         */
        Stage reader(String manifest, long startNs);
    }

    /** The end that was asked for has been reached. */
    private static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1;

        Reached() {
            super("reached", null, false, false);
        }
    }

    private final Function<Stage, RunCores> cores;
    private final Readers readers;
    private long untilNs = Long.MAX_VALUE;

    private ReplayedView(Function<Stage, RunCores> cores, Readers readers) {
        this.cores = cores;
        this.readers = readers;
    }

    /** All stages of the view. @param config sections of the view; null: as the runs had them */
    static ReplayedView whole(ConfigFile config, Readers readers) {
        return new ReplayedView(reader -> new RecordedView(config, reader), readers);
    }

    /** Bars and pivots alone. @param config their sections; null: as the runs had them */
    static ReplayedView bars(ConfigFile config, Readers readers) {
        return new ReplayedView(reader -> new RecordedBars(config, reader), readers);
    }

    /** Ends there; the reader may get some records behind it. */
    ReplayedView until(long timeNs) {
        untilNs = timeNs;
        return this;
    }

    @Override
    public Core core(String manifest, long lastSequence, long lastEventTimeNs) {
        return cores.apply(readers.reader(manifest, lastEventTimeNs)).core(manifest, lastSequence, lastEventTimeNs);
    }

    @Override
    public SlotSizes slotSizes(String manifest) {
        return cores.apply(null).slotSizes(manifest);
    }

    /**
     * Replays. Ctrl-C breaks it off, but one that follows has then come to its end.
     *
     * @param err   for the progress
     * @param atEnd for one that follows: called again and again when all that is there by then has been read, says
     *              whether nobody wants more
     */
    void run(Path journal, Interruption interruption, PrintWriter err, Follow follow, BooleanSupplier atEnd) {
        final ProgressLine progress = ProgressLine.onTerminal(err, "records", JournalSize.records(journal));
        final JournalReplay replay = new JournalReplay(journal, this, false, null, 0,
            (records, sequence, eventTimeNs) -> {
                if (eventTimeNs > untilNs || follow.isAsked() && interruption.isRequested()) {
                    throw new Reached();
                }
                interruption.check();
                progress.update(records);
            });
        if (follow.isAsked()) {
            replay.following(() -> {
                progress.clear();
                return atEnd.getAsBoolean() || interruption.isRequested();
            });
        }
        try {
            replay.run();
        } catch (final Reached e) {
            // As was asked for.
        } catch (final IllegalStateException e) {
            // What a reader says to a person, it says itself.
            throw e.getCause() instanceof CommandException said ? said : e;
        } finally {
            progress.clear();
        }
    }
}
