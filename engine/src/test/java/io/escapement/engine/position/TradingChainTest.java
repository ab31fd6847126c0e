package io.escapement.engine.position;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.decision.DecisionConfig;
import io.escapement.engine.decision.DecisionStage;
import io.escapement.engine.decision.OrderFlowConfig;
import io.escapement.engine.decision.OrderFlowImbalance;
import io.escapement.engine.decision.TradedInstrument;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.orders.ReportTail;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.risk.InstrumentLimits;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.RiskStage;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** All stages of this side of the core in their order, on a random market: same bytes again, and no garbage. */
class TradingChainTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OrdersConfig ORDERS = new OrdersConfig(7, 64, 5 * SECOND);

    /** A market, a clock and a venue that fills, cancels, repeats and delays, out of one seed. */
    private static final class Run {
        private final List<Stage> stages = stages();
        private final StageHarness harness = new StageHarness(stages.toArray(new Stage[0]));
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final NewOrderDecoder order = new NewOrderDecoder();
        private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
        private final long[] ids = new long[64];
        private final Side[] sides = new Side[64];
        private final long[] prices = new long[64];
        private final long[] left = new long[64];
        private final long[] last = new long[64];
        private final EventWriter timer = TestEvents.timer(1);
        private final TradeEncoder trade = new TradeEncoder();
        private final SplittableRandom random;
        private final Consumer<Slot> quote = this::quote;
        private final EventWriter report = this::report;
        private final EventWriter trades = this::trade;
        private final BookChangeEncoder change =
            new BookChangeEncoder();
        private final MessageHeaderEncoder changeHeader =
            new MessageHeaderEncoder();
        private int waiting;
        private int orders;
        private int fills;
        private long bid = 10_000;
        private long tradeId;
        private long execution;

        Run(long seed) {
            random = new SplittableRandom(seed);
            harness.send(TestEvents.define(1, "BTCUSDT"));
        }

        private static List<Stage> stages() {
            final OrderFlowConfig flow = new OrderFlowConfig(1,
                List.of(new TradedInstrument("BINANCE", "BTCUSDT", new BigDecimal("0.1"))), SECOND, 10, 1.2,
                3 * SECOND, SECOND / 2, OrderFlowConfig.Style.TAKER, SECOND, true);
            final RiskConfig risk = new RiskConfig(ORDERS, List.of(1), List.of(new InstrumentLimits("BINANCE",
                "BTCUSDT", BigDecimal.ONE, new BigDecimal("1000000"), new BigDecimal("1"), 5, 100, 10 * SECOND)), 8,
                3, SECOND, SECOND);
            return List.of(new BarsStage(new BarsConfig(List.of(SECOND, 60 * SECOND), SECOND / 4, 10, 60 * SECOND)),
                new DecisionStage(new DecisionConfig(ORDERS, SECOND), List.of(new OrderFlowImbalance(flow))),
                new RiskStage(risk), new OrdersStage(ORDERS), new PositionStage(ORDERS));
        }

        void steps(int count) {
            for (int i = 0; i < count; i++) {
                step();
            }
        }

        void step() {
            harness.advance(random.nextInt(40_000_000));
            final int kind = random.nextInt(10);
            if (waiting > 0 && kind < 3) {
                harness.run(report);
            } else if (kind < 8) {
                bid += random.nextInt(3) - 1;
                harness.upstream(quote);
                harness.run(timer);
            } else {
                harness.run(trades);
            }
            collect();
        }

        private void quote(Slot slot) {
            change.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(256), changeHeader).venueTimeNs(1).updateId(1)
                .instrumentId(1).state(BookState.LIVE);
            change.bidsCount(1).next().price(bid).quantity(1 + random.nextInt(100_000_000));
            change.asksCount(1).next().price(bid + 1).quantity(1 + random.nextInt(100_000_000));
            slot.commitChecked(8 + change.encodedLength());
        }

        private int trade(MutableDirectBuffer buffer, int offset,
                          MessageHeaderEncoder head) {
            return trade.wrapAndApplyHeader(buffer, offset, head).venueTimeNs(harness.now()).receiveTimeNs(0)
                .tradeId(++tradeId).price(bid).quantity(1 + random.nextInt(1_000)).instrumentId(1)
                .aggressorSide(Side.BUY).encodedLength();
        }

        private int report(MutableDirectBuffer buffer, int offset,
                           MessageHeaderEncoder head) {
            final int index = random.nextInt(waiting);
            final int kind = random.nextInt(6);
            final boolean repeated = kind == 2 && last[index] > 0;
            final boolean fill = kind >= 2;
            if (fill && !repeated) {
                left[index] -= 2_000_000;
                last[index] = ++execution;
                fills++;
            }
            encoder.wrapAndApplyHeader(buffer, offset, head).venueTimeNs(0).receiveTimeNs(0).clientOrderId(ids[index])
                .venueOrderId(1).executionId(last[index]).lastPrice(prices[index])
                .lastQuantity(2_000_000).cumulativeQuantity(0).leavesQuantity(0).fee(1_000).instrumentId(1)
                .executionType(kind == 0 ? ExecutionType.EXPIRED : fill ? ExecutionType.FILL : ExecutionType.ACCEPTED)
                .orderStatus(OrderStatus.ACCEPTED).side(sides[index]).liquidityRole(LiquidityRole.TAKER)
                .rejectCode(RejectCode.NONE);
            ReportTail.plain(encoder, ReportSource.STREAM);
            if (kind == 0 || left[index] == 0) {
                forget(index);
            }
            return encoder.encodedLength();
        }

        private void forget(int index) {
            waiting--;
            ids[index] = ids[waiting];
            sides[index] = sides[waiting];
            prices[index] = prices[waiting];
            left[index] = left[waiting];
            last[index] = last[waiting];
        }

        private void collect() {
            final Slot slot = harness.slot();
            for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
                if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(slot.buffer(), effect, header);
                    ids[waiting] = order.clientOrderId();
                    sides[waiting] = order.side();
                    prices[waiting] = order.price();
                    left[waiting] = order.quantity();
                    last[waiting++] = 0;
                    orders++;
                }
            }
        }
    }

    private static List<Long> hashes(long seed) {
        final Run run = new Run(seed);
        final List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            run.step();
            if (i == 15_000) {
                run.harness.run(TestEvents.command(Command.KILL, "", ""));
            }
            hashes.add(run.harness.bytesSeen());
        }
        run.stages.forEach(stage -> hashes.add(stage.stateHash()));
        assertTrue(run.orders > 50 && run.fills > 100, run.orders + " orders, " + run.fills + " fills");
        return hashes;
    }

    @Test
    void twoRunsMakeTheSameBytesAndStates() {
        assertEquals(hashes(42), hashes(42));
    }

    @Test
    void nothingIsAllocatedAfterWarmUp() {
        final Run run = new Run(7);
        run.steps(20_000);
        long allocated = Long.MAX_VALUE;
        final int before = run.orders;
        for (int pass = 0; pass < 30 && allocated > 0; pass++) {
            final long start = THREADS.getCurrentThreadAllocatedBytes();
            run.steps(5_000);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - start;
        }
        assertEquals(0, allocated, "bytes allocated in the best of 30 passes of 5,000 events");
        assertTrue(run.orders > before, "orders were made while it was measured");
    }
}
