package io.escapement.engine.paper;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** V3, V4 and V11: what happens when an order arrives. */
class ArrivalTest {
    private final MatchingRig rig = new MatchingRig();

    private MatchingRig book() {
        return rig.bid(99, 5, 98, 7).ask(101, 4, 102, 6, 103, 8);
    }

    @Test
    void immediateOrderSweepsLevelByLevelAndTheRestExpires() {
        book().order(1, Side.BUY, TimeInForce.IOC, 102, 15);
        rig.said("1 ACCEPTED", "1 FILL 4@101 TAKER", "1 FILL 6@102 TAKER", "1 EXPIRED");
    }

    @Test
    void saleSweepsTheBidsDownToItsLimit() {
        book().order(1, Side.SELL, TimeInForce.IOC, 98, 6);
        rig.said("1 ACCEPTED", "1 FILL 5@99 TAKER", "1 FILL 1@98 TAKER");
    }

    @Test
    void marketOrderSweepsEverythingDisplayedAndTheRestExpires() {
        book().market(1, Side.BUY, 20);
        rig.said("1 ACCEPTED", "1 FILL 4@101 TAKER", "1 FILL 6@102 TAKER", "1 FILL 8@103 TAKER", "1 EXPIRED");
    }

    @Test
    void allOrNothingFillsWholeOrExpiresUntouched() {
        book().order(1, Side.BUY, TimeInForce.FOK, 102, 11);
        rig.said("1 ACCEPTED", "1 EXPIRED");
        rig.order(2, Side.BUY, TimeInForce.FOK, 102, 10);
        rig.said("2 ACCEPTED", "2 FILL 4@101 TAKER", "2 FILL 6@102 TAKER");
    }

    @Test
    void restOfAStandingOrderRests() {
        final PaperOrder order = book().order(1, Side.BUY, TimeInForce.GTC, 101, 9);
        rig.said("1 ACCEPTED", "1 FILL 4@101 TAKER");
        assertEquals(5, order.leaves());
        assertEquals(1, rig.matching.restingOrders());
    }

    @Test
    void postOnlyOrderThatReachesTheOppositeSideIsRejected() {
        book().order(1, Side.BUY, TimeInForce.POST_ONLY, 101, 1);
        rig.order(2, Side.SELL, TimeInForce.POST_ONLY, 99, 1);
        rig.order(3, Side.BUY, TimeInForce.POST_ONLY, 100, 1);
        rig.said("1 REJECTED WOULD_CROSS", "2 REJECTED WOULD_CROSS", "3 ACCEPTED");
    }

    @Test
    void displayedLiquidityIsTakenOnlyOnce() {
        book().order(1, Side.BUY, TimeInForce.IOC, 101, 3);
        rig.order(2, Side.BUY, TimeInForce.IOC, 101, 3);
        rig.order(3, Side.BUY, TimeInForce.IOC, 101, 3);
        rig.said("1 ACCEPTED", "1 FILL 3@101 TAKER", "2 ACCEPTED", "2 FILL 1@101 TAKER", "2 EXPIRED", "3 ACCEPTED",
            "3 EXPIRED");
    }

    @Test
    void takenLiquidityIsBackWhenTheDisplayedSizeChanges() {
        book().order(1, Side.BUY, TimeInForce.IOC, 101, 4);
        rig.forget();
        rig.ask(101, 4).order(2, Side.BUY, TimeInForce.IOC, 101, 1);
        rig.said("2 ACCEPTED", "2 EXPIRED");
        rig.ask(101, 5).order(3, Side.BUY, TimeInForce.IOC, 101, 9);
        rig.said("3 ACCEPTED", "3 FILL 5@101 TAKER", "3 EXPIRED");
    }

    @Test
    void snapshotThatRepeatsTheBookDoesNotGiveTakenLiquidityBack() {
        book().order(1, Side.BUY, TimeInForce.IOC, 101, 4);
        rig.snapshot(new long[] {99, 5}, new long[] {101, 4, 102, 7});
        rig.order(2, Side.BUY, TimeInForce.IOC, 102, 20);
        rig.said("1 ACCEPTED", "1 FILL 4@101 TAKER", "2 ACCEPTED", "2 FILL 7@102 TAKER", "2 EXPIRED");
    }

    /** The complaint "post-trade book": a print has eaten what the book still shows. */
    @Test
    void printThatTheBookDoesNotShowYetIsSubtractedFirst() {
        book().print(Side.BUY, 101, 3).order(1, Side.BUY, TimeInForce.IOC, 101, 4);
        rig.said("1 ACCEPTED", "1 FILL 1@101 TAKER", "1 EXPIRED");
    }

    @Test
    void printThatTheBookAlreadyShowsIsNotSubtracted() {
        book();
        rig.printAt(rig.now() - 1, Side.BUY, 101, 3).order(1, Side.BUY, TimeInForce.IOC, 101, 4);
        rig.said("1 ACCEPTED", "1 FILL 4@101 TAKER");
    }

    @Test
    void printIsInTheBookAfterTheNextDepthEventUnlessThatIsOlder() {
        book().printAt(5_000, Side.BUY, 101, 3);
        rig.depthAt(4_999, Side.BUY, 97, 1).order(1, Side.BUY, TimeInForce.FOK, 101, 2);
        rig.said("1 ACCEPTED", "1 EXPIRED");
        rig.depthAt(5_000, Side.BUY, 97, 2).order(2, Side.BUY, TimeInForce.FOK, 101, 4);
        rig.said("2 ACCEPTED", "2 FILL 4@101 TAKER");
    }

    @Test
    void printOnTheOtherSideTakesNothingFromOurs() {
        book().print(Side.SELL, 99, 3).order(1, Side.BUY, TimeInForce.IOC, 101, 4);
        rig.said("1 ACCEPTED", "1 FILL 4@101 TAKER");
    }

    @Test
    void orderIsRejectedWithoutALiveBook() {
        book().state(false).order(1, Side.BUY, TimeInForce.GTC, 99, 1);
        rig.said("1 REJECTED NO_BOOK");
        rig.state(true).order(2, Side.BUY, TimeInForce.GTC, 99, 1);
        rig.said("2 ACCEPTED");
    }

    @Test
    void marketOrderIsRejectedWithoutAnOppositeSide() {
        rig.bid(99, 5).market(1, Side.BUY, 1);
        rig.said("1 REJECTED NO_BOOK");
    }

    @Test
    void ordersOffTheGridOrOutOfBoundsAreRejectedWithTheirCode() {
        final Instrument instrument = PaperConfigs.instrument(-1, -2, 5, 10, 20, 1_000, 250_000_000);
        final MatchingRig strict = new MatchingRig(instrument, PaperConfigs.riskAverse());
        strict.bid(995, 500).ask(1_005, 400);
        strict.order(1, Side.BUY, TimeInForce.GTC, 996, 20);
        strict.order(2, Side.BUY, TimeInForce.GTC, 0, 20);
        strict.order(3, Side.BUY, TimeInForce.GTC, 995, 25);
        strict.order(4, Side.BUY, TimeInForce.GTC, 995, 0);
        strict.order(5, Side.BUY, TimeInForce.GTC, 995, 10);
        strict.order(6, Side.BUY, TimeInForce.GTC, 995, 1_010);
        // 12.0 x 0.20 = 2.4 is below 2.5; 12.5 x 0.20 = 2.5 is not.
        strict.order(7, Side.BUY, TimeInForce.GTC, 120, 20);
        strict.order(8, Side.BUY, TimeInForce.GTC, 125, 20);
        strict.said("1 REJECTED OFF_TICK", "2 REJECTED OFF_TICK", "3 REJECTED OFF_LOT", "4 REJECTED OFF_LOT",
            "5 REJECTED QUANTITY_LIMIT", "6 REJECTED QUANTITY_LIMIT", "7 REJECTED BELOW_MINIMUM_NOTIONAL",
            "8 ACCEPTED");
    }

    @Test
    void notionalThatDoesNotFitIsRejectedNotWrapped() {
        book().order(1, Side.BUY, TimeInForce.GTC, 99, Long.MAX_VALUE / 2);
        rig.said("1 REJECTED QUANTITY_LIMIT");
    }

    @Test
    void orderThatReachesOurOwnRestingOneIsRejected() {
        book().order(1, Side.BUY, TimeInForce.GTC, 100, 1);
        rig.order(2, Side.SELL, TimeInForce.GTC, 100, 1);
        rig.order(3, Side.SELL, TimeInForce.GTC, 101, 1);
        rig.said("1 ACCEPTED", "2 REJECTED SELF_TRADE", "3 ACCEPTED");
    }

    @Test
    void orderBeyondTheRoomForRestingOrdersIsRejected() {
        book();
        for (int i = 0; i < 16; i++) {
            rig.order(i, Side.BUY, TimeInForce.GTC, 90, 1);
        }
        rig.forget();
        rig.order(100, Side.BUY, TimeInForce.GTC, 90, 1);
        rig.order(101, Side.BUY, TimeInForce.IOC, 101, 1);
        rig.said("100 REJECTED RATE_LIMIT", "101 ACCEPTED", "101 FILL 1@101 TAKER");
    }

    @Test
    void feeIsTheTakersForWhatWasTakenAndTheMakersForWhatRested() {
        book().order(1, Side.BUY, TimeInForce.GTC, 101, 5);
        // 101 x 4 x 5 bps = 0.202
        assertEquals(20_200_000, rig.lastFee());
        rig.ask(101, 0).print(Side.SELL, 101, 1);
        // 101 x 1 x 2 bps = 0.0202
        assertEquals(2_020_000, rig.lastFee());
        rig.said("1 ACCEPTED", "1 FILL 4@101 TAKER", "1 FILL 1@101 MAKER");
    }
}
