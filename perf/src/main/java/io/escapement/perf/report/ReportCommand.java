package io.escapement.perf.report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Measures everything and writes the report. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures every goal beside its reference in one run and writes a markdown report.",
    footer = {"", "The recordings are not part of the project; --captures names their folder.",
        "About twenty minutes and 3 GB of disk; --quick: four minutes, rougher."})
public final class ReportCommand implements Callable<Integer> {
    private static final Map<String, Function<Plan, Part>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("1", DecodeRows::measure);
        PARTS.put("2", PathRows::measure);
        PARTS.put("3", BookRows::measure);
        PARTS.put("4", JournalRows::measure);
        PARTS.put("6", ReplayRows::measure);
        PARTS.put("7", LatencyRows::measure);
        PARTS.put("9", AllocationRow::measure);
        PARTS.put("10", VenueRows::measure);
        PARTS.put("11", ChecksumRows::measure);
        PARTS.put("12", RiskRow::measure);
    }

    @Option(names = "--out", paramLabel = "FILE", description = "where to write it; without: to the terminal")
    private Path out;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "31",
        description = "rounds of each comparison (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--captures", paramLabel = "DIR", defaultValue = "../shared/captures",
        description = "folder of the recordings (default ${DEFAULT-VALUE})")
    private Path captures;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/perf",
        description = "where to put journals, deleted in the end; on the disk that counts (default ${DEFAULT-VALUE})")
    private Path work;

    @Option(names = "--rows", split = ",", paramLabel = "ROW",
        description = "only these rows of the table of goals: 1, 2, 3, 4, 6, 7, 9, 10, 11, 12")
    private List<String> only = new ArrayList<>();

    @Option(names = "--quick", description = "fewer rounds, frames and records")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check();
        final Plan plan = Plan.of(captures, work, rounds, quick);
        final Report report = new Report(plan, quick);
        final PrintWriter progress = spec.commandLine().getErr();
        for (final Map.Entry<String, Function<Plan, Part>> part : PARTS.entrySet()) {
            if (only.isEmpty() || only.contains(part.getKey())) {
                final long start = System.nanoTime();
                progress.println("row " + part.getKey() + " ...");
                progress.flush();
                report.add(part.getKey(), part.getValue().apply(plan), System.nanoTime() - start);
            }
        }
        final String text = report.markdown();
        if (out == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            Files.createDirectories(out.toAbsolutePath().getParent());
            Files.writeString(out, text);
            progress.println("written to " + out);
        }
        return 0;
    }

    private void check() {
        if (rounds < 1 || rounds > 1_000) {
            throw new ParameterException(spec.commandLine(), "--rounds is " + rounds + "; expected 1 to 1000, e.g. 31");
        }
        if (!Files.isDirectory(captures)) {
            throw new ParameterException(spec.commandLine(), "--captures: no folder " + captures
                + "; expected the folder of the recordings, with binance-spot, binance-usdm and binance-coinm in it");
        }
        for (final String row : only) {
            if (!PARTS.containsKey(row)) {
                throw new ParameterException(spec.commandLine(), "--rows: no row " + row + "; expected some of "
                    + PARTS.keySet());
            }
        }
    }
}
