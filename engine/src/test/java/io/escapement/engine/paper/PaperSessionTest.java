package io.escapement.engine.paper;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** V1, V2 and V9: when orders arrive and when their reports come back. */
class PaperSessionTest {
    private static final int ID = PaperConfigs.ID;

    private final List<String> reports = new ArrayList<>();
    private PaperSession session;
    private PaperMatching matching;

    private void start(LatencyModel latency) {
        start(latency, PaperConfigs.riskAverse());
    }

    private void start(LatencyModel latency, PaperConfig config) {
        session = new PaperSession(config, latency, new ReportOutlet() {
            @Override
            public PaperReport claim() {
                return new PaperReport();
            }

            @Override
            public void ready(PaperReport r) {
                reports.add(r.exchangeTimeNs + ">" + r.responseTimeNs + " " + r.clientOrderId + " " + r.type + " "
                    + r.status + " " + r.lastQuantity + "@" + r.lastPrice + " " + r.cumulative + "+" + r.leaves + " "
                    + r.code);
            }
        });
        matching = new PaperMatching(PaperConfigs.instrument(), config, session);
        session.add(ID, matching);
        matching.onState(true);
        matching.onLevel(Side.BUY, 99, 5);
        matching.onLevel(Side.SELL, 101, 4);
        matching.onDepthEnd(0);
    }

    private void buy(long nowNs, long id, long price, long quantity) {
        session.submit(nowNs, id, ID, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, price, quantity);
    }

    private void said(String... expected) {
        assertEquals(List.of(expected), List.copyOf(reports));
        reports.clear();
    }

    @Test
    void orderArrivesAfterTheEntryLatencyAndAnswersComeAfterTheResponseLatency() {
        start(new ConstantLatency(100, 30));
        buy(1_000, 7, 101, 3);
        session.advance(1_130);
        said();
        session.advance(1_131);
        said("1100>1130 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1100>1130 7 FILL FILLED 3@101 3+0 NONE");
        assertEquals(0, session.openOrders());
    }

    @Test
    void orderSeesTheMarketDataOfTheVeryNanosecondOfItsArrivalAndNoneAfter() {
        start(new ConstantLatency(100, 0));
        buy(1_000, 7, 101, 3);
        session.advance(1_100);
        matching.onLevel(Side.SELL, 101, 1);
        matching.onDepthEnd(1_100);
        matching.settle(1_100);
        session.advance(1_101);
        matching.onLevel(Side.SELL, 101, 9);
        matching.onDepthEnd(1_101);
        matching.settle(1_101);
        session.advance(2_000);
        said("1100>1100 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1100>1100 7 FILL PARTIALLY_FILLED 1@101 1+2 NONE",
            "1101>1101 7 FILL FILLED 2@101 3+0 NONE");
    }

    /** The complaint "filled before the order was there": prints up to the nanosecond of arrival do not count. */
    @Test
    void printAtTheNanosecondOfArrivalDoesNotFillTheOrder() {
        start(new ConstantLatency(100, 0));
        buy(1_000, 7, 100, 3);
        session.advance(1_100);
        matching.onTrade(Side.SELL, 100, 9, 1_100, 1_100);
        session.advance(1_101);
        matching.onTrade(Side.SELL, 100, 1, 1_101, 1_101);
        session.advance(1_102);
        said("1100>1100 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1101>1101 7 FILL PARTIALLY_FILLED 1@100 1+2 NONE");
    }

    @Test
    void cancelTakesEffectAtItsArrivalAndFillsBeforeItStand() {
        start(new ConstantLatency(100, 0));
        buy(1_000, 7, 100, 3);
        session.cancel(1_050, 7, ID);
        session.advance(1_150);
        matching.onTrade(Side.SELL, 100, 1, 1_150, 1_150);
        session.advance(1_151);
        matching.onTrade(Side.SELL, 100, 9, 1_151, 1_151);
        session.advance(1_152);
        said("1100>1100 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1150>1150 7 FILL PARTIALLY_FILLED 1@100 1+2 NONE",
            "1150>1150 7 CANCELLED CANCELLED 0@0 1+0 NONE");
    }

    @Test
    void cancelOfAnOrderThatIsOverOrWasNeverThereIsRejected() {
        start(new ConstantLatency(100, 50));
        buy(1_000, 7, 101, 3);
        session.cancel(1_001, 7, ID);
        session.cancel(1_002, 8, ID);
        session.advance(9_000);
        said("1100>1150 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1100>1150 7 FILL FILLED 3@101 3+0 NONE",
            "1101>1151 7 CANCEL_REJECTED FILLED 0@0 3+0 UNKNOWN_ORDER",
            "1102>1152 8 CANCEL_REJECTED UNKNOWN 0@0 0+0 UNKNOWN_ORDER");
        assertEquals(0, session.openOrders());
    }

    @Test
    void requestsOfOneOrderNeverOvertakeEachOther() {
        // The later a message is sent, the faster it travels: without the rule the cancel would be first.
        start(new LatencyModel() {
            @Override
            public long orderEntryNs(long requestTimeNs, long clientOrderId) {
                return 2_000 - requestTimeNs * 3 / 2;
            }

            @Override
            public long responseNs(long exchangeTimeNs, long clientOrderId) {
                return 2_000 - exchangeTimeNs;
            }
        });
        buy(100, 7, 100, 3);
        session.cancel(200, 7, ID);
        session.advance(9_000);
        said("1950>2000 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1950>2000 7 CANCELLED CANCELLED 0@0 0+0 NONE");
    }

    @Test
    void reportsOfOneOrderNeverOvertakeEachOther() {
        start(new LatencyModel() {
            @Override
            public long orderEntryNs(long requestTimeNs, long clientOrderId) {
                return 100;
            }

            @Override
            public long responseNs(long exchangeTimeNs, long clientOrderId) {
                return 5_000 - 2 * exchangeTimeNs;
            }
        });
        buy(1_000, 7, 100, 3);
        session.cancel(1_500, 7, ID);
        session.advance(9_000);
        said("1100>3900 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1600>3900 7 CANCELLED CANCELLED 0@0 0+0 NONE");
    }

    @Test
    void ordersOfOneNanosecondArriveInTheOrderOfTheirSending() {
        start(new ConstantLatency(100, 0));
        buy(1_000, 7, 101, 3);
        buy(1_000, 8, 101, 3);
        session.advance(1_101);
        said("1100>1100 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1100>1100 7 FILL FILLED 3@101 3+0 NONE",
            "1100>1100 8 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1100>1100 8 FILL PARTIALLY_FILLED 1@101 1+2 NONE");
    }

    @Test
    void repeatedIdUnknownInstrumentAndTooManyOrdersAreRejected() {
        start(new ConstantLatency(100, 50), PaperConfigs.with(PaperConfig.Queue.RISK_AVERSE, 1, false,
            new PaperConfig.Bounds(4, 16, 2, 8, 64)));
        buy(1_000, 7, 100, 3);
        buy(1_001, 7, 100, 3);
        session.submit(1_002, 8, 99, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 100, 3);
        buy(1_003, 9, 100, 3);
        session.advance(9_000);
        said("1100>1150 7 ACCEPTED ACCEPTED 0@0 0+3 NONE", "1101>1151 7 REJECTED REJECTED 0@0 0+0 DUPLICATE_ORDER",
            "1102>1152 8 REJECTED REJECTED 0@0 0+0 UNKNOWN_INSTRUMENT",
            "1103>1153 9 REJECTED REJECTED 0@0 0+0 RATE_LIMIT");
        assertEquals(1, session.openOrders());
    }

    @Test
    void orderWithoutASideIsRefused() {
        start(new ConstantLatency(0, 0));
        assertThrows(IllegalArgumentException.class, () ->
            session.submit(1, 7, ID, Side.UNKNOWN, OrderType.LIMIT, TimeInForce.GTC, 100, 3));
    }
}
