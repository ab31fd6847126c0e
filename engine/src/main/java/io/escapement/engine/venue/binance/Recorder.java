package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.capture.CaptureMeta;
import io.escapement.engine.venue.capture.CaptureWriter;
import io.escapement.engine.venue.net.Backoff;
import io.escapement.engine.venue.net.ConnectionEnd;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.FrameHandler;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.RestClient;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.WebSocketClient;
import io.escapement.engine.venue.net.WebSocketConnection;
import io.escapement.engine.venue.net.WebSocketListener;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records a live feed in the capture format: exchangeInfo, what is sent and received word for word, and a depth
 * snapshot of each instrument some moments after each subscription, so that the deltas around it are there. Connects
 * again when cut. Everything, the file too, is on the transport's thread: a recorder shares it with nothing else.
 */
public final class Recorder implements WebSocketListener, FrameHandler {
    private final Recording recording;
    private final BinanceConfig config;
    private final Transport transport;
    private final EpochNanoClock clock;
    private final Consumer<String> problems;
    private final SubscriptionPlan plan;
    private final WebSocketClient webSocket;
    private final RestClient rest;
    private final Backoff backoff;
    private final CompletableFuture<Recording.Summary> done = new CompletableFuture<>();

    private CaptureWriter writer;
    private WebSocketConnection connection;
    private int connections;
    private long frames;
    private String end;

    /** @param problems hears, on the transport's thread, of what went wrong and is being dealt with */
    public Recorder(Recording recording, Transport transport, EpochNanoClock clock, Consumer<String> problems) {
        this.recording = recording;
        this.config = recording.config();
        this.transport = transport;
        this.clock = clock;
        this.problems = problems;
        this.plan = new SubscriptionPlan(config.symbols(), config.streams());
        final Tls tls = config.needsTls() ? Tls.open(config.tls()) : null;
        this.webSocket = new WebSocketClient(transport, tls, config.webSocket(), clock, ReadHook.NONE);
        this.rest = new RestClient(transport, tls, Endpoint.parse(config.restUrl()), config.rest(), clock);
        this.backoff = new Backoff(config.pacing().seed(), millis(config.pacing().reconnectMinMs()),
            millis(config.pacing().reconnectMaxMs()), millis(config.pacing().stableMs()));
    }

    private static long millis(int value) {
        return TimeUnit.MILLISECONDS.toNanos(value);
    }

    /**
     * Begins. The outcome comes when the limits of the recording are reached, {@link #stop} is called or a played
     * recording ends; it fails where the file cannot be written or the venue does not list the instruments.
     */
    public CompletableFuture<Recording.Summary> start() {
        transport.loop().execute(() -> guarded(() -> {
            final String source = "Escapement, recorded from " + config.webSocketUrl();
            writer = new CaptureWriter(recording.file(), new CaptureMeta("binance-spot", source, clock.nanoTime(), 0));
            if (recording.durationMs() > 0) {
                transport.loop().schedule(() -> finish("the time is up"), recording.durationMs(),
                    TimeUnit.MILLISECONDS);
            }
            askForInstruments();
        }));
        return done;
    }

    /** Ends the recording; what is there by then is a whole capture. */
    public void stop(String why) {
        transport.loop().execute(() -> finish(why));
    }

    /** Frames recorded so far; for the transport's thread. */
    public long frames() {
        return frames;
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** A capture that cannot be written ends the recording. */
    private void guarded(Writing writing) {
        if (end != null) {
            return;
        }
        try {
            writing.run();
        } catch (final IOException | IllegalArgumentException e) {
            end = e.toString();
            close();
            done.completeExceptionally(new IOException("the capture " + recording.file() + " cannot be written: " + e,
                e));
        }
    }

    private void askForInstruments() {
        get(BinancePaths.exchangeInfo(config.symbols()), this::connect, this::askForInstruments);
    }

    private void get(String path, Runnable then, Runnable again) {
        rest.get(path, new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                if (reply.isOk()) {
                    guarded(() -> writer.http(reply.receiveTimeNs(), config.restUrl(path),
                        reply.body().getStringWithoutLengthUtf8(0, reply.body().capacity())));
                    then.run();
                } else if (reply.status() == 400) {
                    refuse(reply.describe());
                } else {
                    later(reply.describe(), reply.retryAfterSeconds(0), again);
                }
            }

            @Override
            public void onFailure(String detail) {
                later(detail, 0, again);
            }
        });
    }

    private void refuse(String detail) {
        if (end == null) {
            end = detail;
            close();
            done.completeExceptionally(new IOException(detail));
        }
    }

    private void later(String problem, long leastSeconds, Runnable what) {
        if (end == null) {
            problems.accept(problem);
            transport.loop().schedule(what, Math.max(TimeUnit.SECONDS.toNanos(leastSeconds),
                backoff.nextDelayNs(System.nanoTime())), TimeUnit.NANOSECONDS);
        }
    }

    private void connect() {
        if (end == null) {
            connection = webSocket.connect(config.streamEndpoint(), this, this);
        }
    }

    @Override
    public void onOpen(WebSocketConnection opened) {
        connections++;
        backoff.opened(System.nanoTime());
        guarded(() -> writer.open(clock.nanoTime(), connections, config.streamUrl()));
        // The venue takes five messages a second; the first snapshots follow the last of ours.
        for (int id = 1; id <= plan.size(); id++) {
            final int message = id;
            transport.loop().schedule(() -> subscribe(opened, message), 350L * (id - 1), TimeUnit.MILLISECONDS);
        }
    }

    private void subscribe(WebSocketConnection opened, int id) {
        if (end == null && opened.send(plan.message(id))) {
            guarded(() -> writer.sent(clock.nanoTime(), connections, plan.message(id)));
            transport.loop().schedule(() -> plan.symbols(id).forEach(this::askForDepth), recording.snapshotMs(),
                TimeUnit.MILLISECONDS);
        }
    }

    private void askForDepth(String symbol) {
        if (end == null) {
            get(BinancePaths.depth(symbol, config.snapshotLimit()), () -> { }, () -> askForDepth(symbol));
        }
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs,
                        long receivedNanos) {
        guarded(() -> {
            if (text) {
                writer.received(receiveTimeNs, connections, frame.getStringWithoutLengthUtf8(offset, length));
            } else {
                final byte[] bytes = new byte[length];
                frame.getBytes(offset, bytes);
                writer.received(receiveTimeNs, connections, bytes);
            }
            frames++;
        });
        if (recording.frames() > 0 && frames >= recording.frames()) {
            finish("the number of frames is reached");
        }
    }

    @Override
    public void onEnd(WebSocketConnection ended, ConnectionEnd why) {
        if (why.kind() == ConnectionEnd.Kind.RECORDING_ENDED) {
            finish(why.detail());
        } else {
            later(why.toString(), 0, this::connect);
        }
    }

    private void finish(String why) {
        if (writer == null) {
            refuse(why);
        }
        if (end != null) {
            return;
        }
        guarded(writer::close);
        if (end == null) {
            end = why;
            close();
            done.complete(new Recording.Summary(frames, writer.lineCount(), connections, why));
        }
    }

    private void close() {
        if (connection != null) {
            connection.close("the recording is over");
        }
        rest.close();
    }
}
