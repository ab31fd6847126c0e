package io.escapement.perf.paper;

import io.escapement.engine.RecordedCores;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.perf.soak.ChildEngine;
import io.escapement.perf.soak.ChildOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Trades for long on paper, and has every fill explained and all profit and loss recomputed. */
@Command(name = "paper", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs engine.jar as its own process on paper against two real recordings played in a loop, with a "
        + "strategy that goes through all types of orders. Then a check that shares no code with the simulated venue, "
        + "the order table and the positions reads the journal: by the documented rules it works out every report of "
        + "the venue, to the nanosecond and the last digit, and every position with its profit and loss; and the "
        + "journal is replayed.",
    footer = {"", "Exit code 0: every fill is explained, every figure equal, the replay identical; 1: not so, each "
        + "difference with its sequence."})
public final class PaperCommand implements Callable<Integer> {
    @Mixin
    private final ChildOptions child = new ChildOptions(60, 1, 10, "journals/proof-paper");

    @Option(names = "--captures", paramLabel = "DIR", defaultValue = "../shared/captures",
        description = "folder of the recordings (default ${DEFAULT-VALUE})")
    private Path captures;

    @Option(names = "--capture", paramLabel = "NAME", defaultValue = "binance-spot/btcusdt-2024-08-08.jsonl.gz",
        description = "of Binance spot, BTC/USDT (default ${DEFAULT-VALUE})")
    private Path spot;

    @Option(names = "--futures-capture", paramLabel = "NAME",
        defaultValue = "binance-usdm/ethusdt-2024-08-08.jsonl.gz",
        description = "of Binance USD-M, ETH/USDT (default ${DEFAULT-VALUE})")
    private Path futures;

    @Option(names = "--order-every", paramLabel = "MS", defaultValue = "200",
        description = "between two requests in one instrument (default ${DEFAULT-VALUE})")
    private int everyMs;

    @Option(names = "--check", paramLabel = "JOURNAL",
        description = "runs nothing: checks the journal of a run before")
    private Path check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        if (check != null) {
            return judge(check, out) ? 0 : 1;
        }
        child.check();
        child.checkFile(captures.resolve(spot), "--capture");
        child.checkFile(captures.resolve(futures), "--futures-capture");
        child.checkAboveZero(everyMs, "--order-every");
        final Path folder = child.newFolder();
        final boolean clean = trade(folder, out);
        out.flush();
        return clean && judge(PaperRun.journal(folder), out) ? 0 : 1;
    }

    private Serve played(Path capture, String venue) {
        return Serve.capture(captures.resolve(capture)).as(venue).at(Pace.times(child.speed())).ending(AtEnd.LOOP);
    }

    private boolean trade(Path folder, PrintWriter out) throws IOException, InterruptedException {
        final int exit;
        try (LoopbackVenue one = LoopbackVenue.start(played(spot, "binance"));
             LoopbackVenue other = LoopbackVenue.start(played(futures, "binance-usdm"));
             ChildEngine engine = child.start(PaperRun.config(folder, one.webSocketUrl(), one.restUrl(),
                 other.webSocketUrl(), other.restUrl(), everyMs), folder)) {
            out.println(one.describe() + " and " + other.describe() + ", for " + child.minutes() + " minutes; "
                + folder);
            out.flush();
            final long end = System.nanoTime() + (long) (child.minutes() * 60e9);
            while (System.nanoTime() < end && engine.isAlive()) {
                TimeUnit.SECONDS.sleep(Math.min(child.everySeconds(), 1));
            }
            exit = engine.isAlive() ? engine.stop() : -1;
            for (final LoopbackVenue venue : new LoopbackVenue[] {one, other}) {
                if (venue.failure() != null) {
                    throw venue.failure();
                }
            }
        }
        final boolean clean = ChildOptions.isClean(exit);
        out.println((clean ? "ok    " : "FAIL  ") + "the engine stopped with exit code " + exit + "\n\n"
            + ChildEngine.tail(folder, 24));
        return clean;
    }

    private boolean judge(Path journal, PrintWriter out) {
        final PaperTally tally = PaperCheck.of(journal);
        tally.print(out);
        out.flush();
        final ReplayResult replay =
            new JournalReplay(journal, new RecordedCores(), true, null, 0, ReplayProgress.NONE).run();
        final boolean identical = replay.difference() == null;
        out.printf("replay --verify: %,d records, %s%n", replay.records(), identical ? "identical"
            : "DIFFERENT from sequence " + replay.difference().sequence());
        final boolean holds = identical && tally.isClean() && tally.fills() > 0;
        out.println(holds ? "ok    every fill explained, PnL equal to the last unit" : "FAIL");
        out.flush();
        return holds;
    }
}
