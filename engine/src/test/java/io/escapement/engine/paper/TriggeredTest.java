package io.escapement.engine.paper;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** V12, and V9 of amendments. */
class TriggeredTest {
    private final MatchingRig rig = new MatchingRig();

    TriggeredTest() {
        rig.bid(99, 5, 98, 7).ask(101, 4, 102, 6);
    }

    @Test
    void aStopWaitsForAPrintThatIsAsBadAsItsTriggerAndThenTakesWhatThereIs() {
        rig.triggered(1, Side.BUY, OrderType.STOP, 103, 0, 5);
        rig.said("1 ACCEPTED");
        rig.print(Side.BUY, 102, 1).said();
        rig.print(Side.SELL, 103, 1).said("1 TRIGGERED", "1 FILL 4@101 TAKER", "1 FILL 1@102 TAKER");
    }

    @Test
    void aTakeProfitWaitsForAPrintThatIsAsGoodAndALimitBindsIt() {
        rig.triggered(1, Side.SELL, OrderType.TAKE_PROFIT_LIMIT, 103, 99, 6);
        rig.triggered(2, Side.SELL, OrderType.STOP, 97, 0, 1);
        rig.forget();
        // everything at 99, the rest rests there
        rig.print(Side.UNKNOWN, 104, 1).said("1 TRIGGERED", "1 FILL 5@99 TAKER");
        rig.print(Side.BUY, 99, 9).said("1 FILL 1@99 MAKER");
        assertEquals(1, rig.matching.waitingOrders());
    }

    @Test
    void severalAreTriggeredInTheOrderOfTheirComing() {
        rig.triggered(1, Side.SELL, OrderType.STOP, 98, 0, 4);
        rig.triggered(2, Side.SELL, OrderType.STOP, 97, 0, 4);
        rig.triggered(3, Side.SELL, OrderType.STOP_LIMIT, 98, 98, 4);
        rig.forget();
        rig.bid(99, 5, 98, 7).print(Side.UNKNOWN, 97, 1).said("1 TRIGGERED", "1 FILL 4@99 TAKER", "2 TRIGGERED",
            "2 FILL 1@99 TAKER", "2 FILL 3@98 TAKER", "3 TRIGGERED", "3 FILL 4@98 TAKER");
    }

    @Test
    void whatTheLastPrintWouldTriggerAtOnceIsRejected() {
        rig.print(Side.BUY, 101, 1).forget();
        rig.triggered(1, Side.BUY, OrderType.STOP, 101, 0, 1);
        rig.triggered(2, Side.BUY, OrderType.TAKE_PROFIT, 101, 0, 1);
        rig.triggered(3, Side.BUY, OrderType.STOP, 102, 0, 1);
        rig.said("1 REJECTED WOULD_TRIGGER", "2 REJECTED WOULD_TRIGGER", "3 ACCEPTED");
    }

    @Test
    void withoutATrustedBookNothingIsTriggered() {
        rig.triggered(1, Side.BUY, OrderType.STOP, 103, 0, 1);
        rig.state(false).forget();
        rig.print(Side.BUY, 104, 1).said();
        rig.state(true).print(Side.BUY, 104, 1).said("1 TRIGGERED", "1 FILL 1@101 TAKER");
    }

    @Test
    void aStopThatWouldTradeWithOurOwnOrderEndsWhenItIsTriggered() {
        rig.order(1, Side.SELL, TimeInForce.GTC, 101, 1);
        rig.triggered(2, Side.BUY, OrderType.STOP, 103, 0, 1);
        rig.forget();
        rig.print(Side.SELL, 103, 1).said("2 TRIGGERED", "2 EXPIRED SELF_TRADE");
    }

    @Test
    void aWaitingOrderCanBeAmendedAndCancelled() {
        final PaperOrder order = rig.triggered(1, Side.BUY, OrderType.STOP_LIMIT, 103, 104, 5);
        rig.forget();
        assertEquals(RejectCode.NONE, rig.amend(order, 105, 6));
        rig.cancel(order);
        rig.said("1 AMENDED 6@105", "1 CANCELLED");
        assertEquals(0, rig.matching.waitingOrders());
    }

    @Test
    void lessAtTheSamePriceKeepsItsPlaceMoreGoesBehind() {
        final PaperOrder order = rig.order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.bid(99, 9);
        assertEquals(5, order.front());
        assertEquals(RejectCode.NONE, rig.amend(order, 99, 3));
        assertEquals(5, order.front());
        assertEquals(RejectCode.NONE, rig.amend(order, 99, 4));
        assertEquals(9, order.front());
        rig.said("1 ACCEPTED", "1 AMENDED 3@99", "1 AMENDED 4@99");
    }

    @Test
    void anotherPriceComesAnewBehindOurOwnAndMayTradeAtOnce() {
        final PaperOrder first = rig.order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.order(2, Side.BUY, TimeInForce.GTC, 98, 4);
        rig.forget();
        assertEquals(RejectCode.NONE, rig.amend(first, 98, 4));
        assertEquals(7, first.front());
        assertEquals(RejectCode.NONE, rig.amend(first, 101, 6));
        rig.said("1 AMENDED 4@98", "1 AMENDED 6@101", "1 FILL 4@101 TAKER");
        assertEquals(2, first.leaves());
    }

    @Test
    void anAmendmentThatCannotBeLeavesTheOrderAsItWas() {
        final PaperOrder order = rig.order(1, Side.BUY, TimeInForce.POST_ONLY, 99, 4);
        rig.order(2, Side.SELL, TimeInForce.GTC, 103, 4);
        rig.print(Side.SELL, 99, 7).forget();
        assertEquals(2, order.cumulative());
        assertEquals(RejectCode.QUANTITY_LIMIT, rig.amend(order, 99, 2));
        assertEquals(RejectCode.WOULD_CROSS, rig.amend(order, 101, 4));
        assertEquals(RejectCode.SELF_TRADE, rig.amend(order, 103, 4));
        rig.said();
        assertEquals(99, order.price());
        assertEquals(2, order.leaves());
    }
}
