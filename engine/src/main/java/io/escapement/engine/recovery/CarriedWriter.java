package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.CarriedAssetEncoder;
import io.escapement.codecs.sbe.CarriedBalanceEncoder;
import io.escapement.codecs.sbe.CarriedFundingEncoder;
import io.escapement.codecs.sbe.CarriedLotsEncoder;
import io.escapement.codecs.sbe.CarriedOrderEncoder;
import io.escapement.codecs.sbe.CarriedPositionEncoder;
import io.escapement.codecs.sbe.CarriedRiskEncoder;
import io.escapement.codecs.sbe.CarryEndedEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.PaymentIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.position.AssetAmounts;
import io.escapement.engine.position.Position;
import org.agrona.MutableDirectBuffer;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells a run's trading state in the messages by which the next run takes it in, in their order. */
final class CarriedWriter {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    /** Fits into the smallest slot. */
    static final int MOST_LOTS = 64;
    private static final long NONE = CarriedOrderEncoder.priceNullValue();

    private final InstrumentMapping mapping;
    private final CarriedOutlet outlet;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CarriedOrderEncoder order = new CarriedOrderEncoder();
    private final CarriedPositionEncoder position = new CarriedPositionEncoder();
    private final CarriedLotsEncoder lots = new CarriedLotsEncoder();
    private final CarriedFundingEncoder funding = new CarriedFundingEncoder();
    private final CarriedBalanceEncoder balance = new CarriedBalanceEncoder();
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
        final Gone gone = new Gone();
        state.positions((id, each) -> {
            if (mapping.has(id)) {
                position(id, each, state.stop(id, each.strategyId()));
                lots(id, each);
            } else {
                gone.add(state.instruments().get(id).venue(), each);
            }
        });
        state.payments(this::payments);
        final Set<Venue> venues = EnumSet.noneOf(Venue.class);
        state.instruments().values().stream().filter(each -> mapping.has(each.id()))
            .forEach(each -> venues.add(each.venue()));
        state.balances((venue, name, total, changes) -> {
            if (venues.contains(venue)) {
                balance(venue, name, total, changes);
            }
        });
        state.risk().stream().filter(line -> line.instrumentId() == 0 || mapping.has(line.instrumentId()))
            .filter(line -> line.venue() == null || venues.contains(line.venue()))
            .forEach(line -> risk(line, gone.of(line)));
    }

    /** What was earned in instruments that are gone: it is in no equity any more, and must not look like a loss. */
    private static final class Gone {
        private long all;
        private final Map<Integer, Long> byStrategy = new HashMap<>();
        private final Map<Venue, Long> byVenue = new EnumMap<>(Venue.class);

        void add(Venue venue, Position flat) {
            if (flat.quantity() != 0) {
                throw new FoldException("the position of strategy " + flat.strategyId() + " is open in an instrument"
                    + " at " + venue + " which is not there any more");
            }
            final long earned = flat.realised() + flat.funding() - flat.fees();
            all += earned;
            byStrategy.merge(flat.strategyId(), earned, Long::sum);
            byVenue.merge(venue, earned, Long::sum);
        }

        long of(RiskLine line) {
            if (line.venue() != null) {
                return byVenue.getOrDefault(line.venue(), 0L);
            }
            return line.instrumentId() != 0 ? 0
                : line.strategyId() == RiskLine.ALL ? all : byStrategy.getOrDefault(line.strategyId(), 0L);
        }
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

    private void position(int instrumentId, Position each, StopState stop) {
        final int at = outlet.begin();
        position.wrapAndApplyHeader(outlet.buffer(), at, header);
        try {
            fill(instrumentId, each, stop);
        } catch (final ArithmeticException e) {
            throw new FoldException("the position of strategy " + each.strategyId() + " in instrument " + instrumentId
                + " is open, and the venue has changed its exponents: " + e.getMessage() + "; close it at the venue and"
                + " start with a new journal.directory", e);
        }
        outlet.end(HEADER + position.encodedLength());
        positions++;
    }

    private void fill(int instrumentId, Position each, StopState stop) {
        final boolean stopped = stop != null && each.quantity() != 0;
        position.quantity(mapping.quantity(instrumentId, each.quantity(), NONE)).cost(each.cost())
            .realised(each.realised()).realisedFifo(each.realisedFifo()).instrumentId(mapping.id(instrumentId))
            .strategyId(each.strategyId())
            .stopPrice(stopped ? mapping.nearPrice(instrumentId, stop.price()) : NONE)
            .stopReached((short) (stopped && stop.reached() ? 1 : 0));
        final int count = Math.min(each.lots(), MOST_LOTS);
        final CarriedPositionEncoder.LotsEncoder lot = position.lotsCount(count);
        for (int i = 0; i < count; i++) {
            lot.next().quantity(mapping.quantity(instrumentId, each.lotQuantity(i), NONE)).cost(each.lotCost(i));
        }
        final AssetAmounts amounts = each.amounts();
        final CarriedPositionEncoder.AmountsEncoder amount = position.amountsCount(amounts.count());
        for (int i = 0; i < amounts.count(); i++) {
            amount.next().fees(amounts.fees(i)).funding(amounts.funding(i)).assetId(amounts.assetId(i));
        }
    }

    /** Those that the position's own message had no room for. */
    private void lots(int instrumentId, Position each) {
        for (int from = MOST_LOTS; from < each.lots(); from += MOST_LOTS) {
            final int count = Math.min(each.lots() - from, MOST_LOTS);
            final CarriedLotsEncoder.LotsEncoder lot = lots.wrapAndApplyHeader(outlet.buffer(), outlet.begin(), header)
                .instrumentId(mapping.id(instrumentId)).strategyId(each.strategyId()).lotsCount(count);
            for (int i = from; i < from + count; i++) {
                lot.next().quantity(mapping.quantity(instrumentId, each.lotQuantity(i), NONE)).cost(each.lotCost(i));
            }
            outlet.end(HEADER + lots.encodedLength());
        }
    }

    private void payments(int instrumentId, PaymentIds ids) {
        if (ids.count() == 0 || !mapping.has(instrumentId)) {
            return;
        }
        final int at = outlet.begin();
        final CarriedFundingEncoder.PaymentsEncoder payment = funding.wrapAndApplyHeader(outlet.buffer(), at, header)
            .instrumentId(mapping.id(instrumentId)).paymentsCount(ids.count());
        for (int i = 0; i < ids.count(); i++) {
            payment.next().paymentId(ids.get(i));
        }
        outlet.end(HEADER + funding.encodedLength());
    }

    private void balance(Venue venue, String name, long total, int changes) {
        final int at = outlet.begin();
        balance.wrapAndApplyHeader(outlet.buffer(), at, header).total(total).changes(changes).venue(venue).asset(name);
        outlet.end(HEADER + balance.encodedLength());
    }

    /** @param gone what was earned in instruments that are not there any more */
    private void risk(RiskLine line, long gone) {
        final int at = outlet.begin();
        risk.wrapAndApplyHeader(outlet.buffer(), at, header).dayStartTimeNs(line.dayStartTimeNs)
            .dayStartEquity(less(line.dayStartEquity, gone)).peakEquity(less(line.peakEquity, gone))
            .equity(less(line.equity, gone)).strategyId(line.whose.strategyId()).state(line.state).reason(line.reason)
            .venue(line.whose.venue())
            .instrumentId(line.instrumentId() == 0 ? RiskLine.EVERYTHING : mapping.id(line.instrumentId()));
        outlet.end(HEADER + risk.encodedLength());
    }

    private static long less(long equity, long gone) {
        return equity == RiskLine.NONE ? equity : equity - gone;
    }

    private void asset(Integer id, String name) {
        final int at = outlet.begin();
        asset.wrapAndApplyHeader(outlet.buffer(), at, header).assetId(id).name(name);
        outlet.end(HEADER + asset.encodedLength());
    }
}
