package io.escapement.tools.orders;

import io.escapement.engine.RemoteEngine;
import io.escapement.engine.recovery.FoldException;
import io.escapement.tools.orders.Differences.Row;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Compares what a journal comes to with what the venues say; changes nothing. */
@Command(name = "reconcile",
    description = {"Compares, without changing anything, what a journal comes to with what its accounts' venues say: "
        + "open orders, fills since, positions and balances. Each difference is one row: ours, theirs, since when the "
        + "journal has it so, and the venue's own message.",
        "It asks and compares exactly as an engine does by itself when it starts and whenever it connects again, and "
            + "then goes by the venue. Balances are compared at venues where only spot is traded: margin moves others. "
            + "Fills are asked for of orders that the journal thinks open."},
    footer = {"", "Example: tools reconcile config/live.yaml"})
public final class ReconcileCommand extends ToolCommand {
    private static final double MS_PER_SECOND = 1e3;
    private static final double MOST_SECONDS = 600;

    @Parameters(paramLabel = "CONFIG", description = "The engine's config: its journal and its accounts.")
    private Path config;

    @Option(names = "--timeout", defaultValue = "120", paramLabel = "SECONDS",
        description = "How long to wait for each account. Default ${DEFAULT-VALUE}.")
    private double timeoutS;

    @Override
    public Integer call() throws IOException {
        if (!(timeoutS > 0 && timeoutS <= MOST_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--timeout " + timeoutS + ": expected more than 0 and at"
                + " most " + (int) MOST_SECONDS + " seconds");
        }
        final RemoteEngine engine = RemoteEngine.of(config);
        if (!engine.knowsAccounts()) {
            throw new CommandException(config + ": reconciling needs the engine's config, not its journal");
        }
        final JournalKnowledge journal = JournalKnowledge.read(engine.journal(), interruption());
        final Differences differences = new Differences(journal);
        final List<String> accounts;
        try {
            accounts = engine.audit(journal.carried(), differences::heard, Math.round(timeoutS * MS_PER_SECOND));
        } catch (final FoldException e) {
            throw new CommandException(engine.journal() + ": " + e.getMessage());
        }
        if (json) {
            final JsonLines lines = new JsonLines(out());
            differences.rows().forEach(row -> write(lines, row));
        } else {
            differences.rows().forEach(row -> out().println(line(row)));
            out().println(accounts.isEmpty() ? "the config has no account: orders are on paper, and there is nobody to"
                + " ask" : accounts + ": " + differences.rows().size() + " differences to the journal as of record "
                + journal.end().sequence() + ", " + Times.format(journal.end().timeNs()));
        }
        return differences.rows().isEmpty() ? Exit.FINE : Exit.FOUND;
    }

    private static String line(Row row) {
        return row.account() + ": " + row.kind() + " " + row.what()
            + (row.instrument().isEmpty() || row.instrument().equals(row.what()) ? "" : " in " + row.instrument())
            + " " + row.finding() + ": ours " + row.ours() + ", theirs " + row.theirs() + ", since record "
            + row.since().sequence() + ", " + Times.format(row.since().timeNs()) + "; " + row.evidence();
    }

    private static void write(JsonLines lines, Row row) {
        lines.line(json -> {
            json.writeStringField("account", row.account());
            json.writeStringField("kind", row.kind());
            json.writeStringField("finding", row.finding());
            json.writeStringField("what", row.what());
            json.writeStringField("instrument", row.instrument());
            json.writeStringField("ours", row.ours());
            json.writeStringField("theirs", row.theirs());
            json.writeNumberField("sinceSequence", row.since().sequence());
            json.writeNumberField("sinceTimeNs", row.since().timeNs());
            json.writeStringField("evidence", row.evidence());
        });
    }
}
