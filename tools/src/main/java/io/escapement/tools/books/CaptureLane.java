package io.escapement.tools.books;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FrozenLimits;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.loopback.PlainFeed;
import io.escapement.engine.venue.loopback.Update;
import io.escapement.engine.venue.session.SnapshotBody;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamSite;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One recorded connection, twice: its frames through decoder, feed stage and book stage, and through the plain reader
 * into plain books. After each frame all levels of all books that it touched are compared.
 */
final class CaptureLane implements PlainFeed.Listener {
    private static final long NEVER_NS = Long.MAX_VALUE / 4;
    /** As the engine has it. */
    private static final long CROSSED_NS = 1_000_000_000L;
    /** As while trading: no recording may make a false alarm of it. */
    private static final long OVERLAP_NS = 5_000_000_000L;
    private static final int MANY = 10_000;
    private static final int HELD_BYTES = 1 << 20;
    /** HTX is asked for a book on the connection itself. */
    private static final Pattern REQUEST = Pattern.compile("\"req\":\"market\\.([^\".]+)\\.mbp\\.");
    private static final long NO_NUMBER = -1;

    private final CaptureSurvey survey;
    private final Tally tally;
    private final FastBooks fast;
    private final Events events = new Events();
    private final FrameDecoder decoder;
    private final SnapshotBody bodies;
    private final FeedEvents feed;
    private final PlainFeed plain;
    private final Map<String, TwinBook> twins = new LinkedHashMap<>();
    private long nowNs;
    private long number = NO_NUMBER;
    private long bookMessagesBefore;

    CaptureLane(CaptureSurvey survey, int connection, long nowNs, Tally tally) {
        this.survey = survey;
        this.tally = tally;
        this.nowNs = nowNs;
        fast = new FastBooks(limits(survey.instruments.size()), 0, 0);
        plain = PlainFeed.of(survey.venue);
        feed = new FeedEvents(events, Provenance.CAPTURE, survey.protocol.venue(), () -> this.nowNs);
        decoder = survey.protocol.open(new StreamSite(events, new InstrumentLookup(survey.instruments),
            new Deaf(), connection, Provenance.CAPTURE, "")).decoder();
        bodies = survey.protocol.snapshots() == SnapshotService.REST
            ? survey.protocol.snapshotBody(events, Provenance.CAPTURE) : null;
        feed.status(FeedCondition.CONNECTED, FeedEvents.EVERY_INSTRUMENT, connection, "");
        for (final Instrument instrument : survey.instruments) {
            feed.define(instrument, nowNs);
            feed.status(FeedCondition.SUBSCRIBED, instrument.id(), connection, "");
            twins.put(instrument.symbol(), new TwinBook(instrument, survey.numbered, tally));
        }
    }

    /** A recording is not judged by its times, save where numbers and times go opposite ways. */
    static FeedLimits limits(int instruments) {
        return new FeedLimits(instruments, NEVER_NS, NEVER_NS, HELD_BYTES, MANY, 1, 1, NEVER_NS, NEVER_NS,
            MANY, NEVER_NS, CROSSED_NS, OVERLAP_NS, FrozenLimits.usual());
    }

    /** Takes a frame. */
    void onFrame(CaptureLine line) {
        begin(line);
        tally.frames++;
        final String unreadable = readPlainly(line);
        if (plain.reworded().isEmpty()) {
            decode(line.bytes() != null ? line.bytes() : line.text().getBytes(StandardCharsets.UTF_8));
        } else {
            plain.reworded().forEach(text -> decode(text.getBytes(StandardCharsets.UTF_8)));
        }
        judge(unreadable);
        compareTouched();
    }

    private void begin(CaptureLine line) {
        nowNs = Math.max(nowNs, line.timeNs());
        events.refusal = null;
        events.bookEvents = 0;
        bookMessagesBefore = tally.bookMessages;
        fast.forgetTouched();
    }

    /** Returns why it could not; null where it could. */
    private String readPlainly(CaptureLine line) {
        try {
            plain.read(line, this);
            return null;
        } catch (final IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private void decode(byte[] bytes) {
        decoder.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, nowNs, 0);
    }

    /** One alone of the two may not read a frame about a book. */
    private void judge(String unreadable) {
        final long read = tally.bookMessages - bookMessagesBefore;
        if (events.refusal != null) {
            tally.refused++;
            if (read > 0) {
                tally.differ("the decoder refuses what the twin reads: " + events.refusal);
            }
            // Whoever loses a book to such a frame is right.
            survey.instruments.forEach(instrument -> fast.said(instrument.id()).takeLost());
        } else if (unreadable != null && events.bookEvents > 0) {
            tally.differ("the decoder reads what the twin cannot: " + unreadable);
        }
    }

    private void compareTouched() {
        twins.values().forEach(twin -> {
            if (twin.takeTouched() | fast.touched().containsInt(twin.instrument.id())) {
                BookPair.compare(fast, twin, tally);
            }
        });
    }

    /** Takes what was sent: a book that is asked for on the connection begins anew with that. */
    void onSent(CaptureLine line) {
        final Matcher matcher = REQUEST.matcher(line.text() == null ? "" : line.text());
        if (bodies == null && matcher.find() && twins.containsKey(matcher.group(1))) {
            begin(line);
            final TwinBook twin = twins.get(matcher.group(1));
            feed.status(FeedCondition.RESYNC_STARTED, twin.instrument.id(), FeedEvents.NO_CONNECTION, "");
            twin.forget();
        }
    }

    /** Takes a whole book that was asked for by REST; those that are not waited for are of no use. */
    void onReply(CaptureLine line) {
        begin(line);
        final Whole whole = new Whole();
        try {
            plain.read(line, whole);
        } catch (final IllegalArgumentException e) {
            tally.note("a reply cannot be read: " + e.getMessage());
        }
        final TwinBook twin = whole.update == null ? null : twins.get(whole.update.symbol());
        if (twin == null || bodies == null || fast.isLive(twin.instrument.id())) {
            return;
        }
        final byte[] body = line.text().getBytes(StandardCharsets.UTF_8);
        feed.status(FeedCondition.RESYNC_STARTED, twin.instrument.id(), FeedEvents.NO_CONNECTION, "");
        bodies.onBody(new UnsafeBuffer(body), 0, body.length, twin.instrument, nowNs);
        twin.onWhole(whole.update);
        if (events.refusal != null) {
            tally.differ("the decoder refuses a reply that the twin reads: " + events.refusal);
        }
        compareTouched();
    }

    /** Compares everything once more. */
    void finish() {
        twins.values().forEach(twin -> BookPair.compare(fast, twin, tally));
    }

    /** The books of which something came on this connection. */
    List<TwinBook> streamed() {
        return twins.values().stream().filter(TwinBook::isStreamed).toList();
    }

    FastBooks fast() {
        return fast;
    }

    // What the plain reader says

    @Override
    public void book(Update update) {
        final TwinBook twin = twins.get(update.symbol());
        if (twin != null) {
            twin.onStream(update);
        }
    }

    /** Asked for on the connection itself. */
    @Override
    public void whole(Update update) {
        final TwinBook twin = twins.get(update.symbol());
        if (twin != null && bodies == null) {
            twin.onWhole(update);
        }
    }

    @Override
    public void checksum(String symbol, String checksum) {
        final TwinBook twin = twins.get(symbol);
        if (twin != null) {
            twin.onChecksum(checksum);
        }
    }

    @Override
    public void number(long next) {
        if (number != NO_NUMBER) {
            tally.sequenceChecks++;
            if (next != number + 1) {
                tally.sequenceMismatches++;
                tally.note("out of sequence: the connection is at " + number + ", the frame has " + next);
                twins.values().forEach(TwinBook::forget);
            }
        }
        number = next;
    }

    /** Keeps what a reply says. */
    private static final class Whole implements PlainFeed.Listener {
        private Update update;

        @Override
        public void book(Update streamed) {
            // Not in a reply.
        }

        @Override
        public void whole(Update whole) {
            update = whole;
        }

        @Override
        public void checksum(String symbol, String checksum) {
            // Not in a reply.
        }

        @Override
        public void number(long number) {
            // Not in a reply.
        }
    }

    /** What a venue says of its connection is not heard. */
    static final class Deaf implements ControlListener {
        @Override
        public void onAccepted(long requestId) {
            // Not asked.
        }

        @Override
        public void onRefused(long requestId, int code, String message) {
            // Not asked.
        }

        @Override
        public void onShutdownNotice(long venueTimeNs) {
            // It is recorded that nothing came of it.
        }
    }

    /** Runs what is about books; the rest is decoded and no more. */
    private final class Events implements Inlet {
        private final Slot slot = SlotSizes.USUAL.newSlot();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final FeedStatusDecoder status = new FeedStatusDecoder();
        /** Why the decoder would not have a frame; null where it would. */
        private String refusal;
        private long bookEvents;

        @Override
        public Slot claim() {
            slot.clear();
            return slot;
        }

        @Override
        public void publish(Slot published) {
            switch (published.eventTemplateId()) {
                case BookDeltaDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID -> {
                    bookEvents++;
                    fast.run(published, nowNs);
                }
                case InstrumentDefinitionDecoder.TEMPLATE_ID -> fast.run(published, nowNs);
                case FeedStatusDecoder.TEMPLATE_ID -> onStatus(published);
                default -> {
                    // Trades and the like.
                }
            }
        }

        private void onStatus(Slot published) {
            status.wrapAndApplyHeader(published.buffer(), published.event(), header);
            final FeedCondition condition = status.condition();
            if (condition == FeedCondition.MALFORMED_FRAME || condition == FeedCondition.SNAPSHOT_FAILED) {
                refusal = status.detail();
            }
            fast.run(published, nowNs);
        }

        @Override
        public void abandon(Slot given) {
            // There is nothing to give back.
        }
    }
}
