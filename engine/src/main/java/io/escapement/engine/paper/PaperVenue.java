package io.escapement.engine.paper;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AmendOrderDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import java.util.function.IntPredicate;

/**
 * The simulated venue: takes the orders and cancels of journaled records, matches them against the market data of
 * the same records, and gives its execution reports back as input events, labelled SIMULATED. The rules are the
 * package's; simulated time is the event time of records, so the same records give the same reports.
 *
 * <p>{@link #onRecord} belongs to the thread that sees records, {@link #poll} to the thread that owns the inlet; they
 * may be one. Faulted records are passed over. A report comes out with the first record that is later than its
 * response time, which is the next timer's at the latest. No allocation once the instruments are known.
 */
public final class PaperVenue implements RecordListener, EventSource {
    private static final int REPORTS_PER_POLL = 64;

    private final PaperConfig config;
    private final IntPredicate simulated;
    private final PaperSession session;
    private final ReportHandOver handOver;
    private final MarketDataReader marketData;
    private final PaperMatching[] touched;
    private int touchedCount;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final OrderReleasedDecoder released = new OrderReleasedDecoder();
    private final AmendOrderDecoder amend = new AmendOrderDecoder();
    private final CarriedOrderDecoder carried = new CarriedOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final ReportEncoding encoding = new ReportEncoding();

    /**
     * @param config  must have no {@link PaperConfig#problems problems}
     * @param latency usually {@link PaperConfig#latencyModel}
     */
    public PaperVenue(PaperConfig config, LatencyModel latency) {
        this(config, latency, instrumentId -> true);
    }

    /** @param simulated tells which instruments can be traded; for others it does no work */
    public PaperVenue(PaperConfig config, LatencyModel latency, IntPredicate simulated) {
        this.simulated = simulated;
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), config.problems()));
        }
        this.config = config;
        handOver = new ReportHandOver(config.bounds().maxReportsUnderWay());
        session = new PaperSession(config, latency, handOver);
        marketData = new MarketDataReader(session);
        touched = new PaperMatching[config.bounds().maxInstruments() + 1];
    }

    // The thread that sees records

    @Override
    public void onRecord(Slot slot) {
        if (slot.isFaulted()) {
            return;
        }
        final long nowNs = slot.eventTimeNs();
        session.advance(nowNs);
        touchedCount = 0;
        onEvent(slot, nowNs);
        marketData.wrap(slot);
        while (marketData.nextLevels()) {
            touch(marketData.apply());
        }
        onStates(slot);
        for (int i = 0; i < touchedCount; i++) {
            touched[i].settle(nowNs);
        }
        onRequests(slot, nowNs);
    }

    private void onEvent(Slot slot, long nowNs) {
        if (slot.verdict() != Verdict.APPLIED && slot.verdict() != Verdict.NONE) {
            return;
        }
        if (slot.eventTemplateId() == TradeDecoder.TEMPLATE_ID) {
            marketData.trade(slot, slot.event(), nowNs);
        } else if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            onDefinition(slot, nowNs);
        } else if (slot.eventTemplateId() == CarriedOrderDecoder.TEMPLATE_ID) {
            onCarried(slot, nowNs);
        }
    }

    private void onDefinition(Slot slot, long nowNs) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        if (!session.holds(id) || !simulated.test(id)) {
            return;
        }
        final long contractSize = definition.contractSize() > 0 ? definition.contractSize() : Instrument.ONE;
        final String symbol = definition.symbol();
        final String base = definition.baseAsset();
        final Instrument instrument = new Instrument(id, definition.venue(), symbol, base, definition.quoteAsset(),
            definition.priceExponent(), definition.quantityExponent(), definition.tickSize(), definition.lotSize(),
            definition.minQuantity(), definition.maxQuantity(), definition.minNotional(), definition.status(),
            definition.kind(), contractSize, symbol, BookRules.of(definition.sync()));
        final PaperMatching known = session.instrument(id);
        if (known != null && known.define(instrument)) {
            return;
        }
        if (known != null) {
            known.close(nowNs);
        }
        session.add(id, new PaperMatching(instrument, config, session));
    }

    private void onStates(Slot slot) {
        for (int m = slot.firstEffect(); m != Slot.NONE; m = slot.nextEffect(m)) {
            if (slot.templateId(m) == BookStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(slot.buffer(), m, header);
                final PaperMatching matching = session.instrument(status.instrumentId());
                if (matching != null) {
                    matching.onState(status.state() == BookState.LIVE);
                    touch(matching);
                }
            }
        }
    }

    private void onRequests(Slot slot, long nowNs) {
        for (int m = slot.firstEffect(); m != Slot.NONE; m = slot.nextEffect(m)) {
            switch (slot.templateId(m)) {
                case NewOrderDecoder.TEMPLATE_ID -> onNewOrder(slot, m, nowNs);
                case OrderReleasedDecoder.TEMPLATE_ID -> {
                    released.wrapAndApplyHeader(slot.buffer(), m, header);
                    if (simulated.test(released.instrumentId())) {
                        session.release(nowNs, released.clientOrderId(), released.instrumentId());
                    }
                }
                case AmendOrderDecoder.TEMPLATE_ID -> {
                    amend.wrapAndApplyHeader(slot.buffer(), m, header);
                    if (simulated.test(amend.instrumentId())) {
                        session.amend(nowNs, amend.clientOrderId(), amend.instrumentId(), amend.price(),
                            amend.quantity());
                    }
                }
                case CancelOrderDecoder.TEMPLATE_ID -> {
                    cancelOrder.wrapAndApplyHeader(slot.buffer(), m, header);
                    if (simulated.test(cancelOrder.instrumentId())) {
                        session.cancel(nowNs, cancelOrder.clientOrderId(), cancelOrder.instrumentId());
                    }
                }
                default -> { }
            }
        }
    }

    private void onNewOrder(Slot slot, int effect, long nowNs) {
        newOrder.wrapAndApplyHeader(slot.buffer(), effect, header);
        if (!simulated.test(newOrder.instrumentId())) {
            return;
        }
        if (newOrder.held() == 1) {
            session.hold(newOrder.clientOrderId(), newOrder.instrumentId(), newOrder.side(), newOrder.orderType(),
                newOrder.timeInForce(), newOrder.price(), newOrder.quantity());
        } else {
            session.submit(nowNs, newOrder.clientOrderId(), newOrder.instrumentId(), newOrder.side(),
                newOrder.orderType(), newOrder.timeInForce(), newOrder.price(), newOrder.quantity(),
                newOrder.triggerPrice());
        }
    }

    /** What rested at the venue of the run before is gone; what the engine holds is kept. */
    private void onCarried(Slot slot, long nowNs) {
        carried.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        if (!simulated.test(carried.instrumentId())) {
            return;
        }
        switch (carried.orderStatus()) {
            case INTENDED -> session.hold(carried.clientOrderId(), carried.instrumentId(), carried.side(),
                carried.orderType(), carried.timeInForce(), carried.price(), carried.quantity());
            case SENT, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, CANCEL_PENDING -> session.expire(nowNs,
                carried.clientOrderId(), carried.instrumentId(), carried.side(), carried.cumulativeQuantity());
            default -> { }
        }
    }

    private void touch(PaperMatching matching) {
        if (matching == null) {
            return;
        }
        for (int i = 0; i < touchedCount; i++) {
            if (touched[i] == matching) {
                return;
            }
        }
        touched[touchedCount++] = matching;
    }

    // The thread that owns the inlet

    @Override
    public int poll(Inlet inlet, long nowNs) {
        int published = 0;
        while (published < REPORTS_PER_POLL) {
            final PaperReport report = handOver.collect();
            if (report == null) {
                break;
            }
            final Slot slot = inlet.claim();
            encoding.encode(report, slot);
            handOver.giveBack(report);
            inlet.publish(slot);
            published++;
        }
        return published;
    }

    // What a person may want to know; exact on the thread that sees records

    /** Orders that the venue has or that are on their way. */
    public int openOrders() {
        return session.openOrders();
    }

    /** Reports that wait for their response time. */
    public int reportsUnderWay() {
        return session.reportsUnderWay();
    }

    /** Prints of an instrument that came without a side and so advanced no queue. */
    public long unknownSidePrints(int instrumentId) {
        final PaperMatching matching = session.instrument(instrumentId);
        return matching == null ? 0 : matching.unknownSidePrints();
    }
}
