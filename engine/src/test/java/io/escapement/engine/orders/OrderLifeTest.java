package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

import static io.escapement.engine.orders.OrderEvents.amend;
import static io.escapement.engine.orders.OrderEvents.cancel;
import static io.escapement.engine.orders.OrderEvents.carriedOrder;
import static io.escapement.engine.orders.OrderEvents.newOrder;
import static io.escapement.engine.orders.OrderEvents.release;
import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Held orders, amendments, outcomes that nobody knows, orders of runs before: what the stage says of them. */
class OrderLifeTest {
    private static final long ID = ClientOrderIds.of(7, 1, 0);
    private static final Side BUY = Side.BUY;
    private static final List<String> NOTHING = List.of();

    private final StageHarness harness = new StageHarness(new OrdersStage(new OrdersConfig(7, 16, 500 * SECOND)));

    OrderLifeTest() {
        harness.send(define(1, "BTCUSDT"));
    }

    private List<String> up(Consumer<Slot> effect) {
        return harness.upstream(effect).send(timer(2));
    }

    private List<String> says(ExecutionType type) {
        return harness.send(OrderEvents.report(ID, BUY, type, ReportSource.STREAM));
    }

    private static List<String> order(String change) {
        return List.of("Order 7-1-0 1 " + change);
    }

    private static EventWriter filled(long execution, long quantity) {
        return fill(ID, 1, BUY, execution, 100, quantity, 0);
    }

    private static EventWriter amended(long price, long quantity, long venueTimeNs) {
        return OrderEvents.report(ID, BUY, ExecutionType.AMENDED, ReportSource.STREAM, "",
            encoder -> encoder.price(price).quantity(quantity).venueTimeNs(venueTimeNs));
    }

    private void accepted(long quantity) {
        up(newOrder(ID, 1, 1, BUY, 100, quantity, false));
        assertEquals(order("SENT to ACCEPTED filled 0 leaves " + quantity), says(ExecutionType.ACCEPTED));
    }

    @Test
    void aHeldOrderIsIntendedUntilItIsReleased() {
        assertEquals(order("INTENDED to INTENDED filled 0 leaves 10"), up(newOrder(ID, 1, 1, BUY, 100, 10, true)));
        assertEquals(List.of("Alarm 7-1-0 1 ILLEGAL_TRANSITION INTENDED on ACCEPTED"), says(ExecutionType.ACCEPTED));
        assertEquals(order("INTENDED to INTENDED filled 0 leaves 8"), up(amend(ID, 101, 8)));
        assertEquals(order("INTENDED to SENT filled 0 leaves 8"), up(release(ID)));
        assertEquals(NOTHING, up(release(ID)));
        assertEquals(order("SENT to ACCEPTED filled 0 leaves 8"), says(ExecutionType.TRIGGERED));
    }

    @Test
    void aHeldOrderIsCancelledAtOnce() {
        up(newOrder(ID, 1, 1, BUY, 100, 10, true));
        assertEquals(order("INTENDED to CANCELLED filled 0 leaves 0"), up(cancel(ID)));
        assertEquals(NOTHING, up(release(ID)));
    }

    @Test
    void anAmendmentCountsWhenTheVenueHasAnsweredAndOnce() {
        accepted(10);
        assertEquals(NOTHING, up(amend(ID, 101, 20)));
        assertEquals(NOTHING, up(amend(ID, 101, 30)), "one at a time");
        assertEquals(order("ACCEPTED to ACCEPTED filled 0 leaves 20"), harness.send(amended(101, 20, 5)));
        assertEquals(NOTHING, harness.send(amended(101, 20, 5)), "repeated");
        assertEquals(NOTHING, up(amend(ID, 101, 25)));
        assertEquals(NOTHING, harness.send(amended(101, 20, 5)), "an old answer is none to a new question");
        assertEquals(order("ACCEPTED to ACCEPTED filled 0 leaves 20"), says(ExecutionType.AMEND_REJECTED));
        assertEquals(NOTHING, says(ExecutionType.AMEND_REJECTED));
    }

    @Test
    void whatFilledWhileAnAmendmentWasOnItsWayDecidesWhatItMeant() {
        accepted(10);
        up(amend(ID, 100, 20));
        assertEquals(order("ACCEPTED to PARTIALLY_FILLED filled 10 leaves 0"), harness.send(filled(1, 10)),
            "filled as ordered, perhaps not as amended");
        assertEquals(order("PARTIALLY_FILLED to FILLED filled 10 leaves 0"), says(ExecutionType.AMEND_REJECTED));
    }

    @Test
    void aFillBeyondTheOldQuantityProvesTheAmendment() {
        accepted(10);
        up(amend(ID, 100, 20));
        assertEquals(order("ACCEPTED to PARTIALLY_FILLED filled 15 leaves 5"), harness.send(filled(1, 15)));
        assertEquals(order("PARTIALLY_FILLED to FILLED filled 20 leaves 0"), harness.send(filled(2, 5)));
    }

    @Test
    void anAmendmentDownToWhatIsFilledEndsTheOrder() {
        accepted(10);
        harness.send(filled(1, 4));
        up(amend(ID, 100, 5));
        harness.send(filled(2, 1));
        assertEquals(order("PARTIALLY_FILLED to FILLED filled 5 leaves 0"), harness.send(amended(100, 5, 9)));
    }

    @Test
    void anOutcomeThatNobodyKnowsIsUnknownUntilTheVenueSaysMore() {
        up(newOrder(ID, 1, 1, BUY, 100, 10, false));
        assertEquals(order("SENT to UNKNOWN filled 0 leaves 10"), says(ExecutionType.OUTCOME_UNKNOWN));
        assertEquals(NOTHING, says(ExecutionType.OUTCOME_UNKNOWN));
        assertEquals(NOTHING, harness.advance(10_000 * SECOND).send(timer(1)));
        assertEquals(order("UNKNOWN to ACCEPTED filled 0 leaves 10"), says(ExecutionType.ACCEPTED));
        assertEquals(NOTHING, says(ExecutionType.OUTCOME_UNKNOWN), "a late word on a request that was answered");
    }

    @Test
    void anOrderThatNeverArrivedIsRejectedWithACorrection() {
        up(newOrder(ID, 1, 1, BUY, 100, 10, false));
        says(ExecutionType.OUTCOME_UNKNOWN);
        assertEquals(List.of("Order 7-1-0 1 UNKNOWN to REJECTED filled 0 leaves 0",
            "Correction NEVER_ARRIVED 7-1-0 1 had 10 venue 0 "), says(ExecutionType.NOT_FOUND));
        assertEquals(List.of("Order 7-1-0 1 REJECTED to ACCEPTED filled 0 leaves 10",
            "Alarm 7-1-0 1 ILLEGAL_TRANSITION ACCEPTED on ACCEPTED"), says(ExecutionType.ACCEPTED));
    }

    @Test
    void anOrderThatTheVenueHasAcceptedCannotNeverHaveArrived() {
        accepted(10);
        assertEquals(List.of("Alarm 7-1-0 1 ILLEGAL_TRANSITION ACCEPTED on NOT_FOUND"), says(ExecutionType.NOT_FOUND));
        up(cancel(ID));
        assertEquals(List.of("Alarm 7-1-0 1 ILLEGAL_TRANSITION CANCEL_PENDING on NOT_FOUND"),
            says(ExecutionType.NOT_FOUND));
    }

    @Test
    void anOrderOfARunBeforeIsWhatItWasAndKnowsItsFills() {
        assertEquals(NOTHING, harness.send(carriedOrder(ID, BUY, OrderStatus.PARTIALLY_FILLED, 10, 4, 77, 78)));
        assertEquals(NOTHING, harness.send(filled(78, 2)), "a fill of the run before");
        assertEquals(order("PARTIALLY_FILLED to FILLED filled 10 leaves 0"), harness.send(filled(79, 6)));
        final long sent = ClientOrderIds.of(7, 2, 0);
        harness.send(carriedOrder(sent, BUY, OrderStatus.UNKNOWN, 10, 0));
        assertEquals(List.of("Order 7-2-0 1 UNKNOWN to ACCEPTED filled 0 leaves 10"),
            harness.send(OrderEvents.report(sent, BUY, ExecutionType.ACCEPTED, ReportSource.QUERY)));
    }
}
