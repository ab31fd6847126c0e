package io.escapement.tools.view;

import io.escapement.engine.RecordedInputs;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.inputs.InputBook;
import io.escapement.engine.inputs.StandardInput;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Shows what models would see. */
@Command(name = "input",
    description = "Shows the standard input of an instrument, as models see it, at a time of a journal: how good it "
        + "is, what is missing, the newest bars, columns, buckets, positions, and the hash of it all. With --json "
        + "everything in it. With --follow anew each second of a journal that is being written.",
    footer = {"", "Example: tools input journals/demo --instrument BTCUSDT --at 2026-01-01T12:00:00Z"})
public final class InputCommand extends ToolCommand {
    /** In a journal that is followed, of its own time. */
    private static final long SHOWN_EVERY_NS = 1_000_000_000L;

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--instrument", required = true, paramLabel = "INSTRUMENT",
        description = "Its id, its symbol, or VENUE:SYMBOL.")
    private String instrument;

    @Option(names = "--at", paramLabel = "TIME",
        description = "As of this event time: 2026-01-01T12:00:00.5Z, or epoch nanoseconds. Else the journal's end.")
    private String at;

    @Option(names = "--config", paramLabel = "FILE",
        description = "A config with sections of the market view, in place of the run's own.")
    private Path config;

    @Option(names = "--threshold", defaultValue = "0.6", paramLabel = "SCORE",
        description = "Below this score no model is asked. Default ${DEFAULT-VALUE}.")
    private double threshold;

    @Mixin
    private Follow follow;

    private long atNs = Long.MAX_VALUE;
    private InputBook book;
    private Listing listing;
    private long firstSequence;
    private long lastSequence;
    private long lastNs;
    private long shownSequence;
    private long shownNs;

    @Override
    public Integer call() {
        if (at != null && follow.isAsked()) {
            throw new ParameterException(spec.commandLine(), "--at and --follow: expected one of them at most");
        }
        try {
            atNs = at == null ? Long.MAX_VALUE : Times.parse(at);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        final ConfigFile sections = config == null ? null : ConfigFile.read(config);
        try (RecordedPositions positions = new RecordedPositions(journal)) {
            ReplayedView.whole(sections, (manifest, startNs) -> new Reader(manifest, startNs, sections)).until(atNs)
                .run(journal, interruption(), err(), follow, () -> {
                    if (lastNs - shownNs >= SHOWN_EVERY_NS && input() != null) {
                        show(positions);
                    }
                    return out().checkError();
                });
            if (lastSequence == 0) {
                throw new CommandException(journal + ": there is no record of a run by then");
            }
            if (input() == null) {
                throw new CommandException("the run has defined no instrument \"" + instrument + "\" by sequence "
                    + lastSequence + "; it has " + listing.choices());
            }
            if (lastSequence > shownSequence) {
                show(positions);
            }
        }
        return Exit.FINE;
    }

    /** Null where there is none. */
    private StandardInput input() {
        final Listing.Listed listed = listing == null ? null : listing.find(instrument);
        return listed == null ? null : book.input(listed.id());
    }

    private void show(RecordedPositions positions) {
        positions.give(book, firstSequence, lastSequence, interruption());
        final InputDump dump = new InputDump(input(), lastSequence, threshold);
        if (json) {
            new JsonLines(out()).line(dump::write);
        } else {
            dump.print(out());
        }
        shownSequence = lastSequence;
        shownNs = lastNs;
    }

    /** Gives a run's records to a book, up to the time that was asked for. */
    private final class Reader implements Stage {
        private final boolean late;

        Reader(String manifest, long startNs, ConfigFile sections) {
            late = startNs > atNs;
            if (!late) {
                book = new InputBook(new RecordedInputs(sections, manifest).inputs(sections == null));
                listing = new Listing();
                firstSequence = 0;
            }
        }

        @Override
        public String name() {
            return "input";
        }

        @Override
        public long stateHash() {
            return 0;
        }

        @Override
        public void onEvent(Slot slot) {
            if (!late && slot.eventTimeNs() <= atNs) {
                listing.learn(slot.buffer(), 0);
                book.onRecord(slot);
                firstSequence = firstSequence == 0 ? slot.sequence() : firstSequence;
                lastSequence = slot.sequence();
                lastNs = slot.eventTimeNs();
            }
        }
    }
}
