package io.escapement.engine.monitor;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what a {@link LatencyRecorder} took, interval by interval, into an HdrHistogram log with one tag per hop,
 * while the engine runs. {@link #write} and {@link #close} belong to side threads, one at a time.
 */
public final class LatencyLog implements Closeable {
    private static final double NS_PER_US = 1_000.0;

    private final LatencyRecorder recorder;
    private final PrintStream out;
    private final HistogramLogWriter writer;
    private final Map<Hop, Histogram> totals = new EnumMap<>(Hop.class);
    private boolean closed;

    /**
     * @param file    made anew, with its folder
     * @param nowMs   epoch milliseconds, the log's start
     * @param comment what was run, for whoever finds the file
     * @throws IOException if the file cannot be made
     */
    public LatencyLog(LatencyRecorder recorder, Path file, long nowMs, String comment) throws IOException {
        this.recorder = recorder;
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        this.out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        this.writer = new HistogramLogWriter(out);
        writer.outputComment("[" + comment + "; values in nanoseconds]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(nowMs);
        writer.setBaseTime(nowMs);
        writer.outputLegend();
        for (final Hop hop : Hop.values()) {
            totals.put(hop, new Histogram(LatencyRecorder.HIGHEST_NS, 3));
        }
    }

    /**
     * Closes the interval that began with the call before, and writes it.
     *
     * @throws UncheckedIOException if it could not be written; the totals hold it all the same
     */
    public synchronized void write() {
        for (final Hop hop : Hop.values()) {
            final Histogram interval = recorder.interval(hop);
            if (interval.getTotalCount() > 0) {
                totals.get(hop).add(interval);
                if (!closed) {
                    writer.outputIntervalHistogram(interval);
                }
            }
        }
        if (!closed && out.checkError()) {
            closed = true;
            out.close();
            throw new UncheckedIOException(new IOException("the latency log could not be written (disk full?); "
                + "no more of it is"));
        }
    }

    /** Percentiles over all intervals written, one row per hop that was ever taken, in microseconds. */
    public synchronized String summary() {
        final StringBuilder table = new StringBuilder(String.format(Locale.ROOT,
            "%-20s %10s %10s %10s %10s %10s %12s%n",
            "latency, us", "p50", "p90", "p99", "p99.9", "max", "count"));
        totals.forEach((hop, total) -> {
            if (total.getTotalCount() > 0) {
                table.append(row(hop, total));
            }
        });
        return table.toString();
    }

    private static String row(Hop hop, Histogram total) {
        return String.format(Locale.ROOT, "%-20s %10.2f %10.2f %10.2f %10.2f %10.2f %12d%n", hop.tag(),
            us(total, 50), us(total, 90), us(total, 99), us(total, 99.9), total.getMaxValue() / NS_PER_US,
            total.getTotalCount());
    }

    private static double us(Histogram total, double percentile) {
        return total.getValueAtPercentile(percentile) / NS_PER_US;
    }

    /**
     * The value at a percentile over all intervals written, in nanoseconds.
     *
     * @return -1 if the hop was never taken
     */
    public synchronized long percentileNs(Hop hop, double percentile) {
        final Histogram total = totals.get(hop);
        return total.getTotalCount() == 0 ? -1 : total.getValueAtPercentile(percentile);
    }

    /** Writes the last interval and closes the file. Again without harm. */
    @Override
    public synchronized void close() {
        if (!closed) {
            write();
            closed = true;
            out.close();
        }
    }
}
