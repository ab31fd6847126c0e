package io.escapement.engine.paper;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.ReleasedDeltaDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.Slot;

/** Feeds the market data of one message into the matching of its instrument. Names the message by its offset. */
final class MarketDataReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final ReleasedDeltaDecoder released = new ReleasedDeltaDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final PaperSession session;

    MarketDataReader(PaperSession session) {
        this.session = session;
    }

    /** The matching that was touched, or null where the instrument is not known. */
    PaperMatching delta(Slot slot, int message) {
        delta.wrapAndApplyHeader(slot.buffer(), message, header);
        final PaperMatching matching = session.instrument(delta.instrumentId());
        if (matching == null) {
            return null;
        }
        final boolean last = (delta.flags() & Messages.LAST_FRAGMENT) != 0;
        final long venueTimeNs = delta.venueTimeNs();
        for (final BookDeltaDecoder.BidsDecoder level : delta.bids()) {
            matching.onLevel(Side.BUY, level.price(), level.quantity());
        }
        for (final BookDeltaDecoder.AsksDecoder level : delta.asks()) {
            matching.onLevel(Side.SELL, level.price(), level.quantity());
        }
        if (last) {
            matching.onDepthEnd(venueTimeNs);
        }
        return matching;
    }

    /** As {@link #delta}. */
    PaperMatching snapshot(Slot slot, int message) {
        snapshot.wrapAndApplyHeader(slot.buffer(), message, header);
        final PaperMatching matching = session.instrument(snapshot.instrumentId());
        if (matching == null) {
            return null;
        }
        final short flags = snapshot.flags();
        final long venueTimeNs = snapshot.venueTimeNs();
        if ((flags & Messages.FIRST_FRAGMENT) != 0) {
            matching.onSnapshotStart();
        }
        for (final BookSnapshotDecoder.BidsDecoder level : snapshot.bids()) {
            matching.onLevel(Side.BUY, level.price(), level.quantity());
        }
        for (final BookSnapshotDecoder.AsksDecoder level : snapshot.asks()) {
            matching.onLevel(Side.SELL, level.price(), level.quantity());
        }
        if ((flags & Messages.LAST_FRAGMENT) != 0) {
            matching.onDepthEnd(venueTimeNs);
        }
        return matching;
    }

    /** As {@link #delta}. */
    PaperMatching released(Slot slot, int message) {
        released.wrapAndApplyHeader(slot.buffer(), message, header);
        final PaperMatching matching = session.instrument(released.instrumentId());
        if (matching == null) {
            return null;
        }
        final long venueTimeNs = released.venueTimeNs();
        for (final ReleasedDeltaDecoder.BidsDecoder level : released.bids()) {
            matching.onLevel(Side.BUY, level.price(), level.quantity());
        }
        for (final ReleasedDeltaDecoder.AsksDecoder level : released.asks()) {
            matching.onLevel(Side.SELL, level.price(), level.quantity());
        }
        matching.onDepthEnd(venueTimeNs);
        return matching;
    }

    void trade(Slot slot, int message, long nowNs) {
        trade.wrapAndApplyHeader(slot.buffer(), message, header);
        final PaperMatching matching = session.instrument(trade.instrumentId());
        if (matching != null) {
            matching.onTrade(trade.aggressorSide(), trade.price(), trade.quantity(), trade.venueTimeNs(), nowNs);
        }
    }
}
