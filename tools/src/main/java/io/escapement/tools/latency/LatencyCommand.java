package io.escapement.tools.latency;

import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ToolCommand;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import javax.xml.stream.XMLStreamException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows how long each hop takes. */
@Command(name = "latency",
    description = "Percentiles of each hop of the engine from its HdrHistogram interval logs, several added up, with a "
        + "plot of the distribution. Times are in microseconds.",
    footer = {"", "Example: tools latency logs/latency-*.hlog --svg latency.svg"})
public final class LatencyCommand extends ToolCommand {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final double NS_PER_US = 1_000.0;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Histogram logs as the engine writes them.")
    private List<Path> files;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the distribution into this file too.")
    private Path svg;

    @Option(names = "--no-plot", description = "The table alone.")
    private boolean noPlot;

    @Override
    public Integer call() throws IOException {
        final HopHistograms histograms = new HopHistograms();
        for (final Path file : files) {
            final String note = histograms.add(file);
            if (note != null) {
                err().println("note: " + note);
            }
            interruption().check();
        }
        final Map<String, Histogram> hops = histograms.hops();
        if (hops.isEmpty()) {
            throw new IOException("the logs hold no values");
        }
        if (json) {
            printJson(hops);
        } else {
            print(hops);
        }
        if (svg != null) {
            draw(hops);
        }
        return Exit.FINE;
    }

    private void print(Map<String, Histogram> hops) {
        out().printf(Locale.ROOT, "%-22s %12s %12s %12s %12s %12s %12s %14s%n", "latency, us", "p50", "p90", "p99",
            "p99.9", "p99.99", "max", "count");
        hops.forEach((tag, histogram) -> {
            out().printf(Locale.ROOT, "%-22s", tag);
            for (final double percentile : PERCENTILES) {
                out().printf(Locale.ROOT, " %12.2f", PercentileScale.us(histogram, percentile));
            }
            out().printf(Locale.ROOT, " %14d%n", histogram.getTotalCount());
        });
        if (!noPlot) {
            out().println();
            out().print(TextPlot.of(hops));
        }
    }

    private void printJson(Map<String, Histogram> hops) {
        final JsonLines lines = new JsonLines(out());
        hops.forEach((tag, histogram) -> lines.line(object -> {
            object.writeStringField("hop", tag);
            object.writeNumberField("count", histogram.getTotalCount());
            object.writeNumberField("minUs", histogram.getMinValue() / NS_PER_US);
            object.writeNumberField("meanUs", histogram.getMean() / NS_PER_US);
            for (final double percentile : PERCENTILES) {
                object.writeNumberField(percentile == 100 ? "maxUs" : "p" + name(percentile) + "Us",
                    PercentileScale.us(histogram, percentile));
            }
        }));
    }

    private static String name(double percentile) {
        return percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : Double.toString(percentile);
    }

    private void draw(Map<String, Histogram> hops) throws IOException {
        final String names = files.stream().map(file -> file.getFileName().toString()).limit(3)
            .collect(Collectors.joining(", ")) + (files.size() > 3 ? " and " + (files.size() - 3) + " more" : "");
        try (Writer out = Files.newBufferedWriter(svg)) {
            new SvgPlot(hops).write(out, names);
        } catch (final XMLStreamException e) {
            throw new IOException(svg + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
