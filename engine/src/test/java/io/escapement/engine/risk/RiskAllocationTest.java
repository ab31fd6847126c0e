package io.escapement.engine.risk;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderIntentEncoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.orders.ReportTail;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.position.PositionStage;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** All controls on, orders, denials, fills, stops and stop-losses: no garbage, and the same again from one seed. */
class RiskAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MONEY = TestEvents.MONEY;

    static RiskConfig everything() {
        final Bounds all = Bounds.OPEN.with(Bound.ORDER_NOTIONAL, 100 * MONEY).with(Bound.COLLAR, 100)
            .with(Bound.WINDOW_COLLAR, 4_000).with(Bound.REFERENCE_AGE, 60 * SECOND).with(Bound.OPEN_ORDERS, 60)
            .with(Bound.OPEN_NOTIONAL, 100_000 * MONEY).with(Bound.CAPITAL, 100_000 * MONEY)
            .with(Bound.MESSAGES, 1_000).with(Bound.EXECUTIONS, 10_000).with(Bound.DAILY_LOSS, 1_000_000 * MONEY)
            .with(Bound.DRAWDOWN, 1_000_000 * MONEY).with(Bound.JUMP, 1_000).with(Bound.DEVIATION, 1_000);
        final StopLossRule stop = new StopLossRule(StopLossRule.Kind.TRAILING, 20, 250, 14, 60 * SECOND,
            Trigger.MARK, SECOND);
        return RiskFixture.config().withGlobal(all)
            .withGuards(Guards.usual(SECOND, 2 * SECOND).withDuplicateWindow(1_000))
            .withInstruments(List.of(RiskFixture.limits("BTCUSDT").withBounds(all).withStopLoss(stop)))
            .withVenues(List.of(new VenueLimits("BINANCE", all, false, false, 100)))
            .withStrategies(List.of(new StrategyLimits(1, all, List.of("BINANCE")),
                new StrategyLimits(2, all, List.of())))
            .withProfiles(new ProfileRule(true, 50_000, 500_000, 5_000, 50_000, SECOND, 90));
    }

    /** A market, two strategies and a venue that fills or ends what it gets, out of one seed. */
    private static final class Run {
        private final RiskStage risk = new RiskStage(everything());
        private final StageHarness harness;
        private final SplittableRandom random;
        private final BookChangeEncoder change = new BookChangeEncoder();
        private final OrderIntentEncoder intent = new OrderIntentEncoder();
        private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final MessageHeaderDecoder reading = new MessageHeaderDecoder();
        private final NewOrderDecoder order = new NewOrderDecoder();
        private final Consumer<Slot> quote = this::quote;
        private final Consumer<Slot> intents = this::intend;
        private final EventWriter report = this::report;
        private final EventWriter timer = TestEvents.timer(1);
        private final long[] ids = new long[64];
        private final Side[] sides = new Side[64];
        private final long[] left = new long[64];
        private final boolean[] live = new boolean[64];
        private final OrderReleasedDecoder released = new OrderReleasedDecoder();
        private final CancelOrderDecoder cancel = new CancelOrderDecoder();
        private int waiting;
        private int chosen;
        private int sent;
        private int stops;
        private long bid = 10_000;
        private long execution;

        Run(long seed, Stage... behind) {
            random = new SplittableRandom(seed);
            final Stage[] stages = new Stage[behind.length + 1];
            stages[0] = risk;
            System.arraycopy(behind, 0, stages, 1, behind.length);
            harness = new StageHarness(stages);
            harness.send(TestEvents.define(1, "BTCUSDT"));
        }

        void steps(int count) {
            for (int i = 0; i < count; i++) {
                harness.advance(random.nextInt(20_000_000));
                chosen = waiting == 0 ? -1 : random.nextInt(waiting);
                if (chosen >= 0 && live[chosen] && random.nextInt(3) > 0) {
                    harness.run(report);
                } else {
                    bid = Math.max(5_000, Math.min(20_000, bid + random.nextInt(11) - 5));
                    harness.upstream(quote);
                    harness.upstream(intents);
                    harness.run(timer);
                }
                collect();
            }
        }

        private void quote(Slot slot) {
            change.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(256), header).venueTimeNs(1).updateId(1)
                .instrumentId(1).state(BookState.LIVE);
            change.bidsCount(1).next().price(bid).quantity(100_000_000);
            change.asksCount(1).next().price(bid + 2).quantity(100_000_000);
            slot.commitChecked(8 + change.encodedLength());
        }

        private void intend(Slot slot) {
            final boolean buy = random.nextBoolean();
            final boolean stop = random.nextInt(8) == 0;
            final long price = bid + 1 + random.nextInt(200) - 100;
            intent.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), header)
                .price(price).quantity((6 + random.nextInt(10)) * 1_000_000L).instrumentId(1)
                .strategyId(1 + random.nextInt(2)).side(buy ? Side.BUY : Side.SELL)
                .orderType(stop ? OrderType.STOP : random.nextBoolean() ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(TimeInForce.IOC).reduceOnly((short) 0)
                .triggerPrice(stop ? bid + (buy ? 10 : -10) : OrderIntentEncoder.triggerPriceNullValue())
                .expireTimeNs(OrderIntentEncoder.expireTimeNsNullValue());
            slot.commitEffect(8 + intent.encodedLength());
        }

        private int report(MutableDirectBuffer buffer, int offset, MessageHeaderEncoder head) {
            final int index = chosen;
            final boolean fill = random.nextInt(3) > 0;
            left[index] -= fill ? 1_000_000 : left[index];
            encoder.wrapAndApplyHeader(buffer, offset, head).venueTimeNs(0).receiveTimeNs(0).clientOrderId(ids[index])
                .venueOrderId(1).executionId(++execution).lastPrice(bid).lastQuantity(1_000_000)
                .cumulativeQuantity(0).leavesQuantity(0).fee(1_000).instrumentId(1)
                .executionType(fill ? ExecutionType.FILL : ExecutionType.EXPIRED)
                .orderStatus(OrderStatus.ACCEPTED).side(sides[index]).liquidityRole(LiquidityRole.TAKER)
                .rejectCode(RejectCode.NONE);
            ReportTail.plain(encoder, ReportSource.STREAM);
            if (left[index] == 0) {
                forget(index);
            }
            return encoder.encodedLength();
        }

        private void forget(int index) {
            waiting--;
            ids[index] = ids[waiting];
            sides[index] = sides[waiting];
            left[index] = left[waiting];
            live[index] = live[waiting];
        }

        private int find(long id) {
            for (int i = 0; i < waiting; i++) {
                if (ids[i] == id) {
                    return i;
                }
            }
            return -1;
        }

        private void collect() {
            final Slot slot = harness.slot();
            for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
                if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(slot.buffer(), effect, reading);
                    stops += (order.clientOrderId() & 128) != 0 ? 1 : 0;
                    sent++;
                    ids[waiting] = order.clientOrderId();
                    left[waiting] = order.quantity();
                    live[waiting] = order.held() == 0;
                    sides[waiting++] = order.side();
                } else if (slot.templateId(effect) == OrderReleasedDecoder.TEMPLATE_ID) {
                    released.wrapAndApplyHeader(slot.buffer(), effect, reading);
                    live[find(released.clientOrderId())] = true;
                } else if (slot.templateId(effect) == CancelOrderDecoder.TEMPLATE_ID) {
                    cancel.wrapAndApplyHeader(slot.buffer(), effect, reading);
                    final int index = find(cancel.clientOrderId());
                    if (index >= 0 && !live[index]) {
                        forget(index);
                    }
                }
            }
        }
    }

    @Test
    void nothingIsAllocatedAfterWarmUp() {
        final Run run = new Run(7);
        run.steps(20_000);
        final int before = run.sent;
        long allocated = Long.MAX_VALUE;
        for (int pass = 0; pass < 30 && allocated > 0; pass++) {
            final long start = THREADS.getCurrentThreadAllocatedBytes();
            run.steps(5_000);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - start;
        }
        assertEquals(0, allocated, "bytes allocated in the best of 30 passes of 5,000 events");
        assertTrue(run.sent > before && run.stops > 0, run.sent + " orders, " + run.stops + " stop-losses");
    }

    /** The position stage throws where it and the orders stage do not see the same. */
    @Test
    void theStagesBehindFollowWhateverRiskLetsGoHoldsAmendsAndCloses() {
        final Run run = new Run(11, new OrdersStage(RiskFixture.ORDERS), new PositionStage(RiskFixture.ORDERS));
        run.steps(20_000);
        assertTrue(run.sent > 1_000 && run.stops > 100, run.sent + " orders, " + run.stops + " stop-losses");
    }

    @Test
    void twoRunsAreInTheSameStateWithTheSameBytes() {
        final Run one = new Run(42);
        final Run other = new Run(42);
        for (int i = 0; i < 20; i++) {
            one.steps(200);
            other.steps(200);
            assertEquals(List.of(one.risk.stateHash(), one.harness.bytesSeen()),
                List.of(other.risk.stateHash(), other.harness.bytesSeen()));
        }
        assertTrue(one.sent > 10, one.sent + " orders");
    }
}
