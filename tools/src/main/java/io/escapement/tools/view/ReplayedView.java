package io.escapement.tools.view;

import io.escapement.engine.RecordedView;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.RunCores;
import io.escapement.tools.terminal.Interruption;
import io.escapement.tools.terminal.ProgressLine;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Gives a journal's runs to the stages of the view, and what these tell to a reader for each run. */
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

    private final ConfigFile config;
    private final Readers readers;

    /** @param config sections of the view; null: as the runs had them */
    ReplayedView(ConfigFile config, Readers readers) {
        this.config = config;
        this.readers = readers;
    }

    @Override
    public Core core(String manifest, long lastSequence, long lastEventTimeNs) {
        return new RecordedView(config, readers.reader(manifest, lastEventTimeNs))
            .core(manifest, lastSequence, lastEventTimeNs);
    }

    @Override
    public SlotSizes slotSizes(String manifest) {
        return new RecordedView(config, null).slotSizes(manifest);
    }

    /** Replays; the reader may get some records behind the time given. */
    void run(Path journal, long untilNs, Interruption interruption, ProgressLine progress) {
        run(journal, untilNs, interruption, progress, UnaryOperator.identity());
    }

    /** @param option what the replay is made to do besides */
    void run(Path journal, long untilNs, Interruption interruption, ProgressLine progress,
             UnaryOperator<JournalReplay> option) {
        try {
            option.apply(new JournalReplay(journal, this, false, null, 0, (records, sequence, eventTimeNs) -> {
                interruption.check();
                progress.update(records);
                if (eventTimeNs > untilNs) {
                    throw new Reached();
                }
            })).run();
        } catch (final Reached e) {
            // As was asked for.
        } finally {
            progress.clear();
        }
    }
}
