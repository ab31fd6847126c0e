package io.escapement.engine.venue.loopback.exchange;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.paper.PaperMatching;
import java.math.BigDecimal;

/** Where one symbol is traded: its book as played and its matching. */
final class Floor {
    final TradedSymbol symbol;
    final int instrumentId;
    final PaperMatching matching;
    final Ladder ladder = new Ladder();
    BigDecimal lastPrice = BigDecimal.ZERO;
    BigDecimal lastQuantity = BigDecimal.ZERO;

    Floor(final TradedSymbol symbol, final int instrumentId, final PaperMatching matching) {
        this.symbol = symbol;
        this.instrumentId = instrumentId;
        this.matching = matching;
    }

    void begin() {
        ladder.clear();
        matching.onSnapshotStart();
    }

    void level(final boolean bid, final BigDecimal price, final BigDecimal quantity) {
        ladder.set(bid, price.stripTrailingZeros(), quantity);
        matching.onLevel(bid ? Side.BUY : Side.SELL, symbol.priceMantissa(price), symbol.quantityMantissa(quantity));
    }

    /** The trade's price, or the middle of the book before the first trade; null where there is neither. */
    BigDecimal reference() {
        if (lastPrice.signum() > 0) {
            return lastPrice;
        }
        final BigDecimal bid = ladder.best(true);
        final BigDecimal ask = ladder.best(false);
        return bid == null || ask == null ? null : bid.add(ask).divide(BigDecimal.valueOf(2));
    }
}
