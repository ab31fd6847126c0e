package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.ArbitrageEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;

/**
 * Tells when something can be earned between two venues of a view, when that has changed enough to matter, and when it
 * has gone. An opportunity is between two books: buying in one, selling in the other. At most {@value #MAX_OPEN} are
 * open at once over all views, so that the loss of a connection, which closes them all, fits into one record; while
 * there are so many, no other is told.
 */
final class ArbitrageWatch {
    static final int MAX_OPEN = 32;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ArbitrageConfig config;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ArbitrageEncoder encoder = new ArbitrageEncoder();
    private final Walk walk = new Walk();
    private int open;

    ArbitrageWatch(ArbitrageConfig config) {
        this.config = config;
    }

    /** Looks at everything between the books that changed in this record and the others of their view. */
    void check(Slot slot, View view) {
        for (int i = 0; i < view.size(); i++) {
            final Member changed = view.member(i);
            if (!changed.changed || !changed.hasFee) {
                continue;
            }
            for (int j = 0; j < view.size(); j++) {
                final Member other = view.member(j);
                final boolean crossed = other.bestBid >= changed.bestAsk || changed.bestBid >= other.bestAsk;
                // Two that have both changed are looked at once.
                if ((crossed || changed.opportunities > 0) && other.hasFee && other.venue != changed.venue
                    && !(other.changed && j < i)) {
                    check(slot, view, changed, other);
                    check(slot, view, other, changed);
                }
            }
        }
    }

    private void check(Slot slot, View view, Member buy, Member sell) {
        final Opportunity known = view.opportunity(buy, sell);
        if (!isThere(buy, sell, known.open ? config.floor() : config.minNet())
            || !known.open && open == MAX_OPEN
            || !walk.walk(buy, sell, config.floor())) {
            if (known.open) {
                known.open = false;
                count(buy, sell, -1);
                tell(slot, view, buy, sell, known);
            }
            return;
        }
        if (!known.open || isMaterial(known)) {
            count(buy, sell, known.open ? 0 : 1);
            known.open = true;
            known.take(walk);
            tell(slot, view, buy, sell, known);
        }
    }

    private static boolean isThere(Member buy, Member sell, int worth) {
        return Walk.isWorth(buy.bestAsk, buy.takerFee, sell.bestBid, sell.takerFee, worth);
    }

    private void count(Member buy, Member sell, int difference) {
        open += difference;
        buy.opportunities += difference;
        sell.opportunities += difference;
    }

    private boolean isMaterial(Opportunity known) {
        final long moved = Math.abs(walk.netBps() - known.netBps);
        final long percent = known.quantity / 100 * config.changePercent()
            + known.quantity % 100 * config.changePercent() / 100;
        return moved >= config.change() || Math.abs(walk.quantity() - known.quantity) >= Math.max(1, percent);
    }

    private void tell(Slot slot, View view, Member buy, Member sell, Opportunity told) {
        final int message = slot.claimEffect(HEADER + ArbitrageEncoder.BLOCK_LENGTH);
        encoder.wrapAndApplyHeader(slot.buffer(), message, header)
            .buyPrice(told.buyPrice)
            .sellPrice(told.sellPrice)
            .quantity(told.quantity)
            .grossProfit(told.grossProfit)
            .netProfit(told.netProfit)
            .netBps(told.netBps)
            .buyInstrumentId(buy.id)
            .sellInstrumentId(sell.id)
            .viewId(view.id)
            .open((short) (told.open ? 1 : 0));
        slot.commitEffect(HEADER + encoder.encodedLength());
    }
}
