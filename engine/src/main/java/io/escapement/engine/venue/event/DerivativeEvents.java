package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.LiquidationEncoder;
import io.escapement.codecs.sbe.LongShortRatioEncoder;
import io.escapement.codecs.sbe.MarkPriceEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OpenInterestEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.Slot;

/** What venues of derivatives tell beside book and trades. */
public final class DerivativeEvents {
    /** Mark and index price. */
    public static final int PRICE_EXPONENT = -8;
    /** Funding rate. */
    public static final int RATE_EXPONENT = -12;
    /** Shares of long and short accounts. */
    public static final int SHARE_EXPONENT = -8;
    /** A number that is not in the message. */
    public static final long NONE = MarkPriceEncoder.markPriceNullValue();

    private final EventOutlet outlet;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MarkPriceEncoder mark = new MarkPriceEncoder();
    private final OpenInterestEncoder interest = new OpenInterestEncoder();
    private final LiquidationEncoder liquidation = new LiquidationEncoder();
    private final LongShortRatioEncoder ratio = new LongShortRatioEncoder();

    public DerivativeEvents(EventOutlet outlet) {
        this.outlet = outlet;
    }

    /** Everything that one message may say of an instrument's mark; {@link #NONE} for each number that it does not. */
    public static final class Mark {
        public long venueTimeNs;
        public long markPrice;
        public long indexPrice;
        public long fundingRate;
        public long nextFundingTimeNs;
        public long fundingIntervalNs;

        public void clear() {
            venueTimeNs = NONE;
            markPrice = NONE;
            indexPrice = NONE;
            fundingRate = NONE;
            nextFundingTimeNs = NONE;
            fundingIntervalNs = NONE;
        }

        /** Whether there is anything to publish. */
        public boolean isEmpty() {
            return markPrice == NONE && indexPrice == NONE && fundingRate == NONE && nextFundingTimeNs == NONE;
        }
    }

    public void publish(Mark what, long receiveTimeNs, int instrumentId) {
        final Slot slot = outlet.slot();
        mark.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(what.venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .markPrice(what.markPrice)
            .indexPrice(what.indexPrice)
            .fundingRate(what.fundingRate)
            .nextFundingTimeNs(what.nextFundingTimeNs)
            .fundingIntervalNs(what.fundingIntervalNs)
            .instrumentId(instrumentId);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + mark.encodedLength());
    }

    /** @param quantity at the instrument's quantity exponent */
    public void publishOpenInterest(long venueTimeNs, long receiveTimeNs, long quantity, int instrumentId) {
        final Slot slot = outlet.slot();
        interest.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .quantity(quantity)
            .instrumentId(instrumentId);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + interest.encodedLength());
    }

    /** @param side of the liquidation order: SELL closes a long */
    public void publishLiquidation(long venueTimeNs, long receiveTimeNs, long price, long quantity, int instrumentId,
                                   Side side) {
        final Slot slot = outlet.slot();
        liquidation.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .price(price)
            .quantity(quantity)
            .instrumentId(instrumentId)
            .side(side);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + liquidation.encodedLength());
    }

    /** Shares at {@link #SHARE_EXPONENT}. */
    public void publishRatio(long venueTimeNs, long receiveTimeNs, long longShare, long shortShare,
                             int instrumentId) {
        final Slot slot = outlet.slot();
        ratio.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .longShare(longShare)
            .shortShare(shortShare)
            .instrumentId(instrumentId);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + ratio.encodedLength());
    }
}
