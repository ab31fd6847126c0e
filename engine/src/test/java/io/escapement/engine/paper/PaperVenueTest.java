package io.escapement.engine.paper;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.pipeline.RecordBuilder;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The venue as the pipeline sees it: records in, report events out. */
class PaperVenueTest {
    private static final int ID = PaperConfigs.ID;
    private static final int WHOLE = Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT;
    private static final long[] NONE = {};

    private final RecordBuilder record = new RecordBuilder();
    private final ReportLog log = new ReportLog();
    private final PaperVenue venue = new PaperVenue(PaperConfigs.riskAverse(), new ConstantLatency(100, 30));

    private void see(RecordBuilder built) {
        venue.onRecord(built.slot());
        log.seenRecords++;
        venue.poll(log.inlet, 0);
    }

    private void live() {
        see(record.definition(1, PaperConfigs.instrument()));
        see(record.snapshot(2, ID, WHOLE, Verdict.APPLIED, new long[] {99, 5, 98, 7}, new long[] {101, 4, 102, 6})
            .withStatus(ID, BookState.LIVE));
    }

    private RecordBuilder withBuy(RecordBuilder built, long id, TimeInForce timeInForce, long price, long quantity) {
        return built.withNewOrder(id, ID, Side.BUY, OrderType.LIMIT, timeInForce, price, quantity);
    }

    private void said(String... expected) {
        assertEquals(List.of(expected), log.take());
    }

    @Test
    void ordersOfARecordComeBackAsSimulatedReportEvents() {
        live();
        see(withBuy(record.timer(1_000), 7, TimeInForce.IOC, 101, 4));
        see(record.timer(1_130));
        said();
        see(record.timer(1_131));
        assertEquals(List.of(
            new ReportLog.Line(1_100, 1_130, 7, 1, ExecutionType.ACCEPTED, OrderStatus.ACCEPTED, Side.BUY,
                LiquidityRole.NONE, RejectCode.NONE, ExecutionReportDecoder.lastPriceNullValue(),
                ExecutionReportDecoder.lastQuantityNullValue(), 0, 4, 0, ID, 5),
            new ReportLog.Line(1_100, 1_130, 7, 2, ExecutionType.FILL, OrderStatus.FILLED, Side.BUY,
                LiquidityRole.TAKER, RejectCode.NONE, 101, 4, 4, 0, 20_200_000, ID, 5)), log.lines);
    }

    @Test
    void restingOrderFillsOnPrintsAndCanBeCancelled() {
        live();
        see(withBuy(record.timer(1_000), 7, TimeInForce.GTC, 99, 9));
        see(record.trade(2_000, ID, Side.SELL, 99, 7));
        see(record.timer(3_000).withCancel(7, ID));
        see(record.trade(4_000, ID, Side.SELL, 98, 50));
        see(record.timer(5_000));
        said("7 ACCEPTED", "7 FILL 2@99", "7 CANCELLED");
    }

    @Test
    void onlyAppliedDepthAndUnrefusedPrintsCount() {
        live();
        see(record.delta(10, ID, Verdict.HELD, NONE, new long[] {101, 50}));
        see(record.delta(11, ID, Verdict.IGNORED, NONE, new long[] {101, 50}));
        see(record.delta(12, ID, Verdict.REFUSED, NONE, new long[] {101, 50}));
        see(record.trade(13, ID, Side.BUY, 101, 3, Verdict.REFUSED));
        see(withBuy(record.timer(1_000), 7, TimeInForce.IOC, 101, 60));
        see(record.delta(2_000, ID, Verdict.APPLIED, NONE, new long[] {101, 50}));
        see(record.trade(2_001, ID, Side.BUY, 101, 3, Verdict.APPLIED));
        see(withBuy(record.timer(3_000), 8, TimeInForce.IOC, 101, 60));
        see(record.timer(4_000));
        said("7 ACCEPTED", "7 FILL 4@101", "7 EXPIRED", "8 ACCEPTED", "8 FILL 47@101", "8 EXPIRED");
    }

    @Test
    void releasedDeltasCountWithTheRecordThatReleasesThem() {
        see(record.definition(1, PaperConfigs.instrument()));
        see(record.snapshot(2, ID, Messages.FIRST_FRAGMENT, Verdict.APPLIED, new long[] {99, 5}, NONE));
        see(record.snapshot(3, ID, Messages.LAST_FRAGMENT, Verdict.APPLIED, NONE, new long[] {101, 4})
            .withReleased(ID, 3, new long[] {99, 0, 97, 8}).withStatus(ID, BookState.LIVE));
        see(record.timer(1_000).withNewOrder(7, ID, Side.SELL, OrderType.MARKET, TimeInForce.IOC, 0, 20));
        see(record.timer(2_000));
        said("7 ACCEPTED", "7 FILL 8@97", "7 EXPIRED");
    }

    @Test
    void laterSnapshotReplacesTheBook() {
        live();
        see(record.snapshot(10, ID, WHOLE, Verdict.APPLIED, new long[] {90, 1}, new long[] {95, 2}));
        see(withBuy(record.timer(1_000), 7, TimeInForce.IOC, 200, 20));
        see(record.timer(2_000));
        said("7 ACCEPTED", "7 FILL 2@95", "7 EXPIRED");
    }

    @Test
    void noBookMeansRejectionAndRestingOrdersWaitUntilItIsBack() {
        live();
        see(withBuy(record.timer(1_000), 7, TimeInForce.GTC, 99, 3));
        see(record.timer(2_000).withStatus(ID, BookState.STALE));
        see(withBuy(record.trade(3_000, ID, Side.SELL, 98, 50), 8, TimeInForce.GTC, 99, 3));
        see(record.timer(4_000));
        said("7 ACCEPTED", "8 REJECTED NO_BOOK");
        see(record.timer(5_000).withStatus(ID, BookState.LIVE));
        see(record.trade(6_000, ID, Side.SELL, 98, 50));
        see(record.timer(7_000));
        said("7 FILL 3@99");
    }

    @Test
    void depthOfTheRecordThatMakesTheBookSuspectFillsNobody() {
        live();
        see(withBuy(record.timer(1_000), 7, TimeInForce.GTC, 100, 3));
        see(record.delta(2_000, ID, Verdict.APPLIED, NONE, new long[] {98, 50}).withStatus(ID, BookState.SUSPECT));
        see(record.timer(3_000));
        said("7 ACCEPTED");
    }

    @Test
    void dataOfUnknownInstrumentsIsPassedOverAndOrdersForThemAreRejected() {
        see(record.delta(1, 3, Verdict.APPLIED, NONE, new long[] {101, 50}).withStatus(3, BookState.LIVE));
        see(record.trade(2, 4_000, Side.BUY, 101, 3));
        see(record.timer(3).withNewOrder(7, 3, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 100, 1)
            .withNewOrder(8, -1, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 100, 1).withCancel(9, 77));
        see(record.timer(1_000));
        said("7 REJECTED UNKNOWN_INSTRUMENT", "8 REJECTED UNKNOWN_INSTRUMENT", "9 CANCEL_REJECTED UNKNOWN_ORDER");
    }

    @Test
    void newDefinitionChangesTheGrid() {
        live();
        see(record.definition(10, PaperConfigs.instrument(0, 0, 5, 1, 1, 100, 0)));
        see(withBuy(record.timer(1_000), 7, TimeInForce.GTC, 99, 3));
        see(record.timer(2_000));
        said("7 REJECTED OFF_TICK");
    }

    @Test
    void ordersExpireWhenADefinitionChangesWhatTheirNumbersMean() {
        live();
        see(withBuy(record.timer(1_000), 7, TimeInForce.GTC, 99, 3));
        see(withBuy(record.timer(1_950), 8, TimeInForce.GTC, 99, 3));
        see(record.definition(2_000, PaperConfigs.instrument(-1, 0)));
        see(record.timer(3_000));
        said("7 ACCEPTED", "7 EXPIRED", "8 REJECTED NO_BOOK");
        assertEquals(0, venue.openOrders());
    }

    @Test
    void refusedDefinitionIsPassedOver() {
        final RecordBuilder refused = record.definition(1, PaperConfigs.instrument());
        refused.slot().verdict(Verdict.REFUSED);
        see(refused);
        see(withBuy(record.timer(1_000), 7, TimeInForce.GTC, 99, 3));
        see(record.timer(2_000));
        said("7 REJECTED UNKNOWN_INSTRUMENT");
    }

    /** The book stage declares such a book suspect; the venue must not fail where the core did not. */
    @Test
    void levelsThatCannotBeEndTheirMessageAndStopNothing() {
        live();
        see(record.delta(10, ID, Verdict.APPLIED, new long[] {97, 1, -5, 1, 96, 1}, new long[] {90, 50})
            .withStatus(ID, BookState.SUSPECT));
        see(record.delta(11, ID, Verdict.APPLIED, NONE, new long[] {100, -1}).withStatus(ID, BookState.SUSPECT));
        see(withBuy(record.timer(1_000), 7, TimeInForce.GTC, 99, 3));
        see(record.timer(2_000));
        said("7 REJECTED NO_BOOK");
    }

    @Test
    void reportsAreHandedOverABoundedNumberAtATime() {
        live();
        for (int i = 0; i < 40; i++) {
            see(withBuy(record.timer(1_000 + i), i, TimeInForce.IOC, 90, 1));
        }
        venue.onRecord(record.timer(9_000).slot());
        assertEquals(64, venue.poll(log.inlet, 0));
        assertEquals(16, venue.poll(log.inlet, 0));
        assertEquals(0, venue.poll(log.inlet, 0));
        assertEquals(0, venue.openOrders());
        assertEquals(0, venue.reportsUnderWay());
    }

    @Test
    void reportsThatNobodyCollectsStopTheVenueInsteadOfBeingLost() {
        live();
        final IllegalStateException e = assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < 1_000; i++) {
                venue.onRecord(withBuy(record.timer(1_000 + i * 1_000L), i, TimeInForce.IOC, 90, 1).slot());
            }
        });
        assertEquals("the simulated venue has 512 reports that nobody has collected; its poll must be called on the"
            + " inlet's thread", e.getMessage());
    }

    @Test
    void nothingInAFaultedRecordIsActedOn() {
        live();
        see(withBuy(record.timer(1_000), 7, TimeInForce.IOC, 101, 4).withFault(new IllegalStateException("broken")));
        see(record.delta(1_001, ID, Verdict.APPLIED, NONE, new long[] {101, 50})
            .withFault(new IllegalStateException("broken")));
        see(withBuy(record.timer(1_002), 8, TimeInForce.IOC, 101, 9));
        see(record.timer(2_000));
        said("8 ACCEPTED", "8 FILL 4@101", "8 EXPIRED");
    }

    @Test
    void printsOfUnknownSideAreCounted() {
        live();
        see(record.trade(10, ID, Side.UNKNOWN, 99, 1));
        assertEquals(1, venue.unknownSidePrints(ID));
        assertEquals(0, venue.unknownSidePrints(2));
    }
}
