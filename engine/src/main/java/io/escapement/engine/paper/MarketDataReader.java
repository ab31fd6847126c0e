package io.escapement.engine.paper;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.book.RecordLevels;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;

/** Feeds a record's market data into the matching of its instrument: the same levels that the book stage applies. */
final class MarketDataReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final RecordLevels levels = new RecordLevels();
    private final PaperSession session;

    MarketDataReader(PaperSession session) {
        this.session = session;
    }

    /** Begins before the first levels of a record. */
    void wrap(Slot slot) {
        levels.wrap(slot);
    }

    /** Whether the record has further levels, of whatever instrument. */
    boolean nextLevels() {
        return levels.next();
    }

    /** Applies those levels. Returns the matching, or null where the instrument is not known. */
    PaperMatching apply() {
        final PaperMatching matching = session.instrument(levels.instrumentId());
        if (matching == null) {
            return null;
        }
        if (levels.clearsBook()) {
            matching.onSnapshotStart();
        }
        if (applyBids(matching) && applyAsks(matching) && levels.isComplete()) {
            matching.onDepthEnd(levels.venueTimeNs());
        }
        return matching;
    }

    /** False at a level that cannot be: the book stage has stopped there too, and declared the book suspect. */
    private boolean applyBids(PaperMatching matching) {
        final LevelGroups groups = levels.levels();
        final int count = groups.bidCount();
        for (int i = 0; i < count; i++) {
            if (groups.bidPrice(i) <= 0 || groups.bidQuantity(i) < 0) {
                return false;
            }
            matching.onLevel(Side.BUY, groups.bidPrice(i), groups.bidQuantity(i));
        }
        return true;
    }

    private boolean applyAsks(PaperMatching matching) {
        final LevelGroups groups = levels.levels();
        final int count = groups.askCount();
        for (int i = 0; i < count; i++) {
            if (groups.askPrice(i) <= 0 || groups.askQuantity(i) < 0) {
                return false;
            }
            matching.onLevel(Side.SELL, groups.askPrice(i), groups.askQuantity(i));
        }
        return true;
    }

    void trade(Slot slot, int message, long nowNs) {
        trade.wrapAndApplyHeader(slot.buffer(), message, header);
        final PaperMatching matching = session.instrument(trade.instrumentId());
        if (matching != null) {
            matching.onTrade(trade.aggressorSide(), trade.price(), trade.quantity(), trade.venueTimeNs(), nowNs);
        }
    }
}
