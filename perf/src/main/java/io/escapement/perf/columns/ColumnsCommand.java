package io.escapement.perf.columns;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.RecordedView;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What each part of the market view costs an event, and all of them together. */
@Command(name = "columns", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Gives the events of a journal to the stages that make books and bars, alone, with each part of the"
        + " market view, and with all of it, in turns, on one thread and without a ring. Prints what an event takes"
        + " and how many bytes are allocated.")
public final class ColumnsCommand implements Callable<Integer> {
    private static final long LONGEST_NS = 1_000_000_000L;
    private static final String ALONE = "books and bars alone";
    private static final String ALL = "everything";

    @Parameters(paramLabel = "JOURNAL", description = "recorded by an engine, e.g. by perf proof paper")
    private Path journal;

    @Option(names = "--events", paramLabel = "N", defaultValue = "400000",
        description = "of the journal's first run (default ${DEFAULT-VALUE})")
    private int most;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "30",
        description = "measured, behind five that are not (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--parts", paramLabel = "NAMES", split = ",",
        defaultValue = "buckets,indicators,pivots,features,pairs,quality", description = "default ${DEFAULT-VALUE}")
    private List<String> parts;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int UNMEASURED = 5;

    /** One way to run the events. */
    private static final class Variant {
        final String name;
        final String config;
        final Histogram deltas = new Histogram(LONGEST_NS, 3);
        final Histogram trades = new Histogram(LONGEST_NS, 3);
        final Histogram timers = new Histogram(LONGEST_NS, 3);
        final List<Double> roundNs = new ArrayList<>();
        long bytes = Long.MAX_VALUE;
        long checkedBytes;

        Variant(String name, String config) {
            this.name = name;
            this.config = config;
        }

        Histogram of(int template) {
            return switch (template) {
                case BookDeltaDecoder.TEMPLATE_ID -> deltas;
                case TradeDecoder.TEMPLATE_ID -> trades;
                case TimerDecoder.TEMPLATE_ID -> timers;
                default -> null;
            };
        }
    }

    /** Reads nothing: the record is thrown away. */
    private static final class Nobody implements Stage {
        @Override
        public String name() {
            return "nobody";
        }

        @Override
        public void onEvent(Slot slot) {
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    @Override
    public Integer call() {
        final RecordedEvents events = RecordedEvents.read(journal, most);
        final List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(ALONE, "{}"));
        for (final String part : parts) {
            variants.add(new Variant(part, part + ": {}\n"));
        }
        variants.add(new Variant(ALL, String.join(": {}\n", parts) + ": {}\n"));
        System.out.printf(Locale.ROOT, "%,d events of %s, %d rounds, JDK %s%n", events.size(), journal, rounds,
            Runtime.version());
        for (int round = 0; round < UNMEASURED + rounds; round++) {
            for (final Variant variant : variants) {
                run(variant, events, round >= UNMEASURED);
            }
        }
        report(variants, events);
        return 0;
    }

    private static void run(Variant variant, RecordedEvents events, boolean measured) {
        final RecordedView view = new RecordedView(ConfigFile.of("perf columns", variant.config), new Nobody());
        final Core core = view.core(events.manifest(), events.firstSequence(), events.firstTimeNs());
        final Slot slot = view.slotSizes(events.manifest()).newSlot();
        // What grows with the first events, and when instruments are defined, is no event's.
        final int half = events.size() / 2;
        long allocated = 0;
        long checked = 0;
        final long startNs = System.nanoTime();
        for (int i = 0; i < events.size(); i++) {
            if (i == half) {
                allocated = THREADS.getCurrentThreadAllocatedBytes();
            }
            events.put(i, slot);
            final long from = System.nanoTime();
            core.onEvent(slot, events.sequence(i), events.timeNs(i));
            final long took = System.nanoTime() - from;
            checked += slot.checkedLength();
            final Histogram histogram = measured ? variant.of(slot.eventTemplateId()) : null;
            if (histogram != null) {
                histogram.recordValue(Math.min(took, LONGEST_NS));
            }
        }
        if (measured) {
            variant.roundNs.add((System.nanoTime() - startNs) / (double) events.size());
            variant.bytes = Math.min(variant.bytes, THREADS.getCurrentThreadAllocatedBytes() - allocated);
            variant.checkedBytes = checked;
        }
    }

    private static double median(List<Double> values) {
        final List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void report(List<Variant> variants, RecordedEvents events) {
        final Variant alone = variants.get(0);
        System.out.println("| with | book delta p50 ns | above alone | p99 | trade p50 | p99 | timer p50 | p99 |"
            + " all events, mean ns | bytes allocated an event | bytes told an event |\n"
            + "|---|---|---|---|---|---|---|---|---|---|---|");
        for (final Variant variant : variants) {
            final long p50 = variant.deltas.getValueAtPercentile(50);
            System.out.printf(Locale.ROOT, "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,.0f | %.4f | %.0f |%n",
                variant.name, p50, p50 - alone.deltas.getValueAtPercentile(50),
                variant.deltas.getValueAtPercentile(99), variant.trades.getValueAtPercentile(50),
                variant.trades.getValueAtPercentile(99), variant.timers.getValueAtPercentile(50),
                variant.timers.getValueAtPercentile(99), median(variant.roundNs),
                variant.bytes / (events.size() / 2.0), variant.checkedBytes / (double) events.size());
        }
    }
}
