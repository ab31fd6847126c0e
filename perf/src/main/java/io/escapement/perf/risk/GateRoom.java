package io.escapement.perf.risk;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.CarriedRiskEncoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderDeniedDecoder;
import io.escapement.codecs.sbe.OrderIntentEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.ReportTail;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.RiskStage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The risk stage alone in a core: records with a quote and an intent, what becomes of the intent, and the time that the
 * stage takes over the record. One thread; nothing is allocated for a record.
 */
final class GateRoom {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int RECORD = 16 * 1024;
    private static final long STEP_NS = 2_000_000L;

    /** What is intended next; set by whoever judges. */
    int instrument;
    int strategy;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    long price;
    long quantity;
    long expireTimeNs;
    /** Whether the intent's record begins with a quote of its instrument, at {@link #bid} and two ticks more. */
    boolean quoted;
    long bid;

    private final Slot slot = new Slot(ByteBuffer.allocateDirect(2 * RECORD).order(ByteOrder.LITTLE_ENDIAN), RECORD);
    private final RiskStage risk;
    private final Core core;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder reading = new MessageHeaderDecoder();
    private final BookChangeEncoder change = new BookChangeEncoder();
    private final OrderIntentEncoder intent = new OrderIntentEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final OrderDeniedDecoder denied = new OrderDeniedDecoder();
    private long timeNs = 1_700_000_000_000_000_000L;
    private long trades;
    private long executions;
    private boolean quoting;
    private boolean intending;
    private long tookNs;
    private long orderId;
    private RiskRule rule;

    GateRoom(RiskConfig config) {
        risk = new RiskStage(config);
        core = new Core(List.of(new Scripted(), new Timed()));
    }

    /** What comes from further up: a quote, and what the strategies want. */
    private final class Scripted implements Stage {
        @Override
        public String name() {
            return "script";
        }

        @Override
        public void onEvent(Slot record) {
            if (quoting) {
                quote(record);
            }
            if (intending) {
                intend(record);
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    /** The stage, and how long it takes. */
    private final class Timed implements Stage {
        @Override
        public String name() {
            return risk.name();
        }

        @Override
        public void onEvent(Slot record) {
            final long start = System.nanoTime();
            risk.onEvent(record);
            tookNs = System.nanoTime() - start;
        }

        @Override
        public long stateHash() {
            return risk.stateHash();
        }
    }

    /** Makes a record with the intent. Whether it became an order; if not, {@link #rule()} denied it. */
    boolean judge() {
        rule = null;
        orderId = 0;
        event(quoted, true);
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                orderId = order.wrapAndApplyHeader(slot.buffer(), effect, reading).clientOrderId();
                return true;
            }
            if (slot.templateId(effect) == OrderDeniedDecoder.TEMPLATE_ID) {
                rule = denied.wrapAndApplyHeader(slot.buffer(), effect, reading).rule();
                return false;
            }
        }
        throw new IllegalStateException("an intent that came to nothing");
    }

    /** Of the last record with an intent: what the stage took. */
    long tookNs() {
        return tookNs;
    }

    /** Which denied the last intent; null if none did. */
    RiskRule rule() {
        return rule;
    }

    /** Makes a record with a quote alone. */
    void quote(int of, long at) {
        instrument = of;
        bid = at;
        event(true, false);
    }

    /** Lets time pass in which nothing happens. */
    void pass(long ns) {
        timeNs += ns;
    }

    private void event(boolean withQuote, boolean withIntent) {
        timeNs += STEP_NS;
        slot.clear();
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(timeNs).receiveTimeNs(timeNs)
            .tradeId(++trades).price(bid).quantity(1).instrumentId(instrument).aggressorSide(Side.BUY);
        quoting = withQuote;
        intending = withIntent;
        commit(trade.encodedLength());
        quoting = false;
        intending = false;
    }

    private void commit(int length) {
        slot.commitEvent(HEADER + length, Provenance.SIMULATED);
        core.onEvent(slot, timeNs);
        if (slot.isFaulted()) {
            throw new IllegalStateException("the gate failed", slot.failure());
        }
    }

    private void quote(Slot record) {
        change.wrapAndApplyHeader(record.buffer(), record.claimChecked(256), header).venueTimeNs(timeNs).updateId(1)
            .instrumentId(instrument).state(BookState.LIVE);
        change.bidsCount(1).next().price(bid).quantity(1_000_000);
        change.asksCount(1).next().price(bid + 2).quantity(1_000_000);
        record.commitChecked(HEADER + change.encodedLength());
    }

    private void intend(Slot record) {
        intent.wrapAndApplyHeader(record.buffer(), record.claimEffect(128), header)
            .price(price).quantity(quantity).instrumentId(instrument).strategyId(strategy).side(side).orderType(type)
            .timeInForce(timeInForce).reduceOnly((short) 0).triggerPrice(OrderIntentEncoder.triggerPriceNullValue())
            .expireTimeNs(expireTimeNs);
        record.commitEffect(HEADER + intent.encodedLength());
    }

    /** The venue has the last order. */
    void accept() {
        answer(ExecutionType.ACCEPTED, OrderStatus.ACCEPTED, 0);
    }

    /** The last order ended without a fill. */
    void expire() {
        answer(ExecutionType.EXPIRED, OrderStatus.EXPIRED, 0);
    }

    /** All of the last order was filled at a price. */
    void fill(long at) {
        answer(ExecutionType.FILL, OrderStatus.FILLED, at);
    }

    private void answer(ExecutionType kind, OrderStatus status, long fillPrice) {
        final boolean fill = kind == ExecutionType.FILL;
        slot.clear();
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(timeNs).receiveTimeNs(timeNs)
            .clientOrderId(orderId).venueOrderId(1)
            .executionId(fill ? ++executions : ExecutionReportEncoder.executionIdNullValue())
            .lastPrice(fill ? fillPrice : ExecutionReportEncoder.lastPriceNullValue())
            .lastQuantity(fill ? quantity : ExecutionReportEncoder.lastQuantityNullValue())
            .cumulativeQuantity(fill ? quantity : 0).leavesQuantity(0)
            .fee(0).instrumentId(instrument).executionType(kind).orderStatus(status)
            .side(side).liquidityRole(fill ? LiquidityRole.TAKER : LiquidityRole.NONE).rejectCode(RejectCode.NONE);
        ReportTail.plain(report, ReportSource.STREAM);
        commit(report.encodedLength());
    }

    /** A venue's account has news. */
    void gateway(Venue venue, GatewayCondition condition, long value) {
        slot.clear();
        final GatewayStatusEncoder status = new GatewayStatusEncoder();
        status.wrapAndApplyHeader(slot.buffer(), slot.event(), header).receiveTimeNs(timeNs).value(value)
            .instrumentId(GatewayStatusEncoder.instrumentIdNullValue()).venue(venue).condition(condition).detail("");
        commit(status.encodedLength());
    }

    /** An earlier run left a strategy halted by its loss. */
    void carryHalt(int strategyId) {
        slot.clear();
        final CarriedRiskEncoder carried = new CarriedRiskEncoder();
        carried.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .dayStartTimeNs(CarriedRiskEncoder.dayStartTimeNsNullValue()).dayStartEquity(0).peakEquity(0).equity(0)
            .strategyId(strategyId).state(TradingState.HALTED).reason(Reason.LOSS_LIMIT)
            .venue(Venue.NULL_VAL).instrumentId(CarriedRiskEncoder.instrumentIdNullValue());
        commit(carried.encodedLength());
    }

    void define(int id, Venue venue, long lot) {
        slot.clear();
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header).receiveTimeNs(timeNs).tickSize(1)
            .lotSize(lot).minQuantity(lot).maxQuantity(0).minNotional(0).instrumentId(id).venue(venue)
            .priceExponent((byte) -2).quantityExponent((byte) -8).status(InstrumentStatus.TRADING)
            .kind(InstrumentKind.SPOT).sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
            .contractSize(Instrument.ONE).symbol("S" + id).baseAsset("B" + id).quoteAsset("USDT")
            .canonical("B" + id + "/USD");
        commit(definition.encodedLength());
    }
}
