package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.position.PositionStage;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.orders.OrderEvents.balance;
import static io.escapement.engine.orders.OrderEvents.gateway;
import static io.escapement.engine.orders.OrderEvents.newOrder;
import static io.escapement.engine.orders.OrderEvents.report;
import static io.escapement.engine.orders.OrderEvents.venueOrder;
import static io.escapement.engine.orders.OrderEvents.venuePosition;
import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What reconciling with a venue corrects, and what it leaves alone. */
class ReconcilingTest {
    private static final OrdersConfig CONFIG = new OrdersConfig(7, 256, 500 * SECOND);
    private static final long ID = ClientOrderIds.of(7, 1, 0);
    private static final Side BUY = Side.BUY;
    private static final List<String> NOTHING = List.of();

    private final StageHarness harness = new StageHarness(new OrdersStage(CONFIG), new PositionStage(CONFIG));

    ReconcilingTest() {
        harness.send(define(1, "BTCUSDT"));
    }

    private void open(long id) {
        harness.upstream(newOrder(id, 1, 1, BUY, 100, 10, false)).send(timer(2));
        harness.send(report(id, BUY, ExecutionType.ACCEPTED, ReportSource.STREAM));
    }

    private List<String> begin() {
        return harness.advance(SECOND).send(gateway(GatewayCondition.RECONCILING));
    }

    private List<String> end() {
        return harness.send(gateway(GatewayCondition.RECONCILED));
    }

    @Test
    void whatIsAsWeHaveItCorrectsNothing() {
        open(ID);
        assertEquals(NOTHING, begin());
        assertEquals(NOTHING, harness.send(venueOrder(ID, BUY, 100, 10, 0)));
        assertEquals(NOTHING, harness.send(venuePosition(0, Long.MIN_VALUE, 0)));
        assertEquals(NOTHING, harness.send(balance("USDT", 5_000)));
        assertEquals(NOTHING, end());
    }

    @Test
    void aFillAndAnEndThatOnlyAQueryTellsAreCorrections() {
        open(ID);
        begin();
        assertEquals(List.of("Order 7-1-0 1 ACCEPTED to PARTIALLY_FILLED filled 4 leaves 6",
            "Correction MISSED_FILL 7-1-0 1 had 0 venue 4 ",
            "Position 1 s1 4@100 realised 0 fees 1 unrealised none mark none"),
            harness.send(report(ID, BUY, ExecutionType.FILL, ReportSource.QUERY, "", encoder -> encoder
                .executionId(9).lastPrice(100).lastQuantity(4).fee(1).cumulativeQuantity(4))));
        assertEquals(List.of("Order 7-1-0 1 PARTIALLY_FILLED to CANCELLED filled 4 leaves 0",
            "Correction MISSED_END 7-1-0 1 had 6 venue 0 "),
            harness.send(report(ID, BUY, ExecutionType.CANCELLED, ReportSource.QUERY)));
        assertEquals(NOTHING, end());
    }

    @Test
    void anOrderOfWhichNobodySaysWhatBecameIsUnknown() {
        open(ID);
        begin();
        assertEquals(List.of("Correction MISSED_END 7-1-0 1 had 10 venue none ",
            "Order 7-1-0 1 ACCEPTED to UNKNOWN filled 0 leaves 10"), end());
        begin();
        assertEquals(List.of("Order 7-1-0 1 UNKNOWN to ACCEPTED filled 0 leaves 10"),
            harness.send(venueOrder(ID, BUY, 100, 10, 0)));
        assertEquals(NOTHING, end());
    }

    @Test
    void aQueryThatSaysNothingNewSaysWhatBecameOfTheOrder() {
        open(ID);
        begin();
        assertEquals(NOTHING, harness.send(report(ID, BUY, ExecutionType.ACCEPTED, ReportSource.QUERY)));
        assertEquals(NOTHING, end());
    }

    @Test
    void anOrderThatWeThoughtOverAndTheVenueListsIsOpenAgain() {
        open(ID);
        harness.send(report(ID, BUY, ExecutionType.CANCELLED, ReportSource.STREAM));
        begin();
        assertEquals(List.of("Correction STILL_OPEN 7-1-0 1 had 0 venue 10 ",
            "Order 7-1-0 1 CANCELLED to ACCEPTED filled 0 leaves 10"),
            harness.send(venueOrder(ID, BUY, 100, 10, 0)));
    }

    @Test
    void whatTheStreamHasSaidSinceIsNewerThanTheList() {
        open(ID);
        begin();
        harness.send(report(ID, BUY, ExecutionType.CANCELLED, ReportSource.STREAM));
        assertEquals(NOTHING, harness.send(venueOrder(ID, BUY, 100, 10, 0)));
        assertEquals(NOTHING, end());
    }

    @Test
    void anOrderSentWhileTheListWasMadeIsNotMissed() {
        begin();
        harness.advance(1);
        open(ID);
        assertEquals(NOTHING, end());
    }

    @Test
    void otherTermsThanOursBecomeOurs() {
        open(ID);
        begin();
        assertEquals(List.of("Correction QUANTITY_DIFFERS 7-1-0 1 had 10 venue 12 ",
            "Correction MISMATCH 7-1-0 1 had 100 venue 101 "), harness.send(venueOrder(ID, BUY, 101, 12, 0)));
        assertEquals(NOTHING, end());
        begin();
        assertEquals(NOTHING, harness.send(venueOrder(ID, BUY, 101, 12, 0)));
    }

    @Test
    void ordersOfOthersAndOrdersThatWeDoNotKnowAreTold() {
        begin();
        assertEquals(List.of("Correction NOT_OURS none 1 had 0 venue 10 "),
            harness.send(venueOrder(Long.MIN_VALUE, BUY, 100, 10, 0)));
        assertEquals(List.of("Correction NOT_OURS 8-1-0 1 had 0 venue 10 "),
            harness.send(venueOrder(ClientOrderIds.of(8, 1, 0), BUY, 100, 10, 0)));
        assertEquals(List.of("Correction UNKNOWN_ORDER 7-9-0 1 had 0 venue 10 "),
            harness.send(venueOrder(ClientOrderIds.of(7, 9, 0), BUY, 100, 10, 0)));
    }

    @Test
    void fillsThatTheVenueCountsAndThatHaveNotReachedUsAreToldOnce() {
        open(ID);
        begin();
        harness.send(venueOrder(ID, BUY, 100, 10, 3));
        assertEquals(List.of("Correction MISSED_FILL 7-1-0 1 had 0 venue 3 "), end());
        begin();
        harness.send(venueOrder(ID, BUY, 100, 10, 3));
        assertEquals(NOTHING, end());
    }

    @Test
    void anotherPositionThanOursBecomesOursAndBelongsToNobody() {
        open(ID);
        harness.send(fill(ID, 1, BUY, 1, 100, 4, 0));
        begin();
        harness.send(venueOrder(ID, BUY, 100, 10, 4));
        harness.send(venuePosition(7, 200, 0));
        assertEquals(List.of("Correction POSITION_DIFFERS none 1 had 4 venue 7 ",
            "Position 1 s0 3@200 realised 0 fees 0 unrealised none mark none"), end());
        begin();
        harness.send(venueOrder(ID, BUY, 100, 10, 4));
        harness.send(venuePosition(7, 200, 0));
        assertEquals(NOTHING, end());
    }

    @Test
    void aFillThatTheVenueMadeAfterItLookedIsNoDifference() {
        open(ID);
        begin();
        harness.send(venueOrder(ID, BUY, 100, 10, 0));
        harness.send(report(ID, BUY, ExecutionType.FILL, ReportSource.STREAM, "", encoder -> encoder
            .executionId(9).lastPrice(100).lastQuantity(4).fee(1).cumulativeQuantity(4).venueTimeNs(1_001)));
        harness.send(venuePosition(0, Long.MIN_VALUE, 1_000));
        assertEquals(NOTHING, end());
    }

    @Test
    void balancesAreTakenAsToldFirstAndHeldAgainstOurFillsThen() {
        begin();
        harness.send(balance("USDT", 5_000));
        harness.send(balance("BTC", 100));
        assertEquals(NOTHING, end());
        open(ID);
        // 4 units of 1e-8 at 1.00, and a fee of 1 of the quote asset: less than what one fill may be off is nothing
        harness.send(fill(ID, 1, BUY, 1, 100, 4, 1));
        begin();
        harness.send(venueOrder(ID, BUY, 100, 10, 4));
        harness.send(balance("USDT", 4_995));
        harness.send(balance("BTC", 204));
        assertEquals(List.of("Correction BALANCE_DIFFERS none none had 104 venue 204 BTC"), end());
        begin();
        harness.send(venueOrder(ID, BUY, 100, 10, 4));
        harness.send(balance("BTC", 204));
        assertEquals(NOTHING, end());
    }

    @Test
    void moreThanOneEventHasRoomForComesWithTheTimers() {
        for (int i = 0; i < 100; i++) {
            open(ClientOrderIds.of(7, 1, i));
        }
        begin();
        assertEquals(2 * Corrections.MOST_PER_EVENT, end().size());
        assertEquals(2 * (100 - Corrections.MOST_PER_EVENT), harness.send(timer(1)).size());
        assertEquals(NOTHING, harness.send(timer(1)));
    }
}
