package io.escapement.engine.decision;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a strategy can say, by one that says what each test wants at its instrument's timer. */
class IntentsTest {
    private static final OrdersConfig ORDERS = new OrdersConfig(7, 64, 5 * SECOND);
    private static final long NONE = OrderTerms.NONE;

    private final Scripted strategy = new Scripted();
    private final StageHarness harness =
        new StageHarness(new DecisionStage(new DecisionConfig(ORDERS, SECOND), List.of(strategy)));

    private static final class Scripted implements Strategy {
        private BiConsumer<DecisionView, Intents> script = (view, intents) -> { };
        private final List<String> heard = new ArrayList<>();

        @Override
        public int id() {
            return 3;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public void onTimer(Instrument instrument, DecisionView view, Intents intents) {
            script.accept(view, intents);
        }

        @Override
        public void onOrder(Instrument instrument, Order order, DecisionView view, Intents intents) {
            heard.add(ClientOrderIds.sequence(order.clientOrderId()) + " " + order.status() + " position "
                + view.holding(instrument.id()).position());
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    IntentsTest() {
        harness.send(define(1, "BTCUSDT"));
    }

    private List<String> says(BiConsumer<DecisionView, Intents> script) {
        strategy.script = script;
        final List<String> lines = harness.send(timer(1));
        strategy.script = (view, intents) -> { };
        return lines;
    }

    private long id() {
        return ClientOrderIds.of(7, harness.sequence(), 0);
    }

    private static OrderTerms terms(OrderType type, TimeInForce timeInForce, long price, long trigger) {
        return new OrderTerms().limit(1, 0, Side.SELL, price, 10).type(type).timeInForce(timeInForce)
            .triggerPrice(trigger).reduceOnly(true);
    }

    private long rests() {
        says((view, intents) -> intents.place(1, 1, terms(OrderType.LIMIT, TimeInForce.GTC, 100, NONE)));
        final long id = id();
        harness.send(report(id, 1, Side.SELL, ExecutionType.ACCEPTED));
        return id;
    }

    @Test
    void everyTypeAndTimeInForceIsSaidAsItIsWanted() {
        final List<String> lines = says((view, intents) -> {
            intents.place(2, 1, terms(OrderType.LIMIT, TimeInForce.POST_ONLY, 100, NONE));
            intents.place(2, 1, terms(OrderType.LIMIT, TimeInForce.GTD, 100, NONE).expireTimeNs(77));
            intents.place(2, 1, terms(OrderType.MARKET, TimeInForce.IOC, NONE, NONE));
            intents.place(2, 1, terms(OrderType.STOP, TimeInForce.GTC, NONE, 90));
            intents.place(2, 1, terms(OrderType.STOP_LIMIT, TimeInForce.GTC, 89, 90));
            intents.place(2, 1, terms(OrderType.TAKE_PROFIT, TimeInForce.FOK, NONE, 110));
            intents.place(2, 1, terms(OrderType.TAKE_PROFIT_LIMIT, TimeInForce.GTC, 109, 110));
        });
        lines.removeIf(line -> line.startsWith("Signal 1 s3 SELL 2.0 of 1.0"));
        assertEquals(List.of(
            "Intent 1 s3 SELL 10@100 LIMIT POST_ONLY reduce",
            "Intent 1 s3 SELL 10@100 LIMIT GTD reduce till 77",
            "Intent 1 s3 SELL 10@none MARKET IOC reduce",
            "Intent 1 s3 SELL 10@none STOP GTC reduce at 90",
            "Intent 1 s3 SELL 10@89 STOP_LIMIT GTC reduce at 90",
            "Intent 1 s3 SELL 10@none TAKE_PROFIT FOK reduce at 110",
            "Intent 1 s3 SELL 10@109 TAKE_PROFIT_LIMIT GTC reduce at 110"), lines);
    }

    @Test
    void anUnknownInstrumentOrMoreThanARecordHoldsIsNotRecorded() {
        assertEquals(List.of(), says((view, intents) -> assertNull(
            intents.place(1, 1, new OrderTerms().limit(9, 0, Side.BUY, 100, 10)))));
        assertEquals(2 * Intents.MOST_PER_RECORD, says((view, intents) -> {
            for (int i = 0; i <= Intents.MOST_PER_RECORD; i++) {
                final OrderTerms terms = terms(OrderType.LIMIT, TimeInForce.GTC, 100 + i, NONE);
                assertEquals(i == Intents.MOST_PER_RECORD, intents.place(1, 1, terms) == null);
            }
        }).size());
    }

    @Test
    void anOrderIsAmendedOnceAtATimeAndAgainWhenNobodyAnswers() {
        final long id = rests();
        final List<String> said = List.of("Amend 7-2-0 1 s3 12@101");
        assertEquals(said, says((view, intents) -> assertTrue(intents.amend(view.order(id), 101, 12))));
        assertEquals(List.of(), says((view, intents) -> assertFalse(intents.amend(view.order(id), 101, 12))));
        harness.advance(SECOND);
        assertEquals(said, says((view, intents) -> assertTrue(intents.amend(view.order(id), 101, 12))));
        harness.send(OrderEvents.report(id, Side.SELL, ExecutionType.AMENDED, ReportSource.STREAM));
        says((view, intents) -> assertEquals(List.of(101L, 12L),
            List.of(view.order(id).price(), view.order(id).quantity())));
    }

    @Test
    void oneOrAllOrdersAreCancelledAndNoneTwice() {
        final long first = rests();
        final long second = rests();
        assertEquals(List.of("Cancel 7-2-0 1 STRATEGY"),
            says((view, intents) -> assertTrue(intents.cancel(view.order(first)))));
        assertEquals(List.of("Cancel 7-4-0 1 STRATEGY"),
            says((view, intents) -> assertEquals(1, intents.cancelAll(1))));
        assertEquals(List.of(), says((view, intents) -> assertEquals(0, intents.cancelAll(1))));
        assertEquals(List.of(OrderStatus.CANCEL_PENDING, OrderStatus.CANCEL_PENDING), statuses(first, second));
    }

    private List<OrderStatus> statuses(long... ids) {
        final List<OrderStatus> statuses = new ArrayList<>();
        says((view, intents) -> {
            for (final long id : ids) {
                statuses.add(view.order(id) == null ? null : view.order(id).status());
            }
        });
        return statuses;
    }

    @Test
    void aStopIsIntendedUntilSomethingIsReportedOfItAndIsNeverTakenForDenied() {
        says((view, intents) -> intents.place(1, 1, terms(OrderType.STOP, TimeInForce.GTC, NONE, 90)));
        final long id = id();
        harness.advance(100 * SECOND).send(timer(1));
        assertEquals(List.of(OrderStatus.INTENDED), statuses(id));
        harness.send(fill(id, 1, Side.SELL, 1, 90, 4, 0));
        assertEquals(List.of(OrderStatus.PARTIALLY_FILLED), statuses(id));
        assertEquals(List.of("2 PARTIALLY_FILLED position -4"), strategy.heard);
    }

    @Test
    void aStopThatNobodyReportedOnCanBeCancelled() {
        says((view, intents) -> intents.place(1, 1, terms(OrderType.STOP, TimeInForce.GTC, NONE, 90)));
        final long id = id();
        assertEquals(List.of("Cancel 7-2-0 1 STRATEGY"),
            says((view, intents) -> assertTrue(intents.cancel(view.order(id)))));
        assertEquals(List.of(OrderStatus.CANCELLED), statuses(id));
    }

    @Test
    void anIntentWithoutAReportIsTakenForDeniedAndComesBackWithOne() {
        says((view, intents) -> intents.place(1, 1, terms(OrderType.LIMIT, TimeInForce.GTC, 100, NONE)));
        final long id = id();
        harness.advance(SECOND).send(timer(1));
        says((view, intents) -> assertNull(view.firstOrder(1)));
        harness.send(report(id, 1, Side.SELL, ExecutionType.ACCEPTED));
        says((view, intents) -> assertEquals(id, view.firstOrder(1).clientOrderId()));
    }

    @Test
    void aFillOfAnOrderThatRiskMadeClosesThePositionOfWhoHasOne() {
        final long id = rests();
        harness.send(fill(id, 1, Side.SELL, 1, 100, 10, 0));
        final long closing = ClientOrderIds.of(7, 99, ClientOrderIds.FIRST_OF_RISK);
        harness.send(report(closing, 1, Side.BUY, ExecutionType.FILL, encoder -> encoder.executionId(5).lastPrice(101)
            .lastQuantity(4).fee(0).cumulativeQuantity(4).leavesQuantity(6)));
        harness.send(fill(closing, 1, Side.BUY, 5, 101, 4, 0));
        says((view, intents) -> assertEquals(-6, view.holding(1).position()));
    }

    @Test
    void ordersAndPositionsOfARunBeforeAreTheStrategysOwn() {
        final long id = ClientOrderIds.of(7, 1_000_000, 0);
        final StageHarness again = new StageHarness(new DecisionStage(new DecisionConfig(ORDERS, SECOND),
            List.of(strategy(1))));
        again.send(define(1, "BTCUSDT"));
        again.send(OrderEvents.carriedOrder(id, Side.SELL, OrderStatus.ACCEPTED, 10, 0));
        again.send(OrderEvents.carriedPosition(1, 25, 1, 0));
        strategy.script = (view, intents) -> assertEquals(List.of(id, 25L), List.of(
            view.holding(1).working(view.eventTimeNs()).clientOrderId(), view.holding(1).position()));
        again.send(timer(1));
    }

    /** The scripted strategy under another id. */
    private Strategy strategy(int id) {
        return new Strategy() {
            @Override
            public int id() {
                return id;
            }

            @Override
            public String name() {
                return "scripted";
            }

            @Override
            public void onTimer(Instrument instrument, DecisionView view, Intents intents) {
                strategy.script.accept(view, intents);
            }

            @Override
            public long stateHash() {
                return 0;
            }
        };
    }
}
