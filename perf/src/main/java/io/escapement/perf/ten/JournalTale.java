package io.escapement.perf.ten;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.ArbitrageDecoder;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a run's journal tells of each venue: events, lags, books that were lost and found again. */
final class JournalTale {
    static final long HIGHEST_NS = 600_000_000_000L;
    static final int DIGITS = 3;

    /** Of one venue. */
    static final class Line {
        final Histogram lag = new Histogram(HIGHEST_NS, DIGITS);
        long books;
        /** Deltas with a checksum and no level: Bitfinex' own messages for it, which the player sends by the way. */
        long checksums;
        long trades;
        long quotes;
        /** How often a book that was LIVE was LIVE no more, by reason. */
        final Map<String, Integer> lost = new TreeMap<>();
        final Map<String, Integer> conditions = new TreeMap<>();
        long firstLiveNs;
        /** Books that have been LIVE. */
        int live;
    }

    final Map<Venue, Line> lines = new EnumMap<>(Venue.class);
    long records;
    /** Of these, in the steady part of the run. */
    long steadyRecords;
    /** When the first record was made, and when the last of all books became LIVE for the first time. */
    long firstRecordNs;
    long allLiveNs;
    long orders;
    long arbitrages;

    private final Map<Venue, PlayTimes> times;
    private final double speed;
    private final long epochOfNanosZero;
    private final Steady steady;
    private final Map<Integer, Venue> homes = new HashMap<>();
    private final Map<Integer, BookState> states = new HashMap<>();
    private final Set<Integer> seenLive = new HashSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final BestBidOfferDecoder quote = new BestBidOfferDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final FeedStatusDecoder feed = new FeedStatusDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();

    /**
     * @param times            of each venue's play
     * @param speed            of all of them
     * @param epochOfNanosZero what to add to {@link System#nanoTime()} for epoch nanoseconds
     * @param steady           the part of the run whose lags count
     */
    JournalTale(Map<Venue, PlayTimes> times, double speed, long epochOfNanosZero, Steady steady) {
        this.steady = steady;
        this.times = times;
        this.speed = speed;
        this.epochOfNanosZero = epochOfNanosZero;
        times.keySet().forEach(venue -> lines.put(venue, new Line()));
    }

    /** Reads all of it. */
    void read(Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                records++;
                steadyRecords += steady.holds(reader.eventTimeNs()) ? 1 : 0;
                firstRecordNs = firstRecordNs == 0 ? reader.eventTimeNs() : firstRecordNs;
                record(reader.buffer(), reader.offset(), reader.length(), reader.eventTimeNs());
            }
        }
    }

    private void record(DirectBuffer buffer, int record, int length, long eventTimeNs) {
        final int event = RecordLayout.event(record);
        event(buffer, event);
        for (int message = RecordLayout.next(buffer, event); message < record + length;
             message = RecordLayout.next(buffer, message)) {
            if (RecordLayout.messageLength(buffer, message) < RecordLayout.MESSAGE_HEADER_LENGTH) {
                return;
            }
            switch (RecordLayout.templateId(buffer, message)) {
                case BookStatusDecoder.TEMPLATE_ID -> {
                    status.wrapAndApplyHeader(buffer, message, header);
                    book(status.instrumentId(), status.state(), status.reason().name(), eventTimeNs);
                }
                case NewOrderDecoder.TEMPLATE_ID -> orders++;
                case ArbitrageDecoder.TEMPLATE_ID -> arbitrages++;
                default -> {
                    // Of no interest here.
                }
            }
        }
    }

    private void book(int instrument, BookState state, String reason, long eventTimeNs) {
        final BookState before = states.put(instrument, state);
        final Line line = lines.get(homes.get(instrument));
        if (line != null && before == BookState.LIVE && state != BookState.LIVE) {
            line.lost.merge(state + " " + reason, 1, Integer::sum);
        }
        if (line != null && state == BookState.LIVE) {
            line.firstLiveNs = line.firstLiveNs == 0 ? eventTimeNs : line.firstLiveNs;
            if (seenLive.add(instrument)) {
                line.live++;
                allLiveNs = eventTimeNs;
            }
        }
    }

    private void event(DirectBuffer buffer, int event) {
        switch (RecordLayout.templateId(buffer, event)) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                definition.wrapAndApplyHeader(buffer, event, header);
                homes.put(definition.instrumentId(), definition.venue());
            }
            case BookDeltaDecoder.TEMPLATE_ID -> {
                delta.wrapAndApplyHeader(buffer, event, header);
                final Line line = line(delta.instrumentId());
                if (delta.checksum() != BookDeltaDecoder.checksumNullValue() && isEmpty()) {
                    line.checksums++;
                    return;
                }
                line.books += (delta.flags() & Messages.FIRST_FRAGMENT) != 0 ? 1 : 0;
                lag(delta.instrumentId(), delta.venueTimeNs(), delta.receiveTimeNs());
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                snapshot.wrapAndApplyHeader(buffer, event, header);
                line(snapshot.instrumentId()).books += (snapshot.flags() & Messages.FIRST_FRAGMENT) != 0 ? 1 : 0;
            }
            case TradeDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(buffer, event, header);
                line(trade.instrumentId()).trades++;
                lag(trade.instrumentId(), trade.venueTimeNs(), trade.receiveTimeNs());
            }
            case BestBidOfferDecoder.TEMPLATE_ID -> {
                quote.wrapAndApplyHeader(buffer, event, header);
                line(quote.instrumentId()).quotes++;
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                feed.wrapAndApplyHeader(buffer, event, header);
                if (feed.condition() != FeedCondition.NULL_VAL && lines.containsKey(feed.venue())) {
                    lines.get(feed.venue()).conditions.merge(feed.condition().name(), 1, Integer::sum);
                }
            }
            default -> {
                // Of no interest here.
            }
        }
    }

    /** Whether the delta at hand has no levels; it has to be wrapped again to be read on. */
    private boolean isEmpty() {
        final int levels = delta.bids().count();
        return levels == 0 && delta.asks().count() == 0;
    }

    private Line line(int instrument) {
        return lines.get(homes.get(instrument));
    }

    /** From when it was due to when it was read from the socket. */
    private void lag(int instrument, long venueTimeNs, long receiveTimeNs) {
        if (!steady.holds(receiveTimeNs) || venueTimeNs == BookDeltaDecoder.venueTimeNsNullValue()) {
            return;
        }
        final long receivedNanos = receiveTimeNs - epochOfNanosZero;
        final PlayTimes play = times.get(homes.get(instrument));
        final long due = play.dueNanos(venueTimeNs, receivedNanos, speed);
        line(instrument).lag.recordValue(Math.max(0, Math.min(receivedNanos - due, HIGHEST_NS)));
    }
}
