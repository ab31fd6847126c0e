package io.escapement.perf.paced;

import io.escapement.codecs.sbe.Venue;
import io.escapement.perf.recording.Loop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Tick to order, in the process and over sockets. */
@Command(name = "tick-to-order", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Real frames at a constant rate through decode, books, risk, journal and out as orders, "
        + "over loopback sockets and in the process.")
public final class TickToOrderCommand implements Callable<Integer> {
    private static final String SPOT = "binance-spot/btcusdt-2024-08-08.jsonl.gz";
    private static final String USDM = "binance-usdm/multi-2021-07.jsonl.gz";
    private static final int LIMIT = 20_000;

    @Option(names = "--captures", paramLabel = "DIR", defaultValue = "../shared/captures",
        description = "folder of the recordings (default ${DEFAULT-VALUE})")
    private Path captures;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "20000",
        description = "frames a second (default ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--order-every", paramLabel = "N", defaultValue = "1",
        description = "changes of a book from one order to the next (default ${DEFAULT-VALUE})")
    private int orderEvery;

    @Option(names = "--passes", paramLabel = "N", defaultValue = "3",
        description = "times that the recording is played and counted (default ${DEFAULT-VALUE})")
    private int passes;

    @Option(names = "--warm-ups", paramLabel = "N", defaultValue = "2",
        description = "times before that do not count (default ${DEFAULT-VALUE})")
    private int warmUps;

    @Option(names = "--tls", description = "also with TLS on every connection")
    private boolean tls;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/perf",
        description = "where to put journals, deleted in the end (default ${DEFAULT-VALUE})")
    private Path work;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        final PrintWriter out = spec.commandLine().getOut();
        out.println("## In the process, " + rate + " frames a second\n");
        final Loop usdm = Loop.read(List.of(captures.resolve(USDM)), Venue.BINANCE_USDM, true, LIMIT);
        out.println(PacedRun.of(usdm, work, rate, rate * passes, orderEvery).describe());
        final Loop spot = Loop.read(List.of(captures.resolve(SPOT)), Venue.BINANCE, false, LIMIT);
        sockets(spot, false, out);
        if (tls) {
            sockets(spot, true, out);
        }
        return 0;
    }

    private void sockets(Loop spot, boolean secure, PrintWriter out) throws IOException, InterruptedException {
        out.println("## Over loopback sockets" + (secure ? " with TLS" : "") + ", " + rate + " frames a second\n");
        out.flush();
        out.println(SocketRun.of(new SocketRun.Plan(captures.resolve(SPOT), spot, "BTC/USDT", rate, orderEvery,
            warmUps, passes, secure, work)).describe());
        out.flush();
    }

    private void check() {
        if (!Files.isReadable(captures.resolve(SPOT)) || !Files.isReadable(captures.resolve(USDM))) {
            throw new ParameterException(spec.commandLine(), "--captures: expected " + SPOT + " and " + USDM + " in "
                + captures);
        }
        if (rate < 1 || rate > 1_000_000 || passes < 1 || warmUps < 0 || orderEvery < 1) {
            throw new ParameterException(spec.commandLine(),
                "--rate must be 1 to 1000000, --passes and --order-every at least 1, --warm-ups at least 0");
        }
    }
}
