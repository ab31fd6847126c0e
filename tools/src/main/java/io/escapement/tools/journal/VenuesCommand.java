package io.escapement.tools.journal;

import io.escapement.journal.JournalDamagedException;
import io.escapement.journal.JournalReader;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Shows how venues' feeds fare. */
@Command(name = "venues",
    description = {"Shows a row for each venue and instrument of a journal's last run: connection, the book's state "
        + "and reason, lag, gaps, resyncs, checksum failures, reconnects, messages a second. The journal may be one "
        + "that is being written: then the table is shown anew each interval, until Ctrl-C.",
        "Every figure comes from records. lag: the median, of the last 255 messages that carry the venue's time, of "
            + "our receive time less that time, so both clocks are in it. gaps: losses of a book to missing or "
            + "backward numbers. resyncs: times that a book which had been LIVE became so again. checksum: losses of a "
            + "book to a wrong checksum. a second: over the last 9 whole seconds; with --once over the whole run."},
    footer = {"", "Example: tools venues journals/ten --interval 2"})
public final class VenuesCommand extends ToolCommand {
    private static final int CHECK_EVERY = 16 * 1024;
    private static final double MS_PER_SECOND = 1e3;
    private static final double MOST_SECONDS = 3_600;
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--once", description = "Show what is there by now, and end.")
    private boolean once;

    @Option(names = "--interval", defaultValue = "1", paramLabel = "SECONDS",
        description = "Between two tables. Default ${DEFAULT-VALUE}.")
    private double intervalS;

    private final FeedTable table = new FeedTable();
    private long seen;

    @Override
    public Integer call() {
        if (!(intervalS >= 0.1 && intervalS <= MOST_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--interval " + intervalS
                + ": expected 0.1 to 3600 seconds");
        }
        try (JournalReader reader = JournalReader.open(journal)) {
            while (true) {
                readOn(reader);
                show(null);
                // The one who reads may have gone: venues | head.
                if (once || out().checkError()) {
                    return Exit.FINE;
                }
                if (interruption().await(Math.round(intervalS * MS_PER_SECOND))) {
                    return Exit.INTERRUPTED;
                }
            }
        }
    }

    private void readOn(JournalReader reader) {
        try {
            while (reader.next()) {
                table.take(reader.buffer(), reader.offset());
                if (++seen % CHECK_EVERY == 0) {
                    interruption().check();
                }
            }
        } catch (final JournalDamagedException e) {
            show(e);
        }
    }

    /** What was read before damage is shown before it is told. */
    private void show(JournalDamagedException damage) {
        final FeedReport report = new FeedReport(table, out());
        if (json) {
            report.printJson(!once);
        } else {
            out().print(once || System.console() == null ? "" : CLEAR_SCREEN);
            report.print(!once);
            out().print(once ? "" : System.lineSeparator());
        }
        out().flush();
        if (damage != null) {
            throw damage;
        }
    }
}
