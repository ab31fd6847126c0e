package io.escapement.tools.view;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.heatmap.HeatKind;
import io.escapement.engine.heatmap.HeatMatrix;
import io.escapement.engine.heatmap.HeatSummary;
import io.escapement.engine.heatmap.Heatmap;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
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
import java.util.Locale;

/** Shows what rested around the mid, in price buckets, over a recorded run. */
@Command(name = "buckets",
    description = "Makes price buckets of the books of a journal: one row each second or each 100 ms, CSV, with sizes "
        + "bid and asked, mean prices and moving means of the imbalance in 41 columns around the mid. With --heatmap "
        + "the last seconds as a matrix, or in a few words.",
    footer = {"", "Example: tools buckets journals/demo --instrument BTCUSDT --every 100ms --out buckets.csv",
        "Example: tools buckets journals/demo --instrument BTCUSDT --heatmap summary"})
public final class BucketsCommand extends ToolCommand {
    private static final int MOST_ROWS = 86_400;

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--instrument", paramLabel = "INSTRUMENT",
        description = "Its id, its symbol, or VENUE:SYMBOL. Without: all.")
    private String instrument;

    @Option(names = "--consolidated", description = "Of all venues together; with --instrument, its view.")
    private boolean consolidated;

    @Option(names = "--every", defaultValue = "1s", paramLabel = "100ms|1s",
        description = "One row each. Default ${DEFAULT-VALUE}.")
    private String every;

    @Option(names = "--heatmap", paramLabel = "summary|imbalance|size|pressure|spread",
        description = "The last --rows seconds: a summary, or a matrix by price as CSV.")
    private String heatmap;

    @Option(names = "--rows", defaultValue = "300", paramLabel = "N",
        description = "Seconds of the heatmap. Default ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--smooth", defaultValue = "0", paramLabel = "N",
        description = "Radius of the heatmap's smoothing, in rows and columns; 0: none.")
    private int smooth;

    @Option(names = "--threshold", paramLabel = "PART",
        description = "Of the greatest, 0 to 1: matrix cells below are left out (default 0), and less is no support or "
            + "resistance (default 0.5).")
    private Double threshold;

    @Option(names = "--config", paramLabel = "FILE",
        description = "Sections of the view's stages, in place of those that the run had.")
    private Path config;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there, not to standard output.")
    private Path target;

    @Mixin
    private Follow follow;

    @Override
    public Integer call() {
        prepare();
        if (target == null) {
            run(out());
            return Exit.FINE;
        }
        try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(target))) {
            run(file);
            if (file.checkError()) {
                throw new CommandException(target + ": could not be written");
            }
        } catch (final IOException e) {
            throw new CommandException(target + ": " + e);
        }
        return Exit.FINE;
    }

    private void prepare() {
        if (!every.equals("1s") && !every.equals("100ms")) {
            wrong("--every " + every + ": expected 100ms or 1s");
        }
        if (heatmap != null && instrument == null) {
            wrong("--heatmap needs --instrument");
        }
        if (heatmap != null && !heatmap.equals("summary")) {
            kind();
        }
        if (rows < 1 || rows > MOST_ROWS || smooth < 0 || smooth > 30) {
            wrong("--rows must be from 1 to " + MOST_ROWS + ", --smooth from 0 to 30");
        }
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            wrong("--threshold must be from 0 to 1");
        }
    }

    private void wrong(String what) {
        throw new ParameterException(spec.commandLine(), what);
    }

    private HeatKind kind() {
        for (final HeatKind kind : HeatKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(heatmap)) {
                return kind;
            }
        }
        wrong("--heatmap " + heatmap + ": expected summary, imbalance, size, pressure or spread");
        return null;
    }

    private void run(PrintWriter writer) {
        final SnapshotFilter filter = new SnapshotFilter(instrument, consolidated,
            heatmap != null || every.equals("1s") ? SnapshotFilter.SECOND_NS : SnapshotFilter.SECOND_NS / 10);
        final BucketRows output = new BucketRows(writer, json);
        final HeatRows heat = new HeatRows(rows);
        filter.to(heatmap == null ? output : heat);
        ReplayedView.whole(config == null ? null : ConfigFile.read(config), (manifest, startNs) -> filter)
            .run(journal, interruption(), err(), follow, writer::checkError);
        if (instrument != null && !filter.hasFound()) {
            throw new CommandException("the journal has defined no instrument \"" + instrument + "\"; it has "
                + filter.listing().choices());
        }
        if (heatmap != null) {
            report(writer, heat);
        }
        writer.flush();
    }

    private void report(PrintWriter writer, HeatRows heat) {
        if (heat.heatmap() == null) {
            throw new CommandException("no bucket of \"" + instrument + "\" was told"
                + (consolidated ? ", consolidated" : "") + ": its book was never LIVE for a second");
        }
        if (heatmap.equals("summary")) {
            final double least = threshold == null ? 0.5 : threshold;
            final HeatText text = new HeatText(heat, HeatSummary.of(heat.heatmap(), least));
            if (json) {
                new JsonLines(writer).line(text::write);
            } else {
                text.print(writer);
            }
            return;
        }
        final Heatmap map = heat.heatmap();
        HeatMatrix matrix = map.byPrice(kind());
        matrix = smooth == 0 ? matrix : matrix.smoothed(smooth, smooth);
        new HeatText(heat, null).print(writer, threshold == null ? matrix : matrix.filtered(threshold));
    }
}
