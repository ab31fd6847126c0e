package io.escapement.tools.journal;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.engine.RecordedCores;
import io.escapement.journal.JournalReader;
import io.escapement.journal.Manifest;
import io.escapement.journal.RecordLayout;
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

/** Shows an instrument's book at a moment of a journal. */
@Command(name = "book",
    description = "Shows an instrument's order book as it was after a record, at a time, or at the end of a journal: "
        + "rebuilt by feeding the run's events to the feed and book stages again.",
    footer = {"", "Example: tools book journals/demo BTCUSDT --time 2026-01-01T12:00:00.5Z --depth 20"})
public final class BookCommand extends ToolCommand {
    private static final int CHECK_EVERY = 4096;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Parameters(index = "1", paramLabel = "INSTRUMENT", description = "Its id, its symbol, or VENUE:SYMBOL.")
    private String instrument;

    @Option(names = "--sequence", paramLabel = "N", description = "After the record with this sequence.")
    private Long sequence;

    @Option(names = "--time", paramLabel = "TIME",
        description = "At this event time: 2026-01-01T12:00:00.5Z, or epoch nanoseconds.")
    private String time;

    @Option(names = "--depth", defaultValue = "10", paramLabel = "N",
        description = "Levels a side. Default ${DEFAULT-VALUE}.")
    private int depth;

    private long lastSequence = Long.MAX_VALUE;
    private long lastTimeNs = Long.MAX_VALUE;

    // Of the run that the moment is in
    private final Listing listing = new Listing();
    private long runSequence;
    private long runTimeNs;
    private String manifest;
    private long atSequence;
    private long atTimeNs;

    @Override
    public Integer call() {
        prepare();
        try (JournalReader reader = JournalReader.open(journal)) {
            findRun(reader);
            final Listing.Listed listed = listing.find(instrument);
            if (listed == null) {
                throw new CommandException("the journal has defined no instrument \"" + instrument + "\" by sequence "
                    + atSequence + "; it has " + listing.choices());
            }
            final BookView view = new BookView(rebuild(reader, listed), listed, atSequence, atTimeNs,
                Manifest.parse(manifest).provenance().name(), depth);
            if (json) {
                new JsonLines(out()).line(view::write);
            } else {
                view.print(out());
            }
        }
        return Exit.FINE;
    }

    private void prepare() {
        if (sequence != null && time != null) {
            throw new ParameterException(spec.commandLine(), "--sequence and --time: expected one of them at most");
        }
        if (depth < 1 || sequence != null && sequence < 1) {
            throw new ParameterException(spec.commandLine(), "--depth and --sequence must be at least 1");
        }
        lastSequence = sequence == null ? Long.MAX_VALUE : sequence;
        try {
            lastTimeNs = time == null ? Long.MAX_VALUE : Times.parse(time);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Finds the moment, the start of the run that it is in, and the instruments defined by then. */
    private void findRun(JournalReader reader) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final RunStartedDecoder runStarted = new RunStartedDecoder();
        while (reader.next() && reader.sequence() <= lastSequence && reader.eventTimeNs() <= lastTimeNs) {
            checkNowAndThen(reader.sequence());
            final int event = RecordLayout.event(reader.offset());
            if (RecordLayout.templateId(reader.buffer(), event) == RunStartedDecoder.TEMPLATE_ID) {
                runStarted.wrapAndApplyHeader(reader.buffer(), event, header);
                manifest = runStarted.manifest();
                runSequence = reader.sequence();
                runTimeNs = reader.eventTimeNs();
            }
            listing.learn(reader.buffer(), reader.offset());
            atSequence = reader.sequence();
            atTimeNs = reader.eventTimeNs();
        }
        if (atSequence == 0) {
            throw new CommandException(journal + ": the journal begins after that moment, or is empty");
        }
        if (sequence != null && sequence > atSequence) {
            throw new CommandException(journal + ": no record " + sequence + ", the last one is " + atSequence);
        }
        if (manifest == null) {
            throw new CommandException(journal + ": the run before sequence " + atSequence
                + " began in a file that is no longer there; a book needs its run from the start");
        }
    }

    private BookRebuild rebuild(JournalReader reader, Listing.Listed listed) {
        final RecordedCores cores = new RecordedCores();
        final BookRebuild rebuild = new BookRebuild(cores.feedLimits(manifest), cores.slotSizes(manifest), listed.id(),
            runSequence, runTimeNs);
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", atSequence - runSequence);
        reader.seekSequence(runSequence + 1);
        while (atSequence > runSequence && reader.next()) {
            checkNowAndThen(reader.sequence());
            progress.update(reader.sequence() - runSequence);
            rebuild.feed(reader);
            if (reader.sequence() == atSequence) {
                break;
            }
        }
        progress.clear();
        return rebuild;
    }

    private void checkNowAndThen(long at) {
        if (at % CHECK_EVERY == 0) {
            interruption().check();
        }
    }
}
