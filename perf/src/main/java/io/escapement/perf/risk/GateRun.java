package io.escapement.perf.risk;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
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
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.ReportTail;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.risk.RiskStage;
import org.HdrHistogram.Histogram;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The risk stage alone in a core, with all controls on, {@value #INSTRUMENTS} instruments and {@value #RESTING} orders
 * resting: one intent a record, of which some break a rule each, and the time that the stage takes over the record.
 */
public final class GateRun {
    public static final int RESTING = 50;
    static final int INSTRUMENTS = 20;
    private static final int ENGINE = 1;
    private static final int RECORD = 16 * 1024;
    private static final long STEP_NS = 2_000_000L;
    private static final long LOT = 1_000;
    private static final long BID = 1_000_000;

    private final Slot slot = new Slot(ByteBuffer.allocateDirect(2 * RECORD).order(ByteOrder.LITTLE_ENDIAN), RECORD);
    private final Histogram[] byRule = new Histogram[RiskRule.LIMITS.value() + 1];
    private final Core core = new Core(List.of(new Scripted(), new Timed()));
    private final SplittableRandom random = new SplittableRandom(7);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder reading = new MessageHeaderDecoder();
    private final BookChangeEncoder change = new BookChangeEncoder();
    private final OrderIntentEncoder intent = new OrderIntentEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final OrderDeniedDecoder denied = new OrderDeniedDecoder();
    private final long[] lastQuoted = new long[INSTRUMENTS + 1];
    private long timeNs = 1_700_000_000_000_000_000L;
    private boolean scripted;
    private boolean resting;
    private int instrument = 1;
    private long tookNs;
    private long sent;

    public GateRun() {
        for (int i = 0; i < byRule.length; i++) {
            byRule[i] = new Histogram(1, 1_000_000_000L, 3);
        }
        for (int id = 1; id <= INSTRUMENTS; id++) {
            define(id);
        }
        resting = true;
        for (int i = 0; i < RESTING; i++) {
            instrument = 1 + i % INSTRUMENTS;
            step(i);
            accept();
        }
        resting = false;
        clear();
    }

    /** What came from the strategies: a quote and an intent. */
    private final class Scripted implements Stage {
        @Override
        public String name() {
            return "script";
        }

        @Override
        public void onEvent(Slot record) {
            if (scripted) {
                quote(record);
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
        private final RiskStage risk = new RiskStage(GateLimits.of(ENGINE, INSTRUMENTS));

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

    /** Judges so many intents; what is sent expires at once. */
    public void run(int intents) {
        for (int i = 0; i < intents; i++) {
            instrument = 1 + i % INSTRUMENTS;
            step(i);
            count();
        }
    }

    /** Forgets what was measured so far. */
    public void clear() {
        for (final Histogram histogram : byRule) {
            histogram.reset();
        }
        sent = 0;
    }

    /** Nanoseconds of records whose intent was allowed. */
    public Histogram allowed() {
        return byRule[0];
    }

    /** Nanoseconds of records whose intent was denied by the rule. */
    public Histogram denied(RiskRule rule) {
        return byRule[rule.value()];
    }

    /** Of all of them. */
    public Histogram all() {
        final Histogram all = new Histogram(1, 1_000_000_000L, 3);
        for (final Histogram histogram : byRule) {
            all.add(histogram);
        }
        return all;
    }

    public long sent() {
        return sent;
    }

    private void step(int number) {
        timeNs += STEP_NS;
        slot.clear();
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(timeNs).receiveTimeNs(timeNs)
            .tradeId(number).price(BID).quantity(LOT).instrumentId(instrument).aggressorSide(Side.BUY);
        scripted = true;
        commit(trade.encodedLength());
        scripted = false;
    }

    private void commit(int length) {
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + length, Provenance.SIMULATED);
        core.onEvent(slot, timeNs);
        if (slot.isFaulted()) {
            throw new IllegalStateException("the gate failed", slot.failure());
        }
    }

    private void quote(Slot record) {
        final long bid = BID + random.nextInt(21) - 10;
        lastQuoted[instrument] = bid;
        change.wrapAndApplyHeader(record.buffer(), record.claimChecked(256), header).venueTimeNs(timeNs).updateId(1)
            .instrumentId(instrument).state(BookState.LIVE);
        change.bidsCount(1).next().price(bid).quantity(LOT * 1_000);
        change.asksCount(1).next().price(bid + 2).quantity(LOT * 1_000);
        record.commitChecked(MessageHeaderEncoder.ENCODED_LENGTH + change.encodedLength());
    }

    /** Three of four are sound; the others break a rule each. */
    private void intend(Slot record) {
        final int spoilt = resting ? 0 : random.nextInt(32);
        final long bid = lastQuoted[instrument];
        final boolean market = !resting && random.nextInt(4) == 0;
        final long price = switch (spoilt) {
            case 1 -> bid * 2;
            case 2 -> bid + 15_000;
            case 3 -> Long.MIN_VALUE;
            default -> resting ? bid - 2_000 - random.nextInt(100) : bid + 1 + random.nextInt(50);
        };
        final long quantity = switch (spoilt) {
            case 4 -> LOT * 1_000_000;
            case 5 -> LOT + 1;
            default -> LOT * (10_000 + random.nextInt(5_000));
        };
        intent.wrapAndApplyHeader(record.buffer(), record.claimEffect(128), header)
            .price(price).quantity(quantity).instrumentId(spoilt == 6 ? INSTRUMENTS + 1 : instrument)
            .strategyId(spoilt == 7 ? 9 : 1 + random.nextInt(2))
            .side(spoilt == 8 ? Side.SELL : Side.BUY)
            .orderType(market ? OrderType.MARKET : OrderType.LIMIT)
            .timeInForce(resting ? TimeInForce.GTC : TimeInForce.IOC)
            .reduceOnly((short) (spoilt == 8 ? 1 : 0))
            .triggerPrice(OrderIntentEncoder.triggerPriceNullValue())
            .expireTimeNs(spoilt == 9 ? 1 : OrderIntentEncoder.expireTimeNsNullValue());
        record.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + intent.encodedLength());
    }

    private void count() {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                order.wrapAndApplyHeader(slot.buffer(), effect, reading);
                byRule[0].recordValue(tookNs);
                sent++;
                answer(order.clientOrderId(), order.side(), ExecutionType.EXPIRED);
                return;
            }
            if (slot.templateId(effect) == OrderDeniedDecoder.TEMPLATE_ID) {
                denied.wrapAndApplyHeader(slot.buffer(), effect, reading);
                byRule[denied.rule().value()].recordValue(tookNs);
                return;
            }
        }
    }

    private void accept() {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                order.wrapAndApplyHeader(slot.buffer(), effect, reading);
                answer(order.clientOrderId(), order.side(), ExecutionType.ACCEPTED);
                return;
            }
        }
        throw new IllegalStateException("an order that was to rest was denied");
    }

    private void answer(long id, Side side, ExecutionType type) {
        slot.clear();
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(timeNs).receiveTimeNs(timeNs)
            .clientOrderId(id).venueOrderId(1).executionId(ExecutionReportEncoder.executionIdNullValue())
            .lastPrice(ExecutionReportEncoder.lastPriceNullValue())
            .lastQuantity(ExecutionReportEncoder.lastQuantityNullValue()).cumulativeQuantity(0).leavesQuantity(0)
            .fee(0).instrumentId(instrument).executionType(type)
            .orderStatus(type == ExecutionType.ACCEPTED ? OrderStatus.ACCEPTED : OrderStatus.EXPIRED)
            .side(side).liquidityRole(LiquidityRole.NONE).rejectCode(RejectCode.NONE);
        ReportTail.plain(report, ReportSource.STREAM);
        commit(report.encodedLength());
    }

    private void define(int id) {
        slot.clear();
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header).receiveTimeNs(timeNs).tickSize(1)
            .lotSize(LOT).minQuantity(LOT).maxQuantity(0).minNotional(0).instrumentId(id).venue(Venue.BINANCE)
            .priceExponent((byte) -2).quantityExponent((byte) -8).status(InstrumentStatus.TRADING)
            .kind(InstrumentKind.SPOT).sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
            .contractSize(Instrument.ONE).symbol("S" + id).baseAsset("B" + id).quoteAsset("USDT")
            .canonical("B" + id + "/USD");
        commit(definition.encodedLength());
    }
}
