package io.escapement.engine.control;

import io.escapement.codecs.sbe.CarryEndedEncoder;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.control.TradingBoard.Judged;
import io.escapement.engine.control.TradingBoard.Trading;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What commands wait for is what the records say. */
class TradingBoardTest {
    private static final long ID = ClientOrderIds.of(7, 1, 0);

    private final TradingBoard board = new TradingBoard();
    private final StageHarness harness = new StageHarness(new OrdersStage(new OrdersConfig(7, 64,
        10 * TestEvents.SECOND)));

    private void send(EventWriter event) {
        harness.send(event);
        board.onRecord(harness.slot());
    }

    private void assertOrders(int open, int unknown) {
        assertEquals(open + " open, " + unknown + " unknown", board.open() + " open, " + board.unknown() + " unknown");
    }

    private void order(long id) {
        harness.upstream(OrderEvents.newOrder(id, 1, 1, Side.BUY, 100, 10, false));
        send(TestEvents.timer(1));
    }

    @Test
    void anOrderIsOpenFromItsIntentToItsEndAndUnknownOnlyMeanwhile() {
        send(TestEvents.define(1, "BTCUSDT"));
        order(ID);
        assertOrders(1, 0);
        send(OrderEvents.report(ID, Side.BUY, ExecutionType.OUTCOME_UNKNOWN, ReportSource.REPLY));
        assertOrders(1, 1);
        send(OrderEvents.report(ID, Side.BUY, ExecutionType.ACCEPTED, ReportSource.QUERY));
        assertOrders(1, 0);
        order(ClientOrderIds.of(7, 2, 0));
        assertOrders(2, 0);
        send(OrderEvents.report(ID, Side.BUY, ExecutionType.CANCELLED, ReportSource.STREAM));
        assertOrders(1, 0);
        assertEquals(harness.sequence(), board.sequence());
    }

    @Test
    void ordersOfTheRunBeforeCountAndThoseThatAreOverDoNot() {
        send(TestEvents.define(1, "BTCUSDT"));
        send(OrderEvents.carriedOrder(ID, Side.BUY, OrderStatus.UNKNOWN, 10, 0));
        send(OrderEvents.carriedOrder(ID + 1, Side.BUY, OrderStatus.FILLED, 10, 10, 4));
        assertOrders(1, 1);
        assertFalse(board.carryEnded());
        send((buffer, offset, header) -> new CarryEndedEncoder().wrapAndApplyHeader(buffer, offset, header)
            .sequence(1).snapshotSequence(0).orders(2).positions(0).from("").encodedLength());
        assertTrue(board.carryEnded());
    }

    @Test
    void commandsStatesAndGatewaysAreToldAsTheCoreTookThem() {
        assertEquals(new Trading(TradingState.ACTIVE, Reason.NONE, 0), board.trading());
        harness.upstream(slot -> slot.verdict(Verdict.APPLIED)).upstream(ControlDeskTest.trading(TradingState.HALTED,
            Reason.OPERATOR, false));
        send(TestEvents.command(Command.KILL, "anna", "it loses"));
        assertEquals(new Judged(1, Command.KILL, "anna", Verdict.APPLIED), board.judged());
        assertEquals(new Trading(TradingState.HALTED, Reason.OPERATOR, 1), board.trading());
        harness.upstream(ControlDeskTest.trading(TradingState.ACTIVE, Reason.OPERATOR, true));
        send(TestEvents.timer(1));
        assertEquals(TradingState.HALTED, board.trading().state(), "one strategy's state is not the engine's");
        send(OrderEvents.gateway(GatewayCondition.ALL_CANCELLED));
        send(OrderEvents.gateway(GatewayCondition.RECONCILED));
        send(OrderEvents.gateway(GatewayCondition.CLOCK_OFFSET));
        assertEquals(GatewayCondition.ALL_CANCELLED, board.cancelling().get(Venue.BINANCE).condition());
        assertEquals(GatewayCondition.RECONCILED, board.reconciling().get(Venue.BINANCE).condition());
        assertEquals(4, board.reconciling().get(Venue.BINANCE).sequence());
    }
}
