package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.capture.CaptureMeta;
import io.escapement.engine.venue.capture.CaptureWriter;
import io.escapement.engine.venue.event.DiscardingInlet;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.Transport;
import io.netty.util.concurrent.ScheduledFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records a venue's feed in the capture format: replies of REST, what is sent and received word for word, and a
 * snapshot of each book that needs one, some moments after each subscription, so that the deltas around it are there.
 * It is a session whose events nobody takes. Everything, the file too, is on the transport's thread: a recorder shares
 * it with nothing else.
 */
public final class Recorder implements SessionListener, SessionTap {
    private static final long POLL_MS = 5;
    private static final long AGAIN_MS = 1_000;

    private final Recording recording;
    private final Transport transport;
    private final EpochNanoClock clock;
    private final Consumer<String> problems;
    private final VenueSession session;
    private final Events events = new Events();
    private final CompletableFuture<Recording.Summary> done = new CompletableFuture<>();

    private CaptureWriter writer;
    private ScheduledFuture<?> polling;
    private int connections;
    private long frames;
    private String end;

    /** @param problems hears, on the transport's thread, of what went wrong and is being dealt with */
    public Recorder(Recording recording, Transport transport, EpochNanoClock clock, Consumer<String> problems) {
        this.recording = recording;
        this.transport = transport;
        this.clock = clock;
        this.problems = problems;
        this.session = new VenueSession(recording.protocol(), recording.config(), transport, events, clock,
            ReadHook.NONE, this, this);
    }

    /**
     * Begins. The outcome comes when the limits of the recording are reached, {@link #stop} is called or a played
     * recording ends; it fails where the file cannot be written or the venue does not list the instruments.
     */
    public CompletableFuture<Recording.Summary> start() {
        transport.loop().execute(() -> guarded(() -> {
            final String source = "Escapement, recorded from " + recording.config().webSocketUrl();
            writer = new CaptureWriter(recording.file(),
                new CaptureMeta(recording.venue(), source, clock.nanoTime(), 0));
            if (recording.durationMs() > 0) {
                transport.loop().schedule(() -> finish("the time is up"), recording.durationMs(),
                    TimeUnit.MILLISECONDS);
            }
            polling = transport.loop().scheduleAtFixedRate(() -> session.snapshots().poll(events, clock.nanoTime()),
                POLL_MS, POLL_MS, TimeUnit.MILLISECONDS);
            session.start();
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

    /** Looks for subscriptions and failed snapshots, and forgets everything. */
    private final class Events implements Inlet {
        private final DiscardingInlet nowhere = new DiscardingInlet();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final FeedStatusDecoder status = new FeedStatusDecoder();

        @Override
        public Slot claim() {
            return nowhere.claim();
        }

        @Override
        public void publish(Slot slot) {
            if (slot.eventTemplateId() == FeedStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                if (status.condition() == FeedCondition.SUBSCRIBED) {
                    askForBook(status.instrumentId(), recording.snapshotMs());
                } else if (status.condition() == FeedCondition.SNAPSHOT_FAILED) {
                    problems.accept(status.detail());
                    askForBook(status.instrumentId(), AGAIN_MS);
                }
            }
        }

        @Override
        public void abandon(Slot slot) {
            nowhere.abandon(slot);
        }
    }

    /** Where streams begin with the book, it is there already. */
    private void askForBook(int instrumentId, long afterMs) {
        if (recording.protocol().snapshots() != SnapshotService.RESUBSCRIBE && end == null) {
            transport.loop().schedule(() -> session.snapshots().offer(instrumentId, 0), afterMs,
                TimeUnit.MILLISECONDS);
        }
    }

    // What the session says

    @Override
    public void onInstruments(List<Instrument> instruments) {
        // They are in the capture, as the venue's own list.
    }

    @Override
    public void onProblem(String detail) {
        if (end == null) {
            problems.accept(detail);
        }
    }

    @Override
    public void onRecordingEnded() {
        finish("the venue has played its whole recording");
    }

    @Override
    public void onFatal(String detail) {
        refuse(detail);
    }

    @Override
    public void asked(String path, DirectBuffer body, int length, long receiveTimeNs) {
        guarded(() -> writer.http(receiveTimeNs, Opening.url(recording.config().restUrl(), path),
            body.getStringWithoutLengthUtf8(0, length)));
    }

    @Override
    public void opened(int connectionId, String url) {
        connections++;
        guarded(() -> writer.open(clock.nanoTime(), connectionId, url));
    }

    @Override
    public void sent(int connectionId, String text) {
        guarded(() -> writer.sent(clock.nanoTime(), connectionId, text));
    }

    @Override
    public void received(int connectionId, DirectBuffer frame, int offset, int length, boolean text,
                         long receiveTimeNs) {
        guarded(() -> {
            if (text) {
                writer.received(receiveTimeNs, connectionId, frame.getStringWithoutLengthUtf8(offset, length));
            } else {
                final byte[] bytes = new byte[length];
                frame.getBytes(offset, bytes);
                writer.received(receiveTimeNs, connectionId, bytes);
            }
            frames++;
        });
        if (recording.frames() > 0 && frames >= recording.frames()) {
            finish("the number of frames is reached");
        }
    }

    // Ending

    private void refuse(String detail) {
        if (end == null) {
            end = detail;
            close();
            done.completeExceptionally(new IOException(detail));
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
            final Recording.Summary summary = new Recording.Summary(frames, writer.lineCount(), connections, why);
            // Later, since this may be within the frame that was the last.
            transport.loop().execute(() -> {
                close();
                done.complete(summary);
            });
        }
    }

    private void close() {
        if (polling != null) {
            polling.cancel(false);
        }
        session.stop();
    }
}
