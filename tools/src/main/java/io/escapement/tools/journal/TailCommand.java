package io.escapement.tools.journal;

import io.escapement.journal.JournalReader;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Shows records. */
@Command(name = "tail",
    description = "Shows the last records of a journal, or those of a stretch of it, with their effects; prices and "
        + "quantities as plain decimals. The journal may be one that is being written.",
    footer = {"", "Example: tools tail journals/demo --follow --message OrderUpdate,PositionUpdate"})
public final class TailCommand extends ToolCommand {
    private static final int USUAL_COUNT = 10;
    private static final int MAX_COUNT = 1_000_000;
    private static final int CHECK_EVERY = 4096;
    private static final long POLL_MS = 20;

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = {"-n", "--count"}, paramLabel = "N",
        description = "How many of the last records; " + USUAL_COUNT + " unless a stretch is asked for.")
    private Integer count;

    @Option(names = {"-f", "--follow"}, description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--full", description = "Everything of each record, in several lines.")
    private boolean full;

    @Mixin
    private RecordFilter filter;

    private Listing listing;
    private RecordPrinter printer;
    private long seen;

    @Override
    public Integer call() {
        prepare();
        try (JournalReader reader = JournalReader.open(journal)) {
            if (count != null || !filter.isRange()) {
                final long first = firstOfLast(reader, count == null ? USUAL_COUNT : count);
                startPrinter();
                learnUpTo(reader, first);
            }
            return print(reader);
        }
    }

    private void prepare() {
        try {
            filter.prepare();
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (count != null && (count < 0 || count > MAX_COUNT)) {
            throw new ParameterException(spec.commandLine(), "--count " + count + ": expected 0 to " + MAX_COUNT);
        }
        startPrinter();
    }

    private void startPrinter() {
        listing = new Listing();
        printer = new RecordPrinter(listing,
            json ? RecordPrinter.Form.JSON : full ? RecordPrinter.Form.FULL : RecordPrinter.Form.LINES, out());
    }

    /** Sequence of the first of so many last records that match; everything is read, since definitions are needed. */
    private long firstOfLast(JournalReader reader, int wanted) {
        final long[] last = new long[Math.max(1, wanted)];
        long matching = 0;
        long after = 1;
        while (reader.next() && !filter.isPast(reader.buffer(), reader.offset())) {
            checkNowAndThen();
            listing.learn(reader.buffer(), reader.offset());
            after = reader.sequence() + 1;
            if (wanted > 0 && filter.matches(reader.buffer(), reader.offset(), listing)) {
                last[(int) (matching++ % last.length)] = reader.sequence();
            }
        }
        mustKnowInstrument();
        return matching == 0 ? after : last[matching < last.length ? 0 : (int) (matching % last.length)];
    }

    private void mustKnowInstrument() {
        if (filter.instrument() != null && !follow && listing.find(filter.instrument()) == null) {
            throw new CommandException("the journal has no instrument \"" + filter.instrument() + "\"; it has "
                + listing.choices());
        }
    }

    /** Learns the definitions before a record, and goes there. */
    private void learnUpTo(JournalReader reader, long sequence) {
        reader.toStart();
        while (reader.next() && reader.sequence() < sequence) {
            checkNowAndThen();
            printer.learn(reader.buffer(), reader.offset());
        }
        reader.seekSequence(sequence);
    }

    private int print(JournalReader reader) {
        while (true) {
            while (reader.next()) {
                checkNowAndThen();
                if (filter.isPast(reader.buffer(), reader.offset())) {
                    return Exit.FINE;
                }
                printer.learn(reader.buffer(), reader.offset());
                if (filter.matches(reader.buffer(), reader.offset(), listing)) {
                    printer.print(reader.buffer(), reader.offset());
                }
            }
            // The one who reads may have gone: tail | head.
            if (!follow || out().checkError()) {
                mustKnowInstrument();
                return Exit.FINE;
            }
            if (interruption().await(POLL_MS)) {
                return Exit.INTERRUPTED;
            }
        }
    }

    private void checkNowAndThen() {
        if (++seen % CHECK_EVERY == 0) {
            interruption().check();
        }
    }
}
