package io.escapement.tools.venue;

import io.escapement.engine.Venues;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.Recorder;
import io.escapement.engine.venue.session.Recording;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.VenueConfig;
import io.escapement.engine.venue.session.VenueProtocol;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.ToolCommand;
import org.agrona.concurrent.SystemEpochNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Captures a live feed. */
@Command(name = "record",
    description = "Records a live feed word for word, with the snapshots that a book needs, in the capture format that "
        + "serve plays. Connects again when cut. Ends with --seconds, --frames or Ctrl-C: what has been recorded by "
        + "then is a whole capture.",
    footer = {"", "Example: tools record --symbols BTC/USDT,ETH/USDT --seconds 60 btc-eth.jsonl.gz",
        "tools record --venue kraken --set book-depth=1000 --symbols BTC/USD --frames 5000 kraken.jsonl.gz"})
public final class RecordCommand extends ToolCommand {
    private static final long POLL_MS = 100;
    private static final long MS_PER_SECOND = 1_000;
    private static final Pattern PAIR = Pattern.compile("([^\\s/=]{1,20})/([^\\s/=]{1,20})(?:=(\\S+))?");

    @Option(names = "--venue", defaultValue = "binance", paramLabel = "NAME",
        completionCandidates = VenueNames.class,
        description = "One of ${COMPLETION-CANDIDATES}. Default ${DEFAULT-VALUE}.")
    private String venue;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "A switch of the venue's, as configs have it, such as book=step0 of htx; may be given again.")
    private Map<String, String> switches = new LinkedHashMap<>();

    @Option(names = "--ws", paramLabel = "URL", description = "Base of the streams. Default: the venue's own.")
    private String webSocket;

    @Option(names = "--rest", paramLabel = "URL", description = "Base of REST. Default: the venue's own.")
    private String rest;

    @Option(names = "--symbols", split = ",", required = true, paramLabel = "BASE/QUOTE",
        description = "What to record, such as BTC/USDT,ETH/USDT; BTC/USD=BTCUSDT where the venue's own symbol has to "
            + "be said.")
    private List<String> symbols;

    @Option(names = "--streams", split = ",", paramLabel = "STREAM",
        description = "Of each symbol: ${COMPLETION-CANDIDATES}. Default: all that the venue has.")
    private Set<StreamKind> streams = Set.of();

    @Option(names = "--seconds", defaultValue = "0", paramLabel = "N", description = "End after so long.")
    private long seconds;

    @Option(names = "--frames", defaultValue = "0", paramLabel = "N", description = "End after so many frames.")
    private long frames;

    @Option(names = "--snapshot-after", defaultValue = "1000", paramLabel = "MS",
        description = "From a subscription to the question for the whole book, where the venue has to be asked. "
            + "Default ${DEFAULT-VALUE}.")
    private int snapshotAfterMs;

    @Option(names = "--trust", paramLabel = "FILE", description = "Trust these certificates (PEM) alone.")
    private Path trust;

    @Option(names = "--replace", description = "Overwrite OUT if it is there.")
    private boolean replace;

    @Parameters(paramLabel = "OUT", description = "The capture to write, .jsonl.gz.")
    private Path file;

    /** For the help. */
    private static final class VenueNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Venues.names().iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        final Recording recording = recording();
        checkFile();
        try (Transport transport = Transport.open(TransportKind.AUTO, Thread::new)) {
            final Recorder recorder = new Recorder(recording, transport, new SystemEpochNanoClock(),
                problem -> err().println("note: " + problem));
            final CompletableFuture<Recording.Summary> done = recorder.start();
            announce(recording);
            final boolean interrupted = await(recorder, transport, done);
            final Recording.Summary summary = outcome(done);
            report(summary);
            if (summary.frames() == 0 && !interrupted) {
                throw new CommandException("nothing was recorded: no frame came");
            }
            return interrupted ? Exit.INTERRUPTED : Exit.FINE;
        }
    }

    private Recording recording() {
        if (seconds < 0 || seconds > Long.MAX_VALUE / MS_PER_SECOND || frames < 0) {
            throw new ParameterException(spec.commandLine(), "--seconds and --frames must not be negative");
        }
        try {
            final VenueProtocol protocol = Venues.open(venue, switches);
            final VenueConfig usual = VenueConfig.of(protocol, listings(protocol));
            final VenueConfig config = new VenueConfig(webSocket == null ? usual.webSocketUrl() : webSocket,
                rest == null ? usual.restUrl() : rest, usual.listings(), streams.isEmpty() ? usual.streams() : streams,
                true, 0, null, null, trust == null ? TlsSettings.system() : TlsSettings.trusting(trust),
                usual.pacing(), usual.webSocket(), usual.rest());
            return new Recording(venue.equals("binance") ? "binance-spot" : venue, protocol, config, file,
                seconds * MS_PER_SECOND, frames, snapshotAfterMs);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Listing> listings(VenueProtocol protocol) {
        final List<Listing> listings = new ArrayList<>();
        for (final String symbol : symbols) {
            final Matcher named = PAIR.matcher(symbol);
            if (!named.matches()) {
                throw new IllegalArgumentException("'" + symbol + "' is not BASE/QUOTE, e.g. BTC/USDT");
            }
            listings.add(new Listing(listings.size() + 1, named.group(1), named.group(2), named.group(3) == null
                ? protocol.symbol(named.group(1), named.group(2)) : named.group(3)));
        }
        return listings;
    }

    /** Before anything is asked of the venue. */
    private void checkFile() {
        final Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new CommandException(file + ": " + directory + " is no directory that can be written to");
        }
        if (Files.isDirectory(file) || Files.exists(file) && !replace) {
            throw new CommandException(file + ": is there already; use another name, or --replace to overwrite it");
        }
    }

    private void announce(Recording recording) {
        if (!json) {
            out().println("recording " + String.join(", ", symbols) + " from " + recording.config().webSocketUrl()
                + " to " + file + (seconds > 0 ? " for " + seconds + " s" : "") + "; Ctrl-C ends it");
            out().flush();
        }
    }

    /** Returns whether it was interrupted. */
    private boolean await(Recorder recorder, Transport transport, CompletableFuture<Recording.Summary> done) {
        final ProgressLine progress = ProgressLine.onTerminal(err(), "frames", frames);
        boolean interrupted = false;
        while (!done.isDone()) {
            if (interruption().await(POLL_MS)) {
                interrupted = true;
                recorder.stop("interrupted");
                break;
            }
            progress.update(frameCount(recorder, transport));
        }
        progress.clear();
        return interrupted;
    }

    private static long frameCount(Recorder recorder, Transport transport) {
        try {
            return transport.loop().submit(recorder::frames).get();
        } catch (final InterruptedException | ExecutionException | RejectedExecutionException e) {
            return 0;
        }
    }

    private static Recording.Summary outcome(CompletableFuture<Recording.Summary> done) throws IOException {
        try {
            return done.get();
        } catch (final ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (final InterruptedException e) {
            throw new IOException("interrupted while the capture was being finished", e);
        }
    }

    private void report(Recording.Summary summary) throws IOException {
        final long bytes = Files.size(file);
        if (json) {
            new JsonLines(out()).line(object -> {
                object.writeStringField("file", file.toString());
                object.writeNumberField("bytes", bytes);
                object.writeNumberField("frames", summary.frames());
                object.writeNumberField("lines", summary.lines());
                object.writeNumberField("connections", summary.connections());
                object.writeStringField("end", summary.end());
            });
        } else {
            out().printf(Locale.ROOT, "%,d frames, %,d lines, %d connections, %,d bytes in %s: %s%n",
                summary.frames(), summary.lines(), summary.connections(), bytes, file, summary.end());
        }
    }
}
