package io.escapement.tools.view;

import io.escapement.engine.RecordedView;
import io.escapement.engine.ViewColumns;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.config.ConfigFile;
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
import java.util.function.BooleanSupplier;

/** Lists the columns, exports them from a journal, or proves order flow on recordings. */
@Command(name = "features",
    description = {"Tells what columns there are (--list), writes chosen columns of a journal as CSV or Parquet, "
        + "measures on captures how order flow moves the mid, beside what is known of them (--check-ofi), or fits what "
        + "a config freezes (--fit-microprice).",
        "A row is written when the first column is told, with the others as last told for that instrument; with --all "
        + "when the columns of the shortest duration are. NAME@1m is of bars of a minute, and needed where the stage "
        + "has bars of several durations. A column that no stage of the config makes is refused, and left out of "
        + "--all. What is missing is an empty field, or null."},
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

    @Option(names = "--all", description = "Write all columns of instruments.")
    private boolean all;

    @Option(names = "--instrument", paramLabel = "INSTRUMENT",
        description = "Only of this one: its id, its symbol, or VENUE:SYMBOL; or \"view of VENUE:SYMBOL\".")
    private String instrument;

    @Option(names = "--out", paramLabel = "FILE",
        description = "Where to write: .csv, or .parquet. Default: standard output, as CSV.")
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

    /** Null: all. */
    private List<String> names() {
        if (all == (columns != null)) {
            throw wrong("expected --columns with names, or --all");
        }
        try {
            Choices.check(all ? List.of() : columns);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return columns;
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
        replay((manifest, startNs) -> fit, out()::checkError);
        fit.print(out());
        return Exit.FINE;
    }

    private int export() throws IOException {
        journal();
        final List<String> names = names();
        if (config != null) {
            // What is wrong with it is said before a file is begun in the place of another one.
            new RecordedView(sections(), null);
        }
        final long startNs = System.nanoTime();
        try (RowFile file = file()) {
            final ColumnExport export = new ColumnExport(sections(), names, instrument, file,
                text -> err().println("note: " + text));
            replay(export, file::flush);
            export.end();
            file.end();
            if (out != null) {
                final long elapsedNs = System.nanoTime() - startNs;
                out().printf(Locale.ROOT, "%,d rows of %,d records in %s: %,.0f records/s%n", export.count(),
                    export.records(), Times.duration(elapsedNs), export.records() * 1e9 / elapsedNs);
            }
        }
        return Exit.FINE;
    }

    private RowFile file() throws IOException {
        if (out == null) {
            return new CsvRows(out(), "standard output", false);
        }
        if (out.toString().endsWith(".csv")) {
            return new CsvRows(new PrintWriter(Files.newBufferedWriter(out)), out.toString(), true);
        }
        if (out.toString().endsWith(".parquet")) {
            return new ParquetRows(out);
        }
        throw wrong("--out " + out + ": expected a name that ends in .csv or .parquet");
    }

    private ConfigFile sections() {
        return config == null ? null : ConfigFile.read(config);
    }

    private void replay(ReplayedView.Readers readers, BooleanSupplier atEnd) {
        ReplayedView.whole(sections(), readers).run(journal(), interruption(), err(), follow, atEnd);
    }
}
