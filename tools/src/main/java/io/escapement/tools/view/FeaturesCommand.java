package io.escapement.tools.view;

import io.escapement.engine.RecordedView;
import io.escapement.engine.ViewColumns;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.tools.journal.JournalSize;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Lists the columns, exports them from a journal, or proves order flow on recordings. */
@Command(name = "features",
    description = {"Tells what columns there are (--list), writes chosen columns of a journal as CSV, measures on "
        + "captures how order flow moves the mid, beside what is known of them (--check-ofi), or fits what a config "
        + "freezes (--fit-microprice).",
        "A row is written when the block of the first chosen column is told; columns of other blocks are as last told "
        + "for that instrument. NAME@1m takes what was told of bars of a minute. What is missing is an empty field."},
    footer = {"", "Example: tools features journals/demo --columns mid,ofi_1s,imb1 --instrument BTCUSDT --out btc.csv"})
public final class FeaturesCommand extends ToolCommand {
    private static final int MOST_SPREAD_TICKS = 20;

    @Parameters(arity = "0..*", paramLabel = "SOURCE",
        description = "A journal's directory; with --check-ofi captures.")
    private List<Path> sources = List.of();

    @Option(names = "--list", arity = "0..1", fallbackValue = "markdown", paramLabel = "markdown|json",
        description = "Print all columns: the page COLUMNS.md, or JSON, one a line.")
    private String list;

    @Option(names = "--columns", split = ",", paramLabel = "NAME", description = "Columns to write, in this order.")
    private List<String> columns;

    @Option(names = "--all", description = "Write all columns.")
    private boolean all;

    @Option(names = "--instrument", paramLabel = "INSTRUMENT",
        description = "Only of this one: its id, its symbol, or VENUE:SYMBOL; or \"view of VENUE:SYMBOL\".")
    private String instrument;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write. Default: standard output.")
    private Path out;

    @Option(names = "--config", paramLabel = "FILE",
        description = "A config with sections of the view's stages. Default: as the run had them, else as usual.")
    private Path config;

    @Mixin
    private Follow follow;

    @Option(names = "--check-ofi", description = "Measure order flow on captures; exit code 1 if it is not as known.")
    private boolean checkOfi;

    @Option(names = "--fit-microprice", paramLabel = "TICKS",
        description = "Fit microprice tables for spreads up to so many ticks to a journal; prints a config's section.")
    private Integer fitMicroprice;

    @Override
    public Integer call() throws IOException {
        if (list != null) {
            return list();
        }
        if (sources.isEmpty()) {
            throw wrong("expected a journal, or --list, or --check-ofi with captures");
        }
        return checkOfi ? check() : fitMicroprice != null ? fit() : export();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private int list() {
        switch (list) {
            case "markdown" -> out().print(ViewColumns.REGISTRY.page());
            case "json" -> {
                final JsonLines lines = new JsonLines(out());
                for (final ColumnSet set : ViewColumns.REGISTRY.sets()) {
                    set.columns().forEach(column -> lines.line(object -> {
                        object.writeStringField("block", set.block().name());
                        object.writeStringField("name", column.name());
                        object.writeNumberField("version", column.version());
                        object.writeStringField("unit", column.unit());
                        object.writeStringField("window", column.window());
                        object.writeStringField("warmUp", column.warmUp());
                        object.writeStringField("reset", column.reset().words());
                        object.writeStringField("meaning", column.meaning());
                        object.writeStringField("provenAgainst", column.oracle());
                    }));
                }
            }
            default -> throw wrong("--list " + list + ": expected markdown or json");
        }
        return Exit.FINE;
    }

    private int check() throws IOException {
        boolean sound = true;
        for (final Path capture : sources) {
            if (!Files.isRegularFile(capture)) {
                throw new CommandException(capture + ": no such capture");
            }
            final ProgressLine progress = ProgressLine.onTerminal(err(), "frames of " + capture.getFileName(), 0);
            for (final OfiReport report : OfiCheck.of(capture, interruption(), progress)) {
                report.print(out(), json);
                sound &= report.isSound();
            }
        }
        return sound ? Exit.FINE : Exit.FOUND;
    }

    private List<Choice> choices() {
        if (all == (columns != null)) {
            throw wrong("expected --columns with names, or --all");
        }
        final List<String> names = all
            ? ViewColumns.REGISTRY.sets().stream().flatMap(set -> set.columns().stream()).map(Column::name).toList()
            : columns;
        return names.stream().map(name -> {
            try {
                return Choice.of(name);
            } catch (final IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }).toList();
    }

    private Path journal() {
        if (sources.size() != 1) {
            throw wrong("expected one journal, got " + sources.size());
        }
        return sources.get(0);
    }

    private int fit() {
        if (fitMicroprice < 1 || fitMicroprice > MOST_SPREAD_TICKS) {
            throw wrong("--fit-microprice " + fitMicroprice + ": expected 1 to " + MOST_SPREAD_TICKS);
        }
        final MicropriceFit fit = new MicropriceFit(fitMicroprice);
        replay(fit, out());
        fit.print(out());
        return Exit.FINE;
    }

    private int export() throws IOException {
        journal();
        if (out != null && !out.toString().endsWith(".csv")) {
            throw wrong("--out " + out + ": expected a name that ends in .csv, the one format that this writes");
        }
        final List<Choice> choices = choices();
        final PrintWriter writer = out == null ? out() : new PrintWriter(Files.newBufferedWriter(out));
        final ColumnRows rows;
        final ReplayResult result;
        try {
            rows = new ColumnRows(choices, instrument, writer);
            result = replay(rows, writer);
        } finally {
            writer.flush();
            if (out != null) {
                writer.close();
            }
        }
        if (writer.checkError()) {
            throw new CommandException((out == null ? "standard output" : out) + ": cannot be written");
        }
        if (instrument != null && rows.count() == 0) {
            throw new CommandException("no row of an instrument \"" + instrument + "\"; there are "
                + rows.choicesOfInstruments());
        }
        if (out != null) {
            out().printf(Locale.ROOT, "%,d rows of %,d records in %s: %,.0f records/s%n", rows.count(),
                result.records(), Times.duration(result.elapsedNs()), result.rate());
        }
        return Exit.FINE;
    }

    private ReplayResult replay(Stage reader, PrintWriter writer) {
        final Path journal = journal();
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", JournalSize.records(journal));
        try {
            return follow.with(new JournalReplay(journal,
                new RecordedView(config == null ? null : ConfigFile.read(config), reader), false, null, 0,
                (records, sequence, eventTimeNs) -> {
                    interruption().check();
                    progress.update(records);
                }), interruption(), writer).run();
        } finally {
            progress.clear();
        }
    }
}
