package io.escapement.perf.paper;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a journal's deltas and snapshots into the plain books. What was held until a snapshot came is not written again
 * when it is let go; so it is kept here, and what is newer than the snapshot goes into the book behind it.
 */
final class PlainLevels {
    private record Level(boolean bid, BigDecimal price, BigDecimal quantity) {
    }

    private record Held(long lastId, long venueTimeNs, boolean last, List<Level> levels) {
    }

    private final PlainVenue venue;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final Map<Integer, List<Held>> held = new TreeMap<>();

    PlainLevels(PlainVenue venue) {
        this.venue = venue;
    }

    void hold(DirectBuffer buffer, int message) {
        delta.wrapAndApplyHeader(buffer, message, header);
        final PlainMatching market = venue.matching(delta.instrumentId());
        if (market != null) {
            held.computeIfAbsent(delta.instrumentId(), unused -> new ArrayList<>()).add(read(market));
        }
    }

    void apply(DirectBuffer buffer, int message) {
        delta.wrapAndApplyHeader(buffer, message, header);
        final PlainMatching market = venue.matching(delta.instrumentId());
        if (market != null) {
            put(market, read(market));
        }
    }

    void whole(DirectBuffer buffer, int message) {
        snapshot.wrapAndApplyHeader(buffer, message, header);
        final PlainMatching market = venue.matching(snapshot.instrumentId());
        if (market == null) {
            return;
        }
        final int flags = snapshot.flags();
        final long lastId = snapshot.lastUpdateId();
        final long timeNs = snapshot.venueTimeNs();
        final int id = snapshot.instrumentId();
        if ((flags & Messages.FIRST_FRAGMENT) != 0) {
            market.beginWhole();
        }
        final PlainInstrument instrument = market.instrument();
        snapshot.bids().forEach(level ->
            market.level(true, instrument.price(level.price()), instrument.quantity(level.quantity())));
        snapshot.asks().forEach(level ->
            market.level(false, instrument.price(level.price()), instrument.quantity(level.quantity())));
        if ((flags & Messages.LAST_FRAGMENT) != 0) {
            market.depthEnds(timeNs);
            final List<Held> waiting = held.remove(id);
            if (waiting != null) {
                waiting.stream().filter(each -> each.lastId > lastId).forEach(each -> put(market, each));
            }
        }
    }

    private Held read(PlainMatching market) {
        final long lastId = delta.lastUpdateId();
        final long timeNs = delta.venueTimeNs();
        final boolean last = (delta.flags() & Messages.LAST_FRAGMENT) != 0;
        final PlainInstrument instrument = market.instrument();
        final List<Level> levels = new ArrayList<>();
        delta.bids().forEach(level -> levels.add(new Level(true, instrument.price(level.price()),
            instrument.quantity(level.quantity()))));
        delta.asks().forEach(level -> levels.add(new Level(false, instrument.price(level.price()),
            instrument.quantity(level.quantity()))));
        return new Held(lastId, timeNs, last, levels);
    }

    private static void put(PlainMatching market, Held message) {
        message.levels.forEach(level -> market.level(level.bid, level.price, level.quantity));
        if (message.last) {
            market.depthEnds(message.venueTimeNs);
        }
    }
}
