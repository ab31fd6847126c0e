package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OrdersStageTest {
    private static final long ID = ClientOrderIds.of(7, 1, 0);
    private static final Side BUY = Side.BUY;

    private final OrdersStage stage = new OrdersStage(new OrdersConfig(7, 16, 5 * SECOND));
    private final StageHarness harness = new StageHarness(stage);

    private static Consumer<Slot> newOrder(long id, long quantity) {
        return slot -> {
            final NewOrderEncoder encoder = new NewOrderEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(id).price(100).quantity(quantity).instrumentId(1).strategyId(1).side(BUY)
                .orderType(OrderType.LIMIT).timeInForce(TimeInForce.GTC).reduceOnly((short) 0)
                .held((short) 0).reason(Reason.STRATEGY)
                .triggerPrice(NewOrderEncoder.triggerPriceNullValue())
                .expireTimeNs(NewOrderEncoder.expireTimeNsNullValue());
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    private static Consumer<Slot> cancel(long id) {
        return slot -> {
            final CancelOrderEncoder encoder = new CancelOrderEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(id).instrumentId(1).reason(Reason.STRATEGY);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    private void open() {
        assertEquals(List.of("Order 7-1-0 1 INTENDED to SENT filled 0 leaves 10"),
            harness.upstream(newOrder(ID, 10)).send(timer(1)));
    }

    private void expect(byte verdict, List<String> lines, StageHarness.EventWriter event) {
        final List<String> actual = harness.send(event);
        assertEquals(lines, actual);
        assertEquals(verdict, harness.verdict());
    }

    private void expect(byte verdict, String line, StageHarness.EventWriter event) {
        expect(verdict, List.of(line), event);
    }

    private static StageHarness.EventWriter fillOf(long executionId, long quantity) {
        return fill(ID, 1, BUY, executionId, 100, quantity, 1);
    }

    @Test
    void anOrderIsAcceptedFilledInPartsAndDone() {
        open();
        expect(Verdict.APPLIED, "Order 7-1-0 1 SENT to ACCEPTED filled 0 leaves 10",
            report(ID, 1, BUY, ExecutionType.ACCEPTED));
        expect(Verdict.APPLIED, "Order 7-1-0 1 ACCEPTED to PARTIALLY_FILLED filled 3 leaves 7", fillOf(1, 3));
        expect(Verdict.APPLIED, "Order 7-1-0 1 PARTIALLY_FILLED to PARTIALLY_FILLED filled 5 leaves 5", fillOf(2, 2));
        expect(Verdict.APPLIED, "Order 7-1-0 1 PARTIALLY_FILLED to FILLED filled 10 leaves 0", fillOf(3, 5));
        expect(Verdict.IGNORED, List.of(), report(ID, 1, BUY, ExecutionType.CANCELLED));
    }

    @Test
    void fillsBeforeTheAcknowledgementCount() {
        open();
        expect(Verdict.APPLIED, "Order 7-1-0 1 SENT to PARTIALLY_FILLED filled 4 leaves 6", fillOf(1, 4));
        expect(Verdict.IGNORED, List.of(), report(ID, 1, BUY, ExecutionType.ACCEPTED));
        expect(Verdict.APPLIED, "Order 7-1-0 1 PARTIALLY_FILLED to FILLED filled 10 leaves 0", fillOf(2, 6));
        expect(Verdict.IGNORED, List.of(), report(ID, 1, BUY, ExecutionType.ACCEPTED));
    }

    @Test
    void aRepeatedExecutionIsIgnoredAndOneBeyondTheOrderRefused() {
        open();
        expect(Verdict.APPLIED, "Order 7-1-0 1 SENT to PARTIALLY_FILLED filled 4 leaves 6", fillOf(1, 4));
        expect(Verdict.IGNORED, List.of(), fillOf(1, 4));
        expect(Verdict.REFUSED, "Alarm 7-1-0 1 OVERFILL PARTIALLY_FILLED on FILL", fillOf(2, 7));
        expect(Verdict.APPLIED, "Order 7-1-0 1 PARTIALLY_FILLED to FILLED filled 10 leaves 0", fillOf(3, 6));
        expect(Verdict.IGNORED, List.of(), fillOf(3, 6));
        expect(Verdict.REFUSED, "Alarm 7-1-0 1 OVERFILL FILLED on FILL", fillOf(4, 1));
    }

    @Test
    void aFillThatOvertakesTheCancelCountsAndSoDoesOneThatComesAfterIt() {
        open();
        assertEquals(List.of("Order 7-1-0 1 SENT to CANCEL_PENDING filled 0 leaves 10"),
            harness.upstream(cancel(ID)).send(timer(1)));
        assertEquals(List.of(), harness.upstream(cancel(ID)).send(timer(1)));
        expect(Verdict.APPLIED, "Order 7-1-0 1 CANCEL_PENDING to CANCEL_PENDING filled 4 leaves 6", fillOf(1, 4));
        expect(Verdict.APPLIED, "Order 7-1-0 1 CANCEL_PENDING to CANCELLED filled 4 leaves 0",
            report(ID, 1, BUY, ExecutionType.CANCELLED));
        expect(Verdict.APPLIED, "Order 7-1-0 1 CANCELLED to CANCELLED filled 5 leaves 0", fillOf(2, 1));
        expect(Verdict.APPLIED, "Order 7-1-0 1 CANCELLED to FILLED filled 10 leaves 0", fillOf(3, 5));
        expect(Verdict.IGNORED, List.of(), report(ID, 1, BUY, ExecutionType.CANCELLED));
    }

    @Test
    void aRejectedCancelPutsTheOrderBackWhereItWas() {
        open();
        harness.send(report(ID, 1, BUY, ExecutionType.ACCEPTED));
        harness.upstream(cancel(ID)).send(timer(1));
        expect(Verdict.APPLIED, "Order 7-1-0 1 CANCEL_PENDING to ACCEPTED filled 0 leaves 10",
            report(ID, 1, BUY, ExecutionType.CANCEL_REJECTED));
        expect(Verdict.IGNORED, List.of(), report(ID, 1, BUY, ExecutionType.CANCEL_REJECTED));
    }

    @Test
    void anOrderThatTheVenueDoesNotKnowIsUnknownAndStaysOpen() {
        open();
        harness.upstream(cancel(ID)).send(timer(1));
        expect(Verdict.APPLIED, "Order 7-1-0 1 CANCEL_PENDING to UNKNOWN filled 0 leaves 10",
            report(ID, 1, BUY, ExecutionType.CANCEL_REJECTED, e -> e.rejectCode(RejectCode.UNKNOWN_ORDER)));
    }

    @Test
    void anOrderWithoutAnAnswerIsUnknownUntilThereIsOne() {
        open();
        assertEquals(List.of(), harness.advance(5 * SECOND - 1).send(timer(1)));
        assertEquals(List.of(), harness.advance(1).send(timer(2)));
        assertEquals(List.of("Order 7-1-0 1 SENT to UNKNOWN filled 0 leaves 10"), harness.send(timer(1)));
        assertEquals(List.of(), harness.advance(100 * SECOND).send(timer(1)));
        expect(Verdict.APPLIED, "Order 7-1-0 1 UNKNOWN to REJECTED filled 0 leaves 0",
            report(ID, 1, BUY, ExecutionType.REJECTED));
    }

    @Test
    void aFillOfARejectedOrderCountsAndAlarms() {
        open();
        harness.send(report(ID, 1, BUY, ExecutionType.REJECTED));
        expect(Verdict.APPLIED, List.of("Order 7-1-0 1 REJECTED to PARTIALLY_FILLED filled 1 leaves 9",
            "Alarm 7-1-0 1 ILLEGAL_TRANSITION PARTIALLY_FILLED on FILL"), fillOf(1, 1));
    }

    @Test
    void reportsThatContradictTheOrderAreRefused() {
        open();
        harness.send(fillOf(9, 1));
        final String line = "Alarm 7-1-0 %s PARTIALLY_FILLED on %s";
        expect(Verdict.REFUSED, line.formatted("2 MISMATCH", "FILL"), fill(ID, 2, BUY, 1, 100, 1, 0));
        expect(Verdict.REFUSED, line.formatted("1 MISMATCH", "FILL"), fill(ID, 1, Side.SELL, 1, 100, 1, 0));
        for (final StageHarness.EventWriter wrong : List.of(
            fill(ID, 1, BUY, 1, 0, 1, 0), fill(ID, 1, BUY, 1, 100, 0, 0), fill(ID, 1, BUY, 1, 100, -1, 0),
            fill(ID, 1, BUY, Long.MIN_VALUE, 100, 1, 0), fill(ID, 1, BUY, 1, 100, 1, Long.MIN_VALUE))) {
            expect(Verdict.REFUSED, line.formatted("1 BAD_NUMBERS", "FILL"), wrong);
        }
        expect(Verdict.REFUSED, line.formatted("1 BAD_NUMBERS", "NULL_VAL"),
            report(ID, 1, BUY, ExecutionType.NULL_VAL));
        expect(Verdict.REFUSED, line.formatted("1 ILLEGAL_TRANSITION", "REJECTED"),
            report(ID, 1, BUY, ExecutionType.REJECTED));
        expect(Verdict.REFUSED, line.formatted("1 ILLEGAL_TRANSITION", "NOT_FOUND"),
            report(ID, 1, BUY, ExecutionType.NOT_FOUND));
    }

    @Test
    void anAnswerWithoutASideIsNoContradictionButAFillWithoutOneIs() {
        open();
        harness.upstream(cancel(ID)).send(timer(1));
        expect(Verdict.APPLIED, "Order 7-1-0 1 CANCEL_PENDING to SENT filled 0 leaves 10",
            report(ID, 1, Side.UNKNOWN, ExecutionType.CANCEL_REJECTED));
        expect(Verdict.REFUSED, "Alarm 7-1-0 1 MISMATCH SENT on FILL", fill(ID, 1, Side.UNKNOWN, 1, 100, 1, 0));
    }

    @Test
    void reportsOfUnknownOrdersAreRefusedIfTheyMeanExposureAndIgnoredIfNot() {
        expect(Verdict.REFUSED, "Alarm 7-1-0 1 UNKNOWN_ORDER NULL_VAL on FILL", fillOf(1, 1));
        expect(Verdict.REFUSED, "Alarm 7-1-0 1 UNKNOWN_ORDER NULL_VAL on ACCEPTED",
            report(ID, 1, BUY, ExecutionType.ACCEPTED));
        for (final ExecutionType type : List.of(ExecutionType.CANCELLED, ExecutionType.EXPIRED,
            ExecutionType.REJECTED, ExecutionType.CANCEL_REJECTED)) {
            expect(Verdict.IGNORED, List.of(), report(ID, 1, BUY, type));
        }
        expect(Verdict.IGNORED, List.of(), fill(ClientOrderIds.of(8, 1, 0), 1, BUY, 1, 100, 1, 0));
        assertEquals(List.of(), harness.upstream(cancel(ID)).send(timer(1)));
    }

    @Test
    void theOldestOrderThatIsOverIsForgottenWhenRoomIsNeeded() {
        open();
        harness.send(report(ID, 1, BUY, ExecutionType.CANCELLED));
        for (int i = 1; i <= 16; i++) {
            expect(Verdict.IGNORED, List.of(), report(ID, 1, BUY, ExecutionType.CANCELLED));
            harness.upstream(newOrder(ClientOrderIds.of(7, 1, i), 1)).send(timer(1));
        }
        expect(Verdict.REFUSED, "Alarm 7-1-0 1 UNKNOWN_ORDER NULL_VAL on FILL", fillOf(1, 1));
        assertThrows(IllegalStateException.class,
            () -> harness.upstream(newOrder(ClientOrderIds.of(7, 1, 17), 1)).send(timer(1)));
    }
}
