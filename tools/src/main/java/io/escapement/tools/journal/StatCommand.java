package io.escapement.tools.journal;

import io.escapement.journal.JournalDamagedException;
import io.escapement.journal.JournalReader;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Counts what a journal holds. */
@Command(name = "stat",
    description = "Counts, bytes, rates and time span of a journal by message (events and effects) and by instrument, "
        + "with its runs and where its data came from. Rates are over the whole journal's time.",
    footer = {"", "Example: tools stat journals/demo"})
public final class StatCommand extends ToolCommand {
    private static final int CHECK_EVERY = 16 * 1024;

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Override
    public Integer call() {
        final JournalStatistics statistics = new JournalStatistics();
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", 0);
        JournalDamagedException damage = null;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                statistics.add(reader.buffer(), reader.offset());
                if (statistics.records.count % CHECK_EVERY == 0) {
                    interruption().check();
                    progress.update(statistics.records.count);
                }
            }
        } catch (final JournalDamagedException e) {
            damage = e;
        }
        progress.clear();
        final StatReport report = new StatReport(statistics, out());
        if (json) {
            report.printJson();
        } else {
            report.print();
        }
        if (damage != null) {
            // Everything before it has been counted.
            throw damage;
        }
        return Exit.FINE;
    }
}
