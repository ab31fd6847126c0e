package io.escapement.engine.paper;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** V5 to V9: what happens to an order that rests. */
class RestingTest {
    private final MatchingRig rig = new MatchingRig();

    private MatchingRig book() {
        return rig.bid(99, 5, 98, 7).ask(101, 4, 102, 6);
    }

    @Test
    void ownOrdersShareOneBudgetPerPrintInTheOrderOfTheirComing() {
        book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.order(2, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.forget();
        // 5 others, then 4, then 4 of ours; 11 are printed.
        rig.print(Side.SELL, 99, 11).said("1 FILL 4@99 MAKER", "2 FILL 2@99 MAKER");
    }

    @Test
    void othersWhoCameBetweenOurOrdersTradeBetweenThem() {
        book();
        final PaperOrder first = rig.order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.bid(99, 8);
        final PaperOrder second = rig.order(2, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.forget();
        // Queue: 5 others, 4 ours, 3 others, 4 ours.
        rig.print(Side.SELL, 99, 11).said("1 FILL 4@99 MAKER");
        assertEquals(0, first.leaves());
        assertEquals(1, second.front());
        rig.print(Side.SELL, 99, 3).said("2 FILL 2@99 MAKER");
    }

    @Test
    void printThroughOurPriceFillsAtOurPriceCappedByThePrint() {
        book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.forget();
        rig.print(Side.SELL, 98, 3).said("1 FILL 3@99 MAKER");
        rig.print(Side.SELL, 98, 3).said("1 FILL 1@99 MAKER");
    }

    @Test
    void printThroughSeveralOfOurPricesIsSharedBestFirst() {
        book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.order(2, Side.BUY, TimeInForce.GTC, 100, 2);
        rig.order(3, Side.BUY, TimeInForce.GTC, 98, 9);
        rig.forget();
        // 2 at 100, 4 at 99, and what is left, 7 others at 98 first, 1 of ours.
        rig.print(Side.SELL, 98, 14).said("2 FILL 2@100 MAKER", "1 FILL 4@99 MAKER", "3 FILL 1@98 MAKER");
    }

    @Test
    void printThroughOurPriceFillsWholeWhereTheConfigSaysSo() {
        final MatchingRig full = new MatchingRig(PaperConfigs.instrument(),
            PaperConfigs.of(PaperConfig.Queue.RISK_AVERSE, 1, true));
        full.bid(99, 5).ask(101, 4).order(1, Side.BUY, TimeInForce.GTC, 99, 40);
        full.order(2, Side.BUY, TimeInForce.GTC, 98, 40);
        full.forget();
        full.print(Side.SELL, 98, 1).said("1 FILL 40@99 MAKER");
        full.ask(98, 1).said("2 FILL 40@98 MAKER");
    }

    @Test
    void printOfUnknownSideAdvancesNoQueueAndIsCounted() {
        final PaperOrder order = book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.forget();
        rig.print(Side.UNKNOWN, 99, 50).print(Side.NULL_VAL, 98, 50).said();
        assertEquals(5, order.front());
        assertEquals(2, rig.matching.unknownSidePrints());
    }

    @Test
    void printThatCannotBeDoesNothing() {
        final PaperOrder order = book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.forget();
        rig.print(Side.SELL, 99, -3).print(Side.SELL, 99, 0).print(Side.SELL, 0, 50).print(Side.SELL, -1, 50).said();
        assertEquals(5, order.front());
    }

    @Test
    void printOfOurOwnSideDoesNothing() {
        final PaperOrder order = book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.forget();
        rig.print(Side.BUY, 99, 50).print(Side.BUY, 98, 50).said();
        assertEquals(5, order.front());
    }

    @Test
    void saleRestsAndFillsTheSameWay() {
        book().order(1, Side.SELL, TimeInForce.GTC, 101, 3);
        rig.forget();
        rig.print(Side.BUY, 101, 5).said("1 FILL 1@101 MAKER");
        rig.print(Side.BUY, 102, 9).said("1 FILL 2@101 MAKER");
    }

    @Test
    void oppositeQuoteThatReachesOurPriceFillsAtOurPriceCappedByItsSize() {
        book().order(1, Side.BUY, TimeInForce.GTC, 99, 9);
        rig.forget();
        rig.bid(99, 0).ask(98, 3, 99, 2).said("1 FILL 3@99 MAKER", "1 FILL 2@99 MAKER");
    }

    /** The complaint "the same liquidity filled twice": a quote that stays fills once, one that changes again. */
    @Test
    void oppositeQuoteFillsOnceUntilItsSizeChanges() {
        book().order(1, Side.BUY, TimeInForce.GTC, 99, 9);
        rig.order(2, Side.BUY, TimeInForce.GTC, 99, 9);
        rig.forget();
        rig.bid(99, 0).ask(99, 4).said("1 FILL 4@99 MAKER");
        rig.bid(97, 1).ask(99, 4, 105, 1).said();
        rig.order(3, Side.BUY, TimeInForce.IOC, 99, 1);
        rig.said("3 ACCEPTED", "3 EXPIRED");
        rig.ask(99, 7).said("1 FILL 5@99 MAKER", "2 FILL 2@99 MAKER");
    }

    @Test
    void queueIsNotLongerThanTheLevelUnderRiskAverse() {
        final PaperOrder order = book().order(1, Side.BUY, TimeInForce.GTC, 98, 4);
        rig.bid(98, 20);
        assertEquals(7, order.front());
        rig.bid(98, 6);
        assertEquals(6, order.front());
        rig.bid(98, 30);
        assertEquals(6, order.front());
    }

    @Test
    void levelThatVanishesClearsTheQueueOfThatLevelOnly() {
        final PaperOrder gone = book().order(1, Side.BUY, TimeInForce.GTC, 98, 4);
        final PaperOrder stays = rig.order(2, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.bid(98, 0);
        assertEquals(0, gone.front());
        assertEquals(5, stays.front());
    }

    /** The complaint "queue zeroed": a resync empties the book for a moment, not the queue before us. */
    @Test
    void snapshotKeepsTheQueueWhereTheLevelIsStillThere() {
        final PaperOrder same = book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        final PaperOrder smaller = rig.order(2, Side.BUY, TimeInForce.GTC, 98, 4);
        final PaperOrder beyond = rig.order(3, Side.BUY, TimeInForce.GTC, 50, 4);
        rig.bid(50, 3);
        rig.snapshot(new long[] {99, 5, 98, 2, 97, 1}, new long[] {101, 4});
        assertEquals(5, same.front());
        assertEquals(2, smaller.front());
        assertEquals(0, beyond.front());
        rig.snapshot(new long[] {99, 3}, new long[] {101, 4});
        assertEquals(3, same.front());
        assertEquals(2, smaller.front(), "the snapshot does not reach that far");
    }

    @Test
    void laterOrderNeverStandsBeforeAnEarlierOne() {
        final MatchingRig cubic = new MatchingRig(PaperConfigs.instrument(),
            PaperConfigs.of(PaperConfig.Queue.POWER, 3, false));
        cubic.bid(99, 40).ask(101, 1);
        final PaperOrder first = cubic.order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        cubic.bid(99, 60);
        final PaperOrder second = cubic.order(2, Side.BUY, TimeInForce.GTC, 99, 4);
        cubic.bid(99, 100).bid(99, 10);
        // Alone, the second one's 60 would have fallen to 0, the first one's 40 to 10.
        assertEquals(10, first.front());
        assertEquals(10, second.front());
    }

    @Test
    void nothingFillsWhileTheBookIsNotLive() {
        final PaperOrder order = book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.forget();
        rig.state(false).print(Side.SELL, 99, 50).print(Side.SELL, 98, 50).bid(99, 0).ask(99, 4).said();
        rig.state(true).said("1 FILL 4@99 MAKER");
        assertEquals(0, order.leaves());
    }

    @Test
    void cancelledOrderStaysCancelled() {
        final PaperOrder order = book().order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.print(Side.SELL, 99, 6);
        rig.cancel(order);
        rig.print(Side.SELL, 97, 60).ask(97, 10).said("1 ACCEPTED", "1 FILL 1@99 MAKER", "1 CANCELLED");
        assertEquals(1, order.cumulative());
        assertEquals(0, order.leaves());
    }

    @Test
    void orderSeesNoPrintFromBeforeItsArrival() {
        book().print(Side.SELL, 99, 5).order(1, Side.BUY, TimeInForce.GTC, 99, 4);
        rig.said("1 ACCEPTED");
        rig.bid(99, 0).print(Side.SELL, 99, 1).said("1 FILL 1@99 MAKER");
    }
}
