package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenuePositionDecoder;
import io.escapement.engine.market.Worth;
import io.escapement.engine.pipeline.Slot;

/**
 * Row 24 after the trade: what the venue says of positions, orders and fees against what we have. What does not agree
 * halts trading until a person has looked: then our exposure is not what we think.
 */
final class PostTrade {
    /** Nobody takes a fee of more than this share of a fill, nor gives back more than a tenth of it. */
    private static final long MOST_FEE_BPS = 500;
    private static final int BPS_EXPONENT = -4;

    private final Markets markets;
    private final Reins reins;

    PostTrade(Markets markets, Reins reins) {
        this.markets = markets;
        this.reins = reins;
    }

    /** The venue is going to tell everything. */
    void begin(VenueState venue) {
        for (int i = 0; i < markets.count(); i++) {
            final InstrumentRisk market = markets.get(i);
            if (market.venue == venue) {
                market.venuePosition = 0;
                market.isComparing = true;
            }
        }
    }

    void onPosition(VenuePositionDecoder position) {
        final InstrumentRisk market = markets.of(position.instrumentId());
        if (market != null && market.isComparing) {
            market.venuePosition = position.quantity();
        }
    }

    /** An order at the venue that is not ours, while nobody but us should trade there. */
    void onVenueOrder(Slot slot, VenueOrderDecoder order) {
        if (order.clientOrderId() == VenueOrderDecoder.clientOrderIdNullValue()) {
            reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, 0, 1);
        }
    }

    /** The venue has told everything. */
    void compare(Slot slot, VenueState venue) {
        for (int i = 0; i < markets.count(); i++) {
            final InstrumentRisk market = markets.get(i);
            if (market.venue != venue || !market.isComparing) {
                continue;
            }
            market.isComparing = false;
            final long ours = market.exposure.position();
            if (market.instrument.kind() != InstrumentKind.SPOT && market.venuePosition != ours) {
                reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, ours, market.venuePosition);
            }
        }
    }

    /** A fee that cannot be one, in the quote asset; others have no price that is sure enough. */
    void onFill(Slot slot, InstrumentRisk market, ExecutionReportDecoder report) {
        final long worth = Worth.of(market.instrument, report.lastPrice(), report.lastQuantity(), Rounding.UP);
        final long most = Money.share(worth, MOST_FEE_BPS, BPS_EXPONENT, Rounding.UP);
        final long fee = report.fee();
        if (report.feeAssetLength() == 0 && most != Money.OVERFLOW && (fee > most || fee < -most / 10)) {
            reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, fee > 0 ? most : -most / 10, fee);
        }
    }
}
