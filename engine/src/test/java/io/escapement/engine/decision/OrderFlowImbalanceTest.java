package io.escapement.engine.decision;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

class OrderFlowImbalanceTest {
    private static final OrdersConfig ORDERS = new OrdersConfig(7, 64, 5 * SECOND);
    private static final long QUANTITY = 10_000_000;
    private static final long DEPTH = 100_000_000;
    private static final List<String> NOTHING = List.of();

    private StageHarness harness = harness(OrderFlowConfig.Style.TAKER, true);

    private static OrderFlowConfig config(OrderFlowConfig.Style style, boolean allowShort) {
        return new OrderFlowConfig(1, List.of(new TradedInstrument("BINANCE", "BTCUSDT", new BigDecimal("0.1"))),
            SECOND, 10, 1.5, 10 * SECOND, 2 * SECOND, style, 3 * SECOND, allowShort);
    }

    private static StageHarness harness(OrderFlowConfig.Style style, boolean allowShort) {
        final StageHarness harness = new StageHarness(new DecisionStage(new DecisionConfig(ORDERS, SECOND),
            List.of(new OrderFlowImbalance(config(style, allowShort)))));
        harness.send(define(1, "BTCUSDT"));
        return harness;
    }

    private List<String> quote(long bid, long bidQuantity, long askQuantity) {
        return harness.live(1, bid, bidQuantity, bid + 1, askQuantity).send(timer(2));
    }

    /** A second of a still book, so that the window is full. */
    private void still() {
        for (int i = 0; i < 12; i++) {
            assertEquals(NOTHING, quote(10_000, DEPTH, DEPTH));
            harness.advance(SECOND / 10);
        }
    }

    /** The bid moves up a tick: the flow is the new bid's size and the old ask's. */
    private List<String> up() {
        return quote(10_001, DEPTH, DEPTH);
    }

    private List<String> down() {
        return quote(9_999, DEPTH, DEPTH);
    }

    private long lastId() {
        return ClientOrderIds.of(7, harness.sequence(), 0);
    }

    @Test
    void flowBeyondTheThresholdTakesTheOtherSidesPriceAndSaysWhy() {
        still();
        assertEquals(List.of("Signal 1 s1 BUY 2.0 of 1.5", "Intent 1 s1 BUY 10000000@10002 LIMIT IOC"), up());
    }

    @Test
    void theOtherWayItSellsShortIfThatIsAllowed() {
        still();
        assertEquals(List.of("Signal 1 s1 SELL -2.0 of 1.5", "Intent 1 s1 SELL 10000000@9999 LIMIT IOC"), down());
        harness = harness(OrderFlowConfig.Style.TAKER, false);
        still();
        assertEquals(NOTHING, down());
    }

    @Test
    void beforeTheWindowIsFullItDoesNothing() {
        quote(10_000, DEPTH, DEPTH);
        harness.advance(SECOND - 1);
        assertEquals(NOTHING, up());
    }

    @Test
    void aBookThatWasLostBeginsAnew() {
        still();
        harness.status(1, BookState.SUSPECT).send(timer(2));
        assertEquals(NOTHING, harness.send(timer(1)));
        assertEquals(NOTHING, up());
        harness.advance(SECOND / 2);
        assertEquals(NOTHING, quote(10_050, DEPTH, DEPTH));
    }

    @Test
    void whileAnOrderIsOpenOrCoolingDownThereIsNoSecondOne() {
        still();
        assertEquals(2, up().size());
        final long id = lastId();
        assertEquals(NOTHING, quote(10_002, DEPTH, DEPTH));
        harness.send(report(id, 1, Side.BUY, ExecutionType.EXPIRED));
        assertEquals(NOTHING, quote(10_003, DEPTH, DEPTH));
        for (int i = 0; i < 21; i++) {
            harness.advance(SECOND / 10);
            if (i < 19) {
                assertEquals(NOTHING, quote(10_003, DEPTH, DEPTH));
            }
        }
        assertEquals(2, quote(10_004, DEPTH, DEPTH).size());
    }

    private void hold() {
        still();
        assertEquals(2, up().size());
        final long id = lastId();
        assertEquals(NOTHING, harness.send(fill(id, 1, Side.BUY, 1, 10_002, QUANTITY, 1)));
    }

    @Test
    void itLeavesWhenTheFlowTurns() {
        hold();
        harness.advance(2 * SECOND);
        assertEquals(NOTHING, quote(10_001, DEPTH, DEPTH));
        assertEquals(NOTHING, quote(10_001, DEPTH, 2 * DEPTH), "a little against it is not enough");
        assertEquals(List.of("Signal 1 s1 SELL -2.5714285714285716 of 1.5",
            "Intent 1 s1 SELL 10000000@9999 LIMIT IOC reduce"),
            quote(9_999, DEPTH, DEPTH));
    }

    @Test
    void itLeavesAfterTheHoldingTimeAlsoWithATimer() {
        hold();
        harness.advance(10 * SECOND - 1);
        assertEquals(NOTHING, harness.send(timer(1)));
        harness.advance(1);
        assertEquals(List.of("Signal 1 s1 SELL 0.0 of 1.5", "Intent 1 s1 SELL 10000000@10001 LIMIT IOC reduce"),
            harness.send(timer(1)));
        assertEquals(NOTHING, harness.advance(SECOND).send(timer(1)));
        assertEquals(2, harness.advance(SECOND).send(timer(1)).size(), "no report came: it tries again");
    }

    @Test
    void aPositionTooSmallToSellCountsAsNone() {
        still();
        up();
        final long id = lastId();
        harness.send(fill(id, 1, Side.BUY, 1, 10_002, 999, 1));
        harness.send(report(id, 1, Side.BUY, ExecutionType.EXPIRED));
        harness.advance(60 * SECOND);
        assertEquals(NOTHING, harness.send(timer(1)));
    }

    @Test
    void aMakerJoinsItsOwnSideAndCancelsWhatDoesNotFill() {
        harness = harness(OrderFlowConfig.Style.MAKER, true);
        still();
        assertEquals(List.of("Signal 1 s1 BUY 2.0 of 1.5", "Intent 1 s1 BUY 10000000@10001 LIMIT POST_ONLY"), up());
        final long id = lastId();
        harness.send(report(id, 1, Side.BUY, ExecutionType.ACCEPTED));
        assertEquals(NOTHING, harness.advance(3 * SECOND - 1).send(timer(1)));
        final String cancel = "Cancel 7-" + ClientOrderIds.sequence(id) + "-0 1 STRATEGY";
        assertEquals(List.of(cancel), harness.advance(1).send(timer(1)));
        assertEquals(NOTHING, harness.advance(SECOND).send(timer(1)), "asked once");
    }

    @Test
    void aRestingOrderIsCancelledWhenTheBookIsLost() {
        harness = harness(OrderFlowConfig.Style.MAKER, true);
        still();
        up();
        final long id = lastId();
        harness.send(report(id, 1, Side.BUY, ExecutionType.ACCEPTED));
        assertEquals(List.of("Cancel 7-" + ClientOrderIds.sequence(id) + "-0 1 STRATEGY"),
            harness.status(1, BookState.STALE).send(timer(2)));
    }

    @Test
    void anIntentWithoutAReportIsTakenForDeniedButALateFillStillCounts() {
        still();
        up();
        final long id = lastId();
        harness.advance(2 * SECOND);
        harness.send(timer(1));
        harness.send(fill(id, 1, Side.BUY, 1, 10_002, QUANTITY, 1));
        harness.advance(10 * SECOND);
        assertEquals(2, harness.send(timer(1)).size(), "it holds what was filled, and leaves");
    }

    @Test
    void aQuantityThatTheInstrumentCannotHoldIsWantedAsNothingForRiskToDeny() {
        final OrderFlowConfig config = config(OrderFlowConfig.Style.TAKER, true);
        harness = new StageHarness(new DecisionStage(new DecisionConfig(ORDERS, SECOND),
            List.of(new OrderFlowImbalance(new OrderFlowConfig(1,
                List.of(new TradedInstrument("BINANCE", "BTCUSDT", new BigDecimal("0.000000001"))), config.windowNs(),
                config.slots(), config.threshold(), config.holdingNs(), config.cooldownNs(), config.style(),
                config.restNs(), true)))));
        harness.send(define(1, "BTCUSDT"));
        still();
        assertEquals("Intent 1 s1 BUY 0@10002 LIMIT IOC", up().get(1));
    }

    @Test
    void aConfigSaysWhatIsWrong() {
        assertEquals(List.of(), config(OrderFlowConfig.Style.TAKER, true).problems());
        final OrderFlowConfig bad = new OrderFlowConfig(0, List.of(new TradedInstrument("X", "Y", null)), 0, 0,
            Double.NaN, 0, 0, OrderFlowConfig.Style.TAKER, 0, true);
        assertEquals(8, bad.problems().size(), () -> String.join("\n", bad.problems()));
    }
}
