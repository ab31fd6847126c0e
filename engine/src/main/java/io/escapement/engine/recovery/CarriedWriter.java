package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.CarriedAssetEncoder;
import io.escapement.codecs.sbe.CarriedOrderEncoder;
import io.escapement.codecs.sbe.CarriedPositionEncoder;
import io.escapement.codecs.sbe.CarriedRiskEncoder;
import io.escapement.codecs.sbe.CarryEndedEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.engine.orders.Order;
import io.escapement.engine.position.AssetAmounts;
import io.escapement.engine.position.Position;
import org.agrona.MutableDirectBuffer;

/** Tells a run's trading state in the messages by which the next run takes it in, in their order. */
final class CarriedWriter {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    /** Fits into the smallest slot. Of more, the newest are told as one: what they cost together stays exact. */
    private static final int MOST_LOTS = 64;
    private static final long NONE = CarriedOrderEncoder.priceNullValue();

    private final InstrumentMapping mapping;
    private final CarriedOutlet outlet;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CarriedOrderEncoder order = new CarriedOrderEncoder();
    private final CarriedPositionEncoder position = new CarriedPositionEncoder();
    private final CarriedRiskEncoder risk = new CarriedRiskEncoder();
    private final CarriedAssetEncoder asset = new CarriedAssetEncoder();
    private final CarryEndedEncoder ended = new CarryEndedEncoder();
    private final boolean nextRun;
    private int orders;
    private int positions;

    /**
     * @param nextRun whether a next run is told, in which nobody knows any more what became of an order that had been
     *                sent without an answer; else this run goes on
     */
    CarriedWriter(InstrumentMapping mapping, CarriedOutlet outlet, boolean nextRun) {
        this.mapping = mapping;
        this.outlet = outlet;
        this.nextRun = nextRun;
    }

    /**
     * Tells all of it, but that it has ended. What is over and flat in instruments without a mapping is left out.
     *
     * @throws FoldException if something that is open cannot be told
     */
    void write(FoldedRun state) {
        state.assets().forEach(this::asset);
        for (Order each = state.orders().firstOver(); each != null; each = state.orders().nextOpen(each)) {
            if (mapping.has(each.instrumentId()) && (!mapping.isRescaled(each.instrumentId()) || isExact(each))) {
                order(each);
            }
        }
        for (Order each = state.orders().firstOpen(); each != null; each = state.orders().nextOpen(each)) {
            if (!mapping.has(each.instrumentId())) {
                throw new FoldException("order " + each.clientOrderId() + " is open in an instrument that is not"
                    + " there any more");
            }
            order(each);
        }
        state.positions(this::position);
        state.risk().values().forEach(this::risk);
    }

    /** Tells that this was all. */
    void end(JournalPlace place, long snapshotSequence, String from) {
        final int at = outlet.begin();
        ended.wrapAndApplyHeader(outlet.buffer(), at, header).sequence(place.sequence())
            .snapshotSequence(snapshotSequence).orders(orders).positions(positions).from(from);
        outlet.end(HEADER + ended.encodedLength());
    }

    int orders() {
        return orders;
    }

    int positions() {
        return positions;
    }

    private boolean isExact(Order each) {
        try {
            final int id = each.instrumentId();
            mapping.price(id, each.price(), NONE);
            mapping.price(id, each.triggerPrice(), NONE);
            mapping.quantity(id, each.quantity(), NONE);
            mapping.quantity(id, each.cumulativeQuantity(), NONE);
            return true;
        } catch (final ArithmeticException e) {
            return false;
        }
    }

    private void order(Order each) {
        final int id = each.instrumentId();
        final int at = outlet.begin();
        order.wrapAndApplyHeader(outlet.buffer(), at, header);
        final int length = each.write(mapping.id(id), order);
        if (nextRun) {
            order.orderStatus(each.status() == OrderStatus.SENT ? OrderStatus.UNKNOWN : each.status()).toldMissing(0);
        }
        if (mapping.isRescaled(id)) {
            rescale(each, id);
        }
        outlet.end(HEADER + length);
        orders++;
    }

    private void rescale(Order each, int id) {
        try {
            order.price(mapping.price(id, each.price(), NONE))
                .triggerPrice(mapping.price(id, each.triggerPrice(), NONE))
                .quantity(mapping.quantity(id, each.quantity(), NONE))
                .cumulativeQuantity(mapping.quantity(id, each.cumulativeQuantity(), NONE))
                .toldCumulative(mapping.quantity(id, each.toldCumulativeQuantity(), NONE))
                .amendPrice(mapping.price(id, each.amendPrice(), NONE));
            if (each.isAmending()) {
                order.amendQuantity(mapping.quantity(id, each.amendQuantity(), NONE));
            }
        } catch (final ArithmeticException e) {
            throw new FoldException("order " + each.clientOrderId() + " is open, and the venue has changed the"
                + " instrument's exponents: " + e.getMessage() + "; cancel it at the venue and start with a new"
                + " journal.directory", e);
        }
    }

    private void position(int instrumentId, Position each) {
        if (!mapping.has(instrumentId)) {
            if (each.quantity() != 0) {
                throw new FoldException("the position of strategy " + each.strategyId() + " is open in instrument "
                    + instrumentId + ", which is not there any more");
            }
            return;
        }
        final int at = outlet.begin();
        final MutableDirectBuffer buffer = outlet.buffer();
        position.wrapAndApplyHeader(buffer, at, header);
        final int length = fill(each, mapping.id(instrumentId));
        if (mapping.isRescaled(instrumentId)) {
            RescaledPosition.rescale(buffer, at, mapping, instrumentId);
        }
        outlet.end(HEADER + length);
        positions++;
    }

    private int fill(Position each, int id) {
        position.quantity(each.quantity()).cost(each.cost()).realised(each.realised())
            .realisedFifo(each.realisedFifo()).instrumentId(id).strategyId(each.strategyId());
        final int lots = Math.min(each.lots(), MOST_LOTS);
        final CarriedPositionEncoder.LotsEncoder lot = position.lotsCount(lots);
        for (int i = 0; i < lots - 1; i++) {
            lot.next().quantity(each.lotQuantity(i)).cost(each.lotCost(i));
        }
        if (lots > 0) {
            long quantity = 0;
            long cost = 0;
            for (int i = lots - 1; i < each.lots(); i++) {
                quantity += each.lotQuantity(i);
                cost += each.lotCost(i);
            }
            lot.next().quantity(quantity).cost(cost);
        }
        final AssetAmounts amounts = each.amounts();
        final CarriedPositionEncoder.AmountsEncoder amount = position.amountsCount(amounts.count());
        for (int i = 0; i < amounts.count(); i++) {
            amount.next().fees(amounts.fees(i)).funding(amounts.funding(i)).assetId(amounts.assetId(i));
        }
        return position.encodedLength();
    }

    private void risk(RiskLine line) {
        final int at = outlet.begin();
        risk.wrapAndApplyHeader(outlet.buffer(), at, header).dayStartTimeNs(line.dayStartTimeNs)
            .dayStartEquity(line.dayStartEquity).peakEquity(line.peakEquity).equity(line.equity)
            .strategyId(line.strategyId).state(line.state).reason(line.reason);
        outlet.end(HEADER + risk.encodedLength());
    }

    private void asset(Integer id, String name) {
        final int at = outlet.begin();
        asset.wrapAndApplyHeader(outlet.buffer(), at, header).assetId(id).name(name);
        outlet.end(HEADER + asset.encodedLength());
    }
}
