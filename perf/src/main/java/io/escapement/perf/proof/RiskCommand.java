package io.escapement.perf.proof;

import com.sun.management.ThreadMXBean;
import io.escapement.perf.paced.Percentiles;
import io.escapement.perf.risk.GateRun;
import io.escapement.perf.risk.RiskTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Has every row of the list of controls deny, and measures what each takes. */
@Command(name = "risk", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Provokes every row of the risk gate on one thread, counts its tests and denials, and measures what"
        + " each takes. Prints a table of markdown. Fails where a row denies nothing, has too few tests, or an order"
        + " allocates; times are told, not judged, as they depend on what else the machine does.")
final class RiskCommand implements Callable<Integer> {
    private static final int WARM_UP = 400_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Option(names = "--passes", paramLabel = "N", defaultValue = "20", description = "default ${DEFAULT-VALUE}")
    int passes;

    @Option(names = "--intents", paramLabel = "N", defaultValue = "200000",
        description = "of a pass (default ${DEFAULT-VALUE})")
    int intents;

    @Option(names = "--instruments", paramLabel = "N", defaultValue = "20",
        description = "with a position each (default ${DEFAULT-VALUE})")
    int instruments;

    @Option(names = "--resting", paramLabel = "N", defaultValue = "400",
        description = "orders open all the time (default ${DEFAULT-VALUE})")
    int resting;

    @Option(names = "--tests", paramLabel = "DIR", defaultValue = "engine/src/test/java/io/escapement/engine/risk",
        description = "where the rows' tests are (default ${DEFAULT-VALUE})")
    Path tests;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write it too")
    Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final GateRun run = new GateRun(instruments, resting);
        run.run(WARM_UP);
        run.endPass();
        run.clear();
        long bytes = 0;
        long leanest = Long.MAX_VALUE;
        for (int i = 0; i < passes; i++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            run.run(intents);
            final long ofPass = THREADS.getCurrentThreadAllocatedBytes() - before;
            bytes += ofPass;
            leanest = Math.min(leanest, ofPass);
            run.endPass();
        }
        final List<String> missing = RiskTable.missing(run, tests);
        final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%d passes of %,d intents, %,d became"
            + " orders; %d instruments with positions and stop-losses, %d orders open; the time of the whole risk stage"
            + " over a record with a quote and an intent.%n%nWhole gate p99.9: %,d ns in all passes together, %,d ns in"
            + " the quietest one. %,d bytes allocated, %.4f per intent; in the leanest pass %,d.%n%n", passes, intents,
            run.sent(), instruments, run.openOrders(),
            run.times().together().getValueAtPercentile(99.9), run.times().quietP999(), bytes,
            (double) bytes / ((long) passes * intents), leanest));
        text.append(RiskTable.markdown(run, tests)).append(System.lineSeparator()).append(Percentiles.HEAD)
            .append(Percentiles.line("whole gate", run.times().together()));
        missing.forEach(each -> text.append(System.lineSeparator()).append("MISSING: ").append(each));
        final PrintWriter print = spec.commandLine().getOut();
        print.println(text);
        print.flush();
        if (out != null) {
            Files.writeString(out, text);
        }
        // The virtual machine itself allocates now and then; what an order allocates would be in every pass.
        return missing.isEmpty() && leanest == 0 ? 0 : 1;
    }
}
