package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.FaultKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The fault matrix. */
@Command(name = "faults", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Every venue, every fault, many seeds: real engines read servers that play the venues' protocols with"
        + " one fault each. Every book told as LIVE is held to the server's own; at the end each must be LIVE again and"
        + " the server's.")
public final class FaultsCommand implements Callable<Integer> {
    private static final int SAID_LINES = 40;

    @Option(names = "--venues", paramLabel = "NAMES", split = ",", defaultValue = "all",
        description = "all, ten (one protocol each), or some with commas between (default ${DEFAULT-VALUE})")
    List<String> names;

    @Option(names = "--fault", paramLabel = "NAMES", split = ",", description = "some faults only")
    List<String> faults = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "100", description = "default ${DEFAULT-VALUE}")
    int seeds;

    @Option(names = "--from", paramLabel = "SEED", defaultValue = "1",
        description = "the first seed (default ${DEFAULT-VALUE})")
    long from;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/faults",
        description = "for the engines' journals, which are deleted (default ${DEFAULT-VALUE})")
    Path work;

    @Option(names = "--drops", paramLabel = "N", defaultValue = "0",
        description = "so many times all venues are dropped at once, instead of the matrix")
    int drops;

    private final Map<Played, Row> rows = new EnumMap<>(Played.class);

    @Override
    public Integer call() throws IOException, InterruptedException {
        final List<Played> venues = venues();
        if (drops > 0) {
            return new Drops(venues, from).run(drops, work.toAbsolutePath());
        }
        final List<FaultKind> kinds = faults.isEmpty() ? List.of(FaultKind.values())
            : faults.stream().map(FaultKind::of).toList();
        sayWhatCannotBe(venues, kinds);
        for (long seed = from; seed < from + seeds; seed++) {
            for (final FaultKind kind : kinds) {
                for (final List<Played> together : together(venues, kind)) {
                    run(together, kind, seed);
                }
            }
            report(seed - from + 1);
        }
        return rows.values().stream().allMatch(row -> row.failures() == 0) ? 0 : 1;
    }

    private List<Played> venues() {
        if (names.equals(List.of("ten"))) {
            return Played.TEN;
        }
        final List<Played> asked = names.equals(List.of("all")) ? List.of(Played.values())
            : names.stream().map(Played::of).toList();
        asked.stream().filter(each -> each.lacks() != null)
            .forEach(each -> System.out.println(each.key() + " is left out, it needs " + each.lacks()));
        return asked.stream().filter(each -> each.lacks() == null).toList();
    }

    private static void sayWhatCannotBe(List<Played> venues, List<FaultKind> kinds) {
        for (final Played venue : venues) {
            final String cannot = kinds.stream().filter(kind -> venue.whyNot(kind) != null)
                .map(kind -> kind.key() + " (" + venue.whyNot(kind) + ')').collect(Collectors.joining(", "));
            if (!cannot.isEmpty()) {
                System.out.println(venue.key() + " cannot have: " + cannot);
            }
        }
    }

    /** Of an engine's records the venue alone tells whose they are: no two of one venue go together. */
    private static List<List<Played>> together(List<Played> venues, FaultKind kind) {
        final List<List<Played>> groups = new ArrayList<>();
        final Set<Played> left = new LinkedHashSet<>(venues);
        left.removeIf(venue -> !venue.faults().contains(kind));
        while (!left.isEmpty()) {
            final List<Played> group = new ArrayList<>();
            for (final Played venue : left) {
                if (group.stream().noneMatch(other -> other.venue() == venue.venue())) {
                    group.add(venue);
                }
            }
            group.forEach(left::remove);
            groups.add(group);
        }
        return groups;
    }

    private void run(List<Played> venues, FaultKind kind, long seed) throws IOException, InterruptedException {
        final Map<Played, Outcome> outcomes = new FaultRun(venues, kind, seed).run(work.toAbsolutePath());
        outcomes.forEach((venue, outcome) -> {
            rows.computeIfAbsent(venue, Row::new).add(kind, outcome);
            if (!outcome.problems().isEmpty()) {
                System.out.println("FAILED " + venue.key() + " " + kind.key() + " seed " + seed + ": "
                    + String.join("\n    ", outcome.problems()) + "\n    faults "
                    + Arrays.toString(Plan.faults(venue, kind, seed)) + "; again: java -jar perf.jar faults --venues "
                    + venue.key() + " --fault " + kind.key() + " --from " + seed + " --seeds 1");
                outcome.said().lines().filter(line -> venues.size() == 1 || line.contains(venue.configName()))
                    .limit(SAID_LINES).forEach(line -> System.out.println("      " + line));
            }
        });
    }

    private void report(long done) {
        System.out.println(Row.HEAD + "   after " + done + " seeds");
        rows.values().forEach(System.out::println);
        System.out.println("all: " + rows.values().stream().mapToInt(Row::runs).sum() + " runs, false LIVE "
            + rows.values().stream().mapToInt(Row::falseLive).sum() + ", failures "
            + rows.values().stream().mapToInt(Row::failures).sum());
    }
}
