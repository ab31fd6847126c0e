package io.escapement.tools.books;

import io.escapement.codecs.Messages;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.venue.loopback.Update;
import org.agrona.DirectBuffer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Book messages out of a journal's events, their fragments put together, their numbers as texts. */
final class RecordedUpdates {
    /** The levels of an instrument's fragments so far. */
    private record Part(List<Update.Level> bids, List<Update.Level> asks) {
        private Part() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private final Map<Integer, Part> parts = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private int instrumentId;
    private int flags;

    /** Of the last message. */
    int instrumentId() {
        return instrumentId;
    }

    /** Of the last message's last fragment. */
    int flags() {
        return flags;
    }

    /** Whether there are fragments whose message has not ended. */
    boolean isPartial(int id) {
        return parts.containsKey(id);
    }

    void forget(int id) {
        parts.remove(id);
    }

    private Part part(int id, int fragment, boolean known) {
        instrumentId = id;
        flags = fragment;
        if (!known) {
            return null;
        }
        if ((fragment & Messages.FIRST_FRAGMENT) != 0) {
            parts.put(id, new Part());
        }
        return parts.get(id);
    }

    /** Null where the message has not ended, or is about nothing that is known. */
    Update delta(DirectBuffer buffer, int event, Map<Integer, TwinBook> twins) {
        delta.wrapAndApplyHeader(buffer, event, header);
        final TwinBook twin = twins.get(delta.instrumentId());
        final Part part = part(delta.instrumentId(), delta.flags(), twin != null);
        if (part == null) {
            return null;
        }
        final long first = delta.firstUpdateId();
        final long last = delta.lastUpdateId();
        final long previous = delta.previousUpdateId() == BookDeltaDecoder.previousUpdateIdNullValue() ? first - 1
            : delta.previousUpdateId();
        final String checksum = delta.checksum() == BookDeltaDecoder.checksumNullValue() ? null
            : Long.toString(delta.checksum());
        delta.bids().forEach(level -> part.bids.add(level(twin.instrument, level.price(), level.quantity())));
        delta.asks().forEach(level -> part.asks.add(level(twin.instrument, level.price(), level.quantity())));
        return finish(part, twin, false, first, previous, last, checksum);
    }

    /** Null where the message has not ended, or is about nothing that is known. */
    Update snapshot(DirectBuffer buffer, int event, Map<Integer, TwinBook> twins) {
        snapshot.wrapAndApplyHeader(buffer, event, header);
        final TwinBook twin = twins.get(snapshot.instrumentId());
        final Part part = part(snapshot.instrumentId(), snapshot.flags(), twin != null);
        if (part == null) {
            return null;
        }
        final long last = snapshot.lastUpdateId();
        final String checksum = snapshot.checksum() == BookSnapshotDecoder.checksumNullValue() ? null
            : Long.toString(snapshot.checksum());
        snapshot.bids().forEach(level -> part.bids.add(level(twin.instrument, level.price(), level.quantity())));
        snapshot.asks().forEach(level -> part.asks.add(level(twin.instrument, level.price(), level.quantity())));
        return finish(part, twin, true, last, -1, last, checksum);
    }

    private Update finish(Part part, TwinBook twin, boolean whole, long first, long previous, long last,
                          String checksum) {
        if ((flags & Messages.LAST_FRAGMENT) == 0) {
            return null;
        }
        parts.remove(instrumentId);
        return new Update(twin.instrument.symbol(), whole, first, previous, last, 0, part.bids, part.asks, checksum);
    }

    private static Update.Level level(Instrument instrument, long price, long quantity) {
        return new Update.Level(BigDecimal.valueOf(price, -instrument.priceExponent()).toPlainString(),
            BigDecimal.valueOf(quantity, -instrument.quantityExponent()).toPlainString());
    }
}
