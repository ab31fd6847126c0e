package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.pipeline.StageDriver;
import io.escapement.engine.testkit.ControlLines;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.SnapshotBody;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.VenueProtocol;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One venue from its bytes to its books: definitions, decoder, feed and book stage, driven by hand. Two instruments:
 * 1 is the one that is done wrong to, 2 the one that must not notice.
 */
final class VenueRig extends ControlLines {
    static final int CONNECTION = 7;
    private static final long MS = 1_000_000L;
    private static final Pattern STATUS = Pattern.compile("BookStatus (\\d+) \\w+>(\\w+) (\\w+).*");

    final VenueCase venue;
    final List<String> problems;
    final Map<Integer, String> reasons = new TreeMap<>();
    private final VenueProtocol protocol;
    private final RecordingInlet inlet = new RecordingInlet(64 * 1024);
    private final StageDriver core;
    private final Map<Integer, BookState> states = new TreeMap<>();
    private final FeedEvents events;
    private List<Instrument> instruments;
    private FrameDecoder decoder;
    private SnapshotBody bodies;
    private long nowNs = 1_790_000_000_000_000_000L;

    /** Defines what there is, as the venue's own REST has it; nothing is subscribed to yet. */
    VenueRig(VenueCase venue) throws IOException {
        this(venue, venue.definitions());
    }

    VenueRig(VenueCase venue, List<String> definitions) throws IOException {
        this.venue = venue;
        this.protocol = Venues.open(venue.name());
        final FeedLimits limits = FeedScript.limits();
        this.core = new StageDriver(64 * 1024, 64 * 1024, new FeedStage(limits), new BookStage(limits, 4096, 4096));
        this.events = new FeedEvents(inlet, Provenance.CAPTURE, protocol.venue(), () -> nowNs);
        final InstrumentReading reading = read(definitions);
        this.problems = reading.problems();
        this.instruments = reading.instruments();
        define(instruments);
        connect();
    }

    InstrumentReading read(List<String> bodies) throws IOException {
        final InstrumentReading reading = protocol.instruments(venue.listings());
        for (final String body : bodies) {
            if (reading.next() != null) {
                reading.onBody(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        return reading;
    }

    List<Instrument> instruments() {
        return instruments;
    }

    VenueProtocol protocol() {
        return protocol;
    }

    /** As a session does where definitions have changed. */
    void define(List<Instrument> defined) {
        instruments = defined;
        for (final Instrument instrument : defined) {
            inlet.clear();
            events.define(instrument, nowNs);
            deliver();
        }
    }

    /** A new connection, whose decoder knows what has been defined by now. */
    void connect() {
        decoder = protocol.open(new StreamSite(inlet, new InstrumentLookup(instruments), this, CONNECTION,
            Provenance.CAPTURE, venue.path())).decoder();
        if (protocol.snapshots() == SnapshotService.REST) {
            bodies = protocol.snapshotBody(inlet, Provenance.CAPTURE);
        }
        venue.greeting().forEach(this::frame);
    }

    /** Brings both books live. */
    VenueRig live() {
        for (int id = 1; id <= 2; id++) {
            status(FeedCondition.SUBSCRIBED, id);
            for (final String input : id == 1 ? venue.live1() : venue.live2()) {
                if (input.startsWith("REST ")) {
                    status(FeedCondition.RESYNC_STARTED, id);
                    body(input.substring(5), id);
                } else if (input.startsWith("REQ ")) {
                    status(FeedCondition.RESYNC_STARTED, id);
                    frame(input.substring(4));
                } else {
                    frame(input);
                }
            }
        }
        return this;
    }

    void status(FeedCondition condition, int id) {
        inlet.clear();
        events.status(condition, id, CONNECTION, "");
        deliver();
    }

    List<String> frame(String text) {
        return frame(venue.wire(text));
    }

    /** What the decoder published of a frame; the core has seen it then. */
    List<String> frame(byte[] bytes) {
        nowNs += MS;
        inlet.clear();
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[bytes.length + 2]);
        frame.putBytes(1, bytes);
        decoder.onFrame(frame, 1, bytes.length, nowNs, 42);
        final List<String> lines = EventLines.render(inlet).stream()
            .map(line -> line.replace(" " + nowNs + " ", " now ")).toList();
        deliver();
        return lines;
    }

    List<String> body(String text, int id) {
        nowNs += MS;
        inlet.clear();
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bodies.onBody(new UnsafeBuffer(bytes), 0, bytes.length, instruments.get(id - 1), nowNs);
        final List<String> lines = EventLines.render(inlet);
        deliver();
        return lines;
    }

    private void deliver() {
        for (final UnsafeBuffer event : inlet.events()) {
            core.run(nowNs, (buffer, offset) -> {
                buffer.putBytes(offset, event, 0, event.capacity());
                return event.capacity();
            });
            for (final String line : core.lines()) {
                final Matcher status = STATUS.matcher(line);
                if (status.matches()) {
                    states.put(Integer.valueOf(status.group(1)), BookState.valueOf(status.group(2)));
                    reasons.put(Integer.valueOf(status.group(1)), status.group(3));
                }
            }
        }
    }

    BookState state(int id) {
        return states.get(id);
    }
}
