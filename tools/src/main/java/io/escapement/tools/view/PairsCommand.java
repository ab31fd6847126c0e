package io.escapement.tools.view;

import io.escapement.engine.RecordedInputs;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a journal's pairs. */
@Command(name = "pairs",
    description = "Tells of pairs of instruments, second by second, as CSV: hedge ratio, spread, z-score, correlation, "
        + "lead, ADF test and half-life, made anew from the journal's events. A value that is missing is an empty "
        + "field. The pairs are those of the run's config, or of another one.",
    footer = {"", "Example: tools pairs journals/demo --config pairs.yaml --out pairs.csv"})
public final class PairsCommand extends ToolCommand {
    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--config", paramLabel = "FILE",
        description = "A config with a section \"pairs\", in place of the run's own.")
    private Path config;

    @Option(names = "--alerts", description = "Tell alerts alone: where a z-score went, and came back.")
    private boolean alerts;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file.")
    private Path file;

    @Mixin
    private Follow follow;

    private int pairs;

    @Override
    public Integer call() throws IOException {
        final ConfigFile sections = config == null ? null : ConfigFile.read(config);
        if (file == null) {
            tell(sections, out());
        } else {
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
                tell(sections, writer);
            }
        }
        if (pairs == 0) {
            throw new CommandException(journal + ": its config has no pairs; give one that has, with --config");
        }
        return Exit.FINE;
    }

    private void tell(ConfigFile sections, PrintWriter writer) {
        ReplayedView.whole(sections, (manifest, startNs) -> {
            final PairsConfig of = new RecordedInputs(sections, manifest).pairs();
            final PairTable table = new PairTable(of, writer, json, alerts);
            if (pairs == 0 && !of.pairs().isEmpty()) {
                table.head();
            }
            pairs += of.pairs().size();
            return table;
        }).run(journal, interruption(), err(), follow, writer::checkError);
    }
}
