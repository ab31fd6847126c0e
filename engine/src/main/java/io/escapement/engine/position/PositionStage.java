package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CarriedAssetDecoder;
import io.escapement.codecs.sbe.CarriedFundingDecoder;
import io.escapement.codecs.sbe.CarriedLotsDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.FundingPaymentDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.VenuePositionDecoder;
import io.escapement.engine.market.AssetTable;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.PaymentIds;
import io.escapement.engine.market.Quote;
import io.escapement.engine.orders.Finding;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderFeed;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Positions per instrument and strategy. Appends a {@code PositionUpdate} for every fill that counts, every funding
 * payment (judging those is this stage's duty), every position carried or corrected, and with an instrument's timer for
 * each open position whose mark has changed since the last update. An asset's number is told before its first use.
 *
 * <p>The mark is the mid of the live book, rounded against us where it falls between two prices; without a live book
 * there is none. A position that reconciling corrects is taken as bought or sold by nobody at the venue's average
 * price, or where it says none at the mark.
 */
public final class PositionStage implements Stage {
    private final MarketView market = new MarketView();
    private final OrderTable table;
    private final OrderFeed orders;
    private final AssetTable assets = new AssetTable();
    private final InstrumentTable<Holdings> holdings = new InstrumentTable<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();
    private final CarriedAssetDecoder carriedAsset = new CarriedAssetDecoder();
    private final CarriedPositionDecoder carried = new CarriedPositionDecoder();
    private final CarriedLotsDecoder carriedLots = new CarriedLotsDecoder();
    private final CarriedFundingDecoder carriedFunding = new CarriedFundingDecoder();
    private final VenuePositionDecoder venuePosition = new VenuePositionDecoder();
    private final CorrectionDecoder correction = new CorrectionDecoder();
    private int[] carriedAssets = {};
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private final PositionEffects effects = new PositionEffects();
    private final InstrumentTable<VenueAverage> averages = new InstrumentTable<>();

    public PositionStage(OrdersConfig config) {
        this.table = new OrderTable(config.engineId(), config.maxOrders());
        this.orders = new OrderFeed(table);
    }

    @Override
    public String name() {
        return "position";
    }

    @Override
    public void onEvent(Slot slot) {
        market.onRecord(slot);
        if (market.defined() != null) {
            name(slot, assets.idOf(market.defined().baseAsset()));
            name(slot, assets.idOf(market.defined().quoteAsset()));
        }
        final Finding finding = orders.onEvent(slot);
        switch (slot.eventTemplateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(slot, finding);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            case FundingPaymentDecoder.TEMPLATE_ID -> onFunding(slot);
            case CarriedAssetDecoder.TEMPLATE_ID -> onCarriedAsset(slot);
            case CarriedPositionDecoder.TEMPLATE_ID -> onCarriedPosition(slot);
            case CarriedLotsDecoder.TEMPLATE_ID -> {
                carriedLots.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                of(defined(carriedLots.instrumentId())).of(carriedLots.strategyId()).carry(carriedLots);
            }
            case CarriedFundingDecoder.TEMPLATE_ID -> onCarriedFunding(slot);
            case VenuePositionDecoder.TEMPLATE_ID -> onVenuePosition(slot);
            default -> { }
        }
        orders.onEffects(slot);
        onCorrections(slot);
    }

    /** Shows each position that ever was, in the order of instruments: for what folds a journal by this stage. */
    public void forEach(PositionVisitor visitor) {
        for (int id = 1; id < holdings.end(); id++) {
            final Holdings held = holdings.get(id);
            for (int i = 0; held != null && i < held.count(); i++) {
                visitor.onPosition(id, held.get(i));
            }
        }
    }

    /** Shows the funding payments that have been counted in each instrument, in the order of instruments. */
    public void forEachPayments(BiConsumer<Integer, PaymentIds> visitor) {
        for (int id = 1; id < holdings.end(); id++) {
            if (holdings.get(id) != null) {
                visitor.accept(id, holdings.get(id).payments());
            }
        }
    }

    @Override
    public long stateHash() {
        long hash = assets.hash(Hashing.fold(market.stateHash(), table.stateHash()));
        for (int id = 1; id < holdings.end(); id++) {
            final Holdings held = holdings.get(id);
            if (held != null) {
                hash = held.hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }

    private void onReport(Slot slot, Finding finding) {
        if (finding.verdict() != slot.verdict()) {
            throw new IllegalStateException("the orders stage gave the report the verdict " + slot.verdict()
                + ", here it is " + finding + ": the two must run in one list, with equal settings, orders first");
        }
        final ExecutionReportDecoder report = orders.report();
        if (!finding.counts() || report.executionType() != ExecutionType.FILL) {
            return;
        }
        final Order order = table.reported();
        final Instrument instrument = market.instrument(order.instrumentId());
        final Position position = of(instrument).of(order.strategyId());
        position.fill(order.side(), report.lastPrice(), report.lastQuantity());
        report.sbeRewind();
        report.skipVenueOrderText();
        report.wrapFeeAsset(text);
        position.fee(asset(slot, text, of(instrument)), report.fee());
        effects.update(slot, instrument.id(), position, mark(position, instrument.id()));
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Holdings held = holdings.get(timer.instrumentId());
        if (held == null) {
            return;
        }
        for (int i = 0; i < held.count(); i++) {
            final Position position = held.get(i);
            final long mark = mark(position, timer.instrumentId());
            if (position.quantity() != 0 && mark != position.toldMark()) {
                effects.update(slot, timer.instrumentId(), position, mark);
            }
        }
    }

    private void onFunding(Slot slot) {
        funding.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Instrument instrument = market.instrument(funding.instrumentId());
        if (instrument == null || funding.amount() == FundingPaymentDecoder.amountNullValue()) {
            slot.verdict(Verdict.REFUSED);
            return;
        }
        final long paymentId = funding.paymentId();
        final long amount = funding.amount();
        funding.wrapAsset(text);
        final Holdings held = of(instrument);
        if (!held.funding(paymentId, asset(slot, text, held), amount)) {
            slot.verdict(Verdict.IGNORED);
            return;
        }
        slot.verdict(Verdict.APPLIED);
        for (int i = 0; i < held.count(); i++) {
            final Position position = held.get(i);
            if (position.quantity() != 0 || position.strategyId() == Holdings.NOBODY) {
                effects.update(slot, instrument.id(), position, mark(position, instrument.id()));
            }
        }
    }

    private void onCarriedAsset(Slot slot) {
        carriedAsset.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = carriedAsset.assetId();
        if (id < 1 || id > InstrumentTable.MAX_ID) {
            throw new IllegalStateException("an asset is carried with the number " + id + "; expected 1 to "
                + InstrumentTable.MAX_ID);
        }
        if (id >= carriedAssets.length) {
            carriedAssets = Arrays.copyOf(carriedAssets, id + 1);
        }
        carriedAssets[id] = assets.idOf(carriedAsset.name());
        name(slot, carriedAssets[id]);
    }

    private void onCarriedPosition(Slot slot) {
        carried.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Instrument instrument = defined(carried.instrumentId());
        final Position position = of(instrument).of(carried.strategyId());
        position.carry(carried, carriedAssets);
        effects.update(slot, instrument.id(), position, mark(position, instrument.id()));
    }

    private Instrument defined(int instrumentId) {
        final Instrument instrument = market.instrument(instrumentId);
        if (instrument == null) {
            throw new IllegalStateException("a position is carried in instrument " + instrumentId
                + ", which has not been defined: definitions come before what is carried");
        }
        return instrument;
    }

    private void onCarriedFunding(Slot slot) {
        carriedFunding.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final PaymentIds payments = of(defined(carriedFunding.instrumentId())).payments();
        for (final CarriedFundingDecoder.PaymentsDecoder payment : carriedFunding.payments()) {
            payments.add(payment.paymentId());
        }
    }

    private void onVenuePosition(Slot slot) {
        venuePosition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = venuePosition.instrumentId();
        if (market.instrument(id) != null) {
            averages.getOrPut(id, VenueAverage::new).price = venuePosition.averagePrice();
        }
    }

    private void onCorrections(Slot slot) {
        final int end = slot.recordLength();
        for (int effect = slot.firstEffect(); effect != Slot.NONE && effect < end; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == CorrectionDecoder.TEMPLATE_ID) {
                correction.wrapAndApplyHeader(slot.buffer(), effect, header);
                if (correction.finding() == OrderFinding.POSITION_DIFFERS) {
                    correct(slot, market.instrument(correction.instrumentId()),
                        Math.subtractExact(correction.observed(), correction.expected()));
                }
            }
        }
    }

    private void correct(Slot slot, Instrument instrument, long difference) {
        final Position position = of(instrument).of(Holdings.NOBODY);
        final VenueAverage average = averages.get(instrument.id());
        final long mark = mark(position, instrument.id());
        long price = average == null ? Position.NO_PRICE : average.price;
        if (price <= 0) {
            price = mark == Position.NO_PRICE ? 0 : mark;
        }
        position.fill(difference > 0 ? Side.BUY : Side.SELL, price, Math.abs(difference));
        effects.update(slot, instrument.id(), position, mark(position, instrument.id()));
    }

    private Holdings of(Instrument instrument) {
        final Holdings known = holdings.get(instrument.id());
        if (known != null) {
            return known;
        }
        final Holdings made = new Holdings(instrument, assets.idOf(instrument.quoteAsset()));
        holdings.put(instrument.id(), made);
        return made;
    }

    // An empty name is the quote asset.
    private int asset(Slot slot, DirectBuffer name, Holdings held) {
        final int id = name.capacity() == 0 ? held.quoteAssetId() : assets.idOf(name, 0, name.capacity());
        name(slot, id);
        return id;
    }

    private void name(Slot slot, int assetId) {
        if (assets.tell(assetId)) {
            effects.name(slot, assetId, assets.bytes(assetId));
        }
    }

    private long mark(Position position, int instrumentId) {
        final Quote quote = market.quote(instrumentId);
        if (quote == null || !quote.isLive()) {
            return Position.NO_PRICE;
        }
        final long twice = quote.bidPrice() + quote.askPrice();
        return position.quantity() < 0 ? twice + 1 >> 1 : twice >> 1;
    }

    /** The price that the venue told last with a position. */
    private static final class VenueAverage {
        private long price = Position.NO_PRICE;
    }
}
