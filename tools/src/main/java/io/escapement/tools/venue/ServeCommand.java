package io.escapement.tools.venue;

import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Speeches;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Plays a venue on 127.0.0.1. */
@Command(name = "serve",
    description = {"Plays a venue on this machine in its own words, streams and REST: a recording of it, or a "
        + "generator whose data is labelled SIMULATED. Ctrl-C stops it; it stops by itself when the "
        + "recording has ended and its clients are gone (--at-end close)."},
    footer = {"", "Example: tools serve --capture btcusdt.jsonl.gz --speed 20 --fault gap=0.001 --fault stall@10s:2s",
        "tools serve --venue kraken --symbols BTC/USD:60000:0.1:0.00000001",
        "Faults: KIND, KIND@TIME, KIND=RATE or KIND*COUNT, then perhaps :PARAMETER."})
public final class ServeCommand extends ToolCommand {
    private static final long POLL_MS = 100;
    /** A client that never answers the close of its connection does not keep the venue alive longer than this. */
    private static final long LINGER_MS = 5_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    @Option(names = "--port", defaultValue = "8090", paramLabel = "PORT",
        description = "Where to listen; 0: any free port. Default ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--venue", paramLabel = "NAME", completionCandidates = PlayedNames.class,
        description = "Which venue the generator plays, one of ${COMPLETION-CANDIDATES}; a recording says itself what "
            + "it is of. Default: binance.")
    private String venue;

    @Option(names = "--capture", paramLabel = "FILE", description = "The recording to play; without it the generator.")
    private Path capture;

    @Option(names = "--speed", defaultValue = "1", paramLabel = "SPEED",
        description = "max, a factor such as 0.5 or 20, or a constant rate such as 10000/s. Default ${DEFAULT-VALUE}.")
    private String speed;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
        description = "Of the generator and of random faults: the same seed, the same frames. Default "
            + "${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--symbols", split = ",", paramLabel = "SYMBOL",
        description = "What the generator trades: well-known symbols or BASE/QUOTE:PRICE:TICK:LOT.")
    private String[] symbols;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of the generated recording; endless without.")
    private Long seconds;

    @Option(names = "--fault", paramLabel = "SPEC", description = "What is to go wrong; may be given again.")
    private String[] faults = {};

    @Option(names = "--hmac-key", paramLabel = "NAME:SECRET",
        description = "A made-up key of the venue's account: with a key it takes orders. Never a real one.")
    private String[] hmacKeys = {};

    @Option(names = "--ed25519-key", paramLabel = "NAME:FILE",
        description = "Likewise, the public half of an Ed25519 key, PEM.")
    private String[] edwardsKeys = {};

    @Option(names = "--clock-offset", defaultValue = "0", paramLabel = "MS",
        description = "How far the clock that takes orders is ahead of this machine's. Default ${DEFAULT-VALUE}.")
    private long clockOffsetMs;

    @Option(names = "--at-end", defaultValue = "close", paramLabel = "close|loop|stay",
        description = "When the recording has ended: close the connections, begin again, or keep them open and "
            + "silent. Default ${DEFAULT-VALUE}.")
    private String atEnd;

    @Override
    public Integer call() throws IOException {
        final Serve serve = settings();
        try (LoopbackVenue venue = LoopbackVenue.start(serve)) {
            final ServeReport report = new ServeReport(out(), json);
            report.started(venue, serve, speed, seed, List.of(faults));
            final boolean interrupted = serveUntilEnd(venue, serve.atEnd() == AtEnd.CLOSE);
            report.stopped(venue);
            if (venue.failure() != null) {
                throw new CommandException("the play broke off: " + venue.failure().getMessage());
            }
            return interrupted ? Exit.INTERRUPTED : Exit.FINE;
        }
    }

    private Serve settings() throws IOException {
        if (capture != null && (symbols != null || seconds != null)) {
            throw new ParameterException(spec.commandLine(), "--symbols and --seconds are the generator's; a recording "
                + "(--capture) has its own");
        }
        if (seconds != null && seconds <= 0) {
            throw new ParameterException(spec.commandLine(), "--seconds " + seconds + ": expected more than 0");
        }
        try {
            final Serve serve = capture != null ? Serve.capture(capture) : Serve.simulation(simulation());
            final Serve played = venue == null ? serve : serve.as(playedName());
            final Serve whole = played.onPort(port).at(Pace.parse(speed)).ending(AtEnd.parse(atEnd))
                .withFaults(seed, faults);
            final ApiKey[] keys = keys();
            return keys.length == 0 ? whole : whole.withTrading(Trading.with(keys).ahead(clockOffsetMs));
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ApiKey[] keys() throws IOException {
        final List<ApiKey> keys = new ArrayList<>();
        for (final String key : hmacKeys) {
            keys.add(ApiKey.hmac(part(key, true), part(key, false)));
        }
        for (final String key : edwardsKeys) {
            keys.add(ApiKey.ed25519(part(key, true), Path.of(part(key, false))));
        }
        return keys.toArray(ApiKey[]::new);
    }

    private static String part(final String key, final boolean first) {
        final int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw new IllegalArgumentException("a key is given as NAME:SECRET or NAME:FILE");
        }
        return first ? key.substring(0, colon) : key.substring(colon + 1);
    }

    /** @throws IllegalArgumentException naming all that there are */
    private String playedName() {
        return capture == null && Speeches.isOfFutures(venue) ? venue : Speeches.Name.of(venue).key();
    }

    /** For the help. */
    private static final class PlayedNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Speeches.Name.values()).map(Speeches.Name::key).iterator();
        }
    }

    private Simulation simulation() {
        final Simulation simulation = symbols == null ? Simulation.of(seed) : Simulation.of(seed, symbols);
        return seconds == null ? simulation : simulation.lasting(Math.multiplyExact(seconds, NS_PER_SECOND));
    }

    /** Returns whether it was interrupted. */
    private boolean serveUntilEnd(LoopbackVenue venue, boolean endsByItself) {
        long endedForMs = 0;
        while (!interruption().await(POLL_MS)) {
            if (venue.hasEnded() && (endsByItself || venue.failure() != null)) {
                endedForMs += POLL_MS;
                if (venue.clientCount() == 0 || endedForMs >= LINGER_MS) {
                    return false;
                }
            }
        }
        return true;
    }
}
