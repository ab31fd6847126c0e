package io.escapement.tools.view;

import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.engine.RecordedInputs;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.inputs.InputBook;
import io.escapement.engine.inputs.StandardInput;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Shows what models would see. */
@Command(name = "input",
    description = "Shows the standard input of an instrument, as models see it, at a time of a journal: how good it "
        + "is, what is missing, the newest bars, columns, buckets, positions, and the hash of it all. With --json "
        + "everything in it.",
    footer = {"", "Example: tools input journals/demo --instrument BTCUSDT --at 2026-01-01T12:00:00Z"})
public final class InputCommand extends ToolCommand {
    private static final int CHECK_EVERY = 16 * 1024;
    private static final int ROOM = 1 << 20;

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

    private long atNs = Long.MAX_VALUE;
    private InputBook book;
    private long firstSequence;
    private long lastSequence;

    @Override
    public Integer call() {
        try {
            atNs = at == null ? Long.MAX_VALUE : Times.parse(at);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        final ConfigFile sections = config == null ? null : ConfigFile.read(config);
        new ReplayedView(sections, (manifest, startNs) -> new Reader(manifest, startNs, sections))
            .run(journal, atNs, interruption(), ProgressLine.onTerminal(err(), "records", 0));
        if (lastSequence == 0) {
            throw new CommandException(journal + ": there is no record of a run by then");
        }
        final Listing listing = takePositions();
        final Listing.Listed listed = listing.find(instrument);
        final StandardInput input = listed == null ? null : book.input(listed.id());
        if (input == null) {
            throw new CommandException("the run has defined no instrument \"" + instrument + "\" by sequence "
                + lastSequence + "; it has " + listing.choices());
        }
        final InputDump dump = new InputDump(input, lastSequence, threshold);
        if (json) {
            new JsonLines(out()).line(dump::write);
        } else {
            dump.print(out());
        }
        return Exit.FINE;
    }

    /** Gives a run's records to a book, up to the time that was asked for. */
    private final class Reader implements Stage {
        private final boolean late;

        Reader(String manifest, long startNs, ConfigFile sections) {
            late = startNs > atNs;
            if (!late) {
                book = new InputBook(new RecordedInputs(sections, manifest).inputs(sections == null));
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
                book.onRecord(slot);
                firstSequence = firstSequence == 0 ? slot.sequence() : firstSequence;
                lastSequence = slot.sequence();
            }
        }
    }

    /** The view makes no orders: positions are those that the run told. */
    private Listing takePositions() {
        final Listing listing = new Listing();
        final Slot slot = new SlotSizes(ROOM, 4096).newSlot();
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.seekSequence(firstSequence);
            while (reader.next() && reader.sequence() <= lastSequence) {
                if (reader.sequence() % CHECK_EVERY == 0) {
                    interruption().check();
                }
                listing.learn(reader.buffer(), reader.offset());
                if (hasPosition(reader)) {
                    slot.load(reader.buffer(), reader.offset(), Integer.MAX_VALUE);
                    book.onPositions(slot);
                }
            }
        }
        return listing;
    }

    private static boolean hasPosition(JournalReader reader) {
        int message = RecordLayout.event(reader.offset());
        for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
            message = RecordLayout.next(reader.buffer(), message);
            if (RecordLayout.templateId(reader.buffer(), message) == PositionUpdateDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }
}
