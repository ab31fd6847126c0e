package io.escapement.engine.recovery;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AssetNamedDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.CarriedRiskDecoder;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.EquityUpdateDecoder;
import io.escapement.codecs.sbe.FundingPaymentDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OperatorCommandDecoder;
import io.escapement.codecs.sbe.StopUpdateDecoder;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.PaymentIds;
import io.escapement.engine.orders.BalanceVisitor;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.engine.position.PositionStage;
import io.escapement.engine.position.PositionVisitor;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The trading state of one run, as far as its records have been read: made by the very stages that made it live, which
 * are given the events and the effects of decision and risk again. What these stages then say must be what the journal
 * says that they said. Risk's own memory is taken from its effects.
 */
final class FoldedRun {
    private static final int LEAST_ROOM = 64 * 1024;

    private final RunOrders run;
    private final OrdersStage orders;
    private final PositionStage positions;
    private final InstrumentReader reader = new InstrumentReader();
    private final Map<Integer, Instrument> instruments = new TreeMap<>();
    private final Map<Integer, byte[]> definitions = new TreeMap<>();
    private final Map<Integer, String> assets = new TreeMap<>();
    private final Map<RiskLine.Whose, RiskLine> risk = new TreeMap<>();
    /** Of positions, by {@link #key}. */
    private final Map<Long, StopState> stops = new TreeMap<>();
    private final FoldCheck check = new FoldCheck();
    private final RecordedMarks marks = new RecordedMarks();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EquityUpdateDecoder equity = new EquityUpdateDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final CarriedRiskDecoder carriedRisk = new CarriedRiskDecoder();
    private final CarriedPositionDecoder carriedPosition = new CarriedPositionDecoder();
    private final StopUpdateDecoder stop = new StopUpdateDecoder();
    private final AssetNamedDecoder assetNamed = new AssetNamedDecoder();
    private Slot slot = new SlotSizes(LEAST_ROOM, LEAST_ROOM).newSlot();

    FoldedRun(RunOrders run) {
        this.run = run;
        this.orders = new OrdersStage(run.config());
        this.positions = new PositionStage(run.config());
    }

    /** Gives a record to the stages, and compares what they make of it. */
    void trade(DirectBuffer buffer, int record) {
        makeRoom(RecordLayout.length(buffer, record));
        slot.load(buffer, record, run.stage());
        final int before = slot.recordLength();
        try {
            note();
            orders.onEvent(slot);
            check.orders(buffer, record, run.stage(), slot, before);
            if (slot.eventTemplateId() == FundingPaymentDecoder.TEMPLATE_ID && slot.verdict() != Verdict.APPLIED) {
                return;
            }
            final boolean correcting = RecordedMarks.isCorrecting(buffer, record);
            if (correcting) {
                marks.put(buffer, record, slot);
            }
            final int between = slot.recordLength();
            positions.onEvent(slot);
            check.positions(buffer, record, run.stage(), slot, between, correcting);
            noteNames(between);
        } catch (final RuntimeException e) {
            throw e instanceof FoldException fold ? fold : new FoldException("record "
                + RecordLayout.sequence(buffer, record) + " cannot be folded: " + e.getMessage(), e);
        }
    }

    /** Takes in a message of a snapshot as the event that it will be. */
    void carry(DirectBuffer buffer, int message, long eventTimeNs) {
        final int length = RecordLayout.messageLength(buffer, message);
        makeRoom(2 * length);
        slot.clear();
        slot.buffer().putBytes(slot.event(), buffer, message, length);
        slot.commitEvent(length, Provenance.ENGINE);
        slot.buffer().putLong(RecordLayout.EVENT_TIME_OFFSET, eventTimeNs);
        note();
        final int before = slot.recordLength();
        orders.onEvent(slot);
        positions.onEvent(slot);
        noteNames(before);
        risk(slot.buffer(), 0);
    }

    private void makeRoom(int length) {
        if (length > LEAST_ROOM / 4 && slot.eventCapacity() < length) {
            slot = new SlotSizes(4 * length / RecordLayout.ALIGNMENT * RecordLayout.ALIGNMENT, LEAST_ROOM).newSlot();
        }
    }

    /** Takes note of what is neither an order nor a position. */
    private void note() {
        if (slot.eventTemplateId() != InstrumentDefinitionDecoder.TEMPLATE_ID) {
            return;
        }
        final Instrument instrument = reader.read(slot);
        if (instrument != null) {
            final byte[] definition = new byte[RecordLayout.messageLength(slot.buffer(), slot.event())];
            slot.buffer().getBytes(slot.event(), definition);
            instruments.put(instrument.id(), instrument);
            definitions.put(instrument.id(), definition);
        }
    }

    /** Takes the names of assets from what the position stage says now: its numbers go with its amounts. */
    private void noteNames(int from) {
        for (int effect = from + RecordLayout.FRAME_HEADER_LENGTH; effect < slot.recordLength();
             effect = RecordLayout.next(slot.buffer(), effect)) {
            if (slot.templateId(effect) == AssetNamedDecoder.TEMPLATE_ID) {
                assetNamed.wrapAndApplyHeader(slot.buffer(), effect, header);
                assets.put(assetNamed.assetId(), assetNamed.name());
            }
        }
    }

    /** Takes in what a record says of risk's memory. */
    void risk(DirectBuffer buffer, int record) {
        final int event = RecordLayout.event(record);
        final int template = RecordLayout.templateId(buffer, event);
        if (template == CarriedRiskDecoder.TEMPLATE_ID) {
            carriedRisk.wrapAndApplyHeader(buffer, event, header);
            line(carriedRisk.strategyId(), carriedRisk.venue(), carriedRisk.instrumentId()).set(carriedRisk);
        } else if (template == CarriedPositionDecoder.TEMPLATE_ID) {
            carriedPosition.wrapAndApplyHeader(buffer, event, header);
            stop(carriedPosition.instrumentId(), carriedPosition.strategyId(), carriedPosition.stopPrice(),
                carriedPosition.stopReached());
        }
        final boolean stopping = template == OperatorCommandDecoder.TEMPLATE_ID
            && command.wrapAndApplyHeader(buffer, event, header).command() == Command.STOP;
        int message = event;
        for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
            message = RecordLayout.next(buffer, message);
            switch (RecordLayout.templateId(buffer, message)) {
                case EquityUpdateDecoder.TEMPLATE_ID -> {
                    equity.wrapAndApplyHeader(buffer, message, header);
                    line(equity.strategyId(), equity.venue(), equity.instrumentId()).set(equity);
                }
                case StopUpdateDecoder.TEMPLATE_ID -> {
                    stop.wrapAndApplyHeader(buffer, message, header);
                    stop(stop.instrumentId(), stop.strategyId(), stop.stopPrice(), stop.reached());
                }
                case TradingStateChangeDecoder.TEMPLATE_ID -> {
                    change.wrapAndApplyHeader(buffer, message, header);
                    // Trading ends with every run; what it was before is what the next one begins with.
                    if (!stopping) {
                        line(change.strategyId(), Venue.NULL_VAL, RiskLine.EVERYTHING)
                            .set(change.state(), change.reason());
                    }
                }
                default -> { }
            }
        }
    }

    private RiskLine line(int strategyId, Venue venue, int instrumentId) {
        return risk.computeIfAbsent(new RiskLine.Whose(strategyId, venue, instrumentId), RiskLine::new);
    }

    private void stop(int instrumentId, int strategyId, long price, int reached) {
        if (price == StopUpdateDecoder.stopPriceNullValue()) {
            stops.remove(key(instrumentId, strategyId));
        } else {
            stops.put(key(instrumentId, strategyId), new StopState(price, reached == 1));
        }
    }

    private static long key(int instrumentId, int strategyId) {
        return (long) instrumentId << Integer.SIZE | strategyId & 0xFFFF_FFFFL;
    }

    /** The stop-loss of a position; null where none has been set. */
    StopState stop(int instrumentId, int strategyId) {
        return stops.get(key(instrumentId, strategyId));
    }

    RunOrders run() {
        return run;
    }

    OrderTable orders() {
        return orders.table();
    }

    void positions(PositionVisitor visitor) {
        positions.forEach(visitor);
    }

    Map<Integer, Instrument> instruments() {
        return instruments;
    }

    /** Their definitions' messages, by id. */
    Map<Integer, byte[]> definitions() {
        return definitions;
    }

    Map<Integer, String> assets() {
        return assets;
    }

    Collection<RiskLine> risk() {
        return risk.values();
    }

    /** Funding payments that have been counted, by instrument. */
    void payments(BiConsumer<Integer, PaymentIds> visitor) {
        positions.forEachPayments(visitor);
    }

    void balances(BalanceVisitor visitor) {
        orders.forEachBalance(visitor);
    }
}
