package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.Secrets;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Orders that USD-M alone keeps in its own way, and more fills than a page has; the book stands still. */
class UsdmGatewayTest {
    private static final long LOT = 1_000_000;
    private static final Instrument BTC = new Instrument(1, Venue.BINANCE_USDM, "BTCUSDT", "BTC", "USDT", -2, -8, 1,
        1_000, 1_000, 900_000_000_000L, 500_000_000, InstrumentStatus.TRADING, InstrumentKind.LINEAR, Instrument.ONE,
        "BTC/USDT", BookRules.of(SyncKind.RANGES));

    private LoopbackVenue venue;
    private GatewayRig rig;
    private long bid;

    @BeforeEach
    void start() throws IOException {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).as("binance-usdm")
            .withTrading(Trading.with(ApiKey.hmac("a-key", "a-secret"))));
        rig = new GatewayRig("inline", UsdmAccount::new, AccountConfig.of(Secrets.of("a-key", "a-secret"),
            GatewayRig.ENGINE, Set.of(1), Provenance.SIMULATED, venue.webSocketUrl(), venue.restUrl())
            .withWaits(1_500, 20, 500).withWindow(1_000).withDeadMan(60_000), List.of(BTC));
        rig.await("RECONCILED");
        bid = venue.truth("BTCUSDT").bids().firstKey().movePointRight(2).longValueExact();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
        venue.close();
    }

    private long stop(OrderType type, TimeInForce timeInForce, long price, long trigger) {
        return rig.place(Side.SELL, type, timeInForce, price, LOT, trigger, false);
    }

    private void play(long price) {
        venue.trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(price, 2).toPlainString(), "0.001", 1);
    }

    private List<AccountTruth.Entry> named(long id) {
        return venue.account().named(ClientOrderText.of(id));
    }

    private void assertNoAlarm() {
        assertEquals(List.of(), rig.complaints(), () -> String.join("\n", rig.lines()));
    }

    @Test
    void stopWaitsAtTheVenueAndIsFilledWhenItsPriceIsThere() {
        final long id = stop(OrderType.STOP, TimeInForce.GTC, Report.NULL, bid - 10_000);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        assertEquals(Order.State.WAITING, named(id).get(0).state());
        play(bid - 10_000);
        rig.awaitUpdate(id, ".*->FILLED " + LOT);
        assertEquals(1, named(id).size());
        rig.await("^TRIGGERED " + ClientOrderText.of(id));
        assertNoAlarm();
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "STOP_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"})
    void everyKindIsTakenAndCancelled(OrderType type) {
        final boolean takesProfit = type == OrderType.TAKE_PROFIT || type == OrderType.TAKE_PROFIT_LIMIT;
        final long id = stop(type, TimeInForce.GTC, bid - 20_000, takesProfit ? bid + 20_000 : bid - 10_000);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        rig.cancel(id);
        rig.awaitUpdate(id, "CANCEL_PENDING->CANCELLED 0");
        assertEquals(Order.State.CANCELLED, named(id).get(0).state());
        assertNoAlarm();
    }

    @Test
    void whatCameOfAStopIsCancelledAsTheOrderThatItIs() {
        final long id = stop(OrderType.STOP_LIMIT, TimeInForce.GTC, bid + 500_000, bid - 10_000);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        play(bid - 10_000);
        rig.await("^TRIGGERED");
        assertEquals(Order.State.NEW, named(id).get(0).state());
        rig.cancel(id);
        rig.awaitUpdate(id, "CANCEL_PENDING->CANCELLED 0");
        assertNoAlarm();
    }

    @Test
    void cancelThatMeetsTheTriggerEndsInTheTruth() {
        final long id = stop(OrderType.STOP_LIMIT, TimeInForce.GTC, bid + 500_000, bid - 10_000);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        venue.inject(FaultKind.PRIVATE_DISCONNECT, 1);
        play(bid - 10_000);
        rig.cancel(id);
        rig.await("RECONCILED");
        rig.awaitUpdate(id, "(UNKNOWN|CANCEL_PENDING)->(ACCEPTED|CANCELLED) 0");
        rig.cancel(id);
        rig.awaitUpdate(id, "CANCEL_PENDING->CANCELLED 0");
        assertEquals(List.of(), venue.account().open());
    }

    @ParameterizedTest
    @EnumSource(value = FaultKind.class, names = {"ACK_LOST", "ORDER_5XX_LIVE", "ORDER_DISCONNECT", "ORDER_LOST"})
    void fateOfAStopWhoseAnswerIsLostIsFound(FaultKind fault) {
        venue.inject(fault, 1);
        final long id = stop(OrderType.STOP, TimeInForce.GTC, Report.NULL, bid - 10_000);
        final boolean arrives = fault != FaultKind.ORDER_LOST;
        rig.awaitUpdate(id, "(SENT|UNKNOWN)->" + (arrives ? "ACCEPTED" : "REJECTED"));
        assertEquals(arrives ? 1 : 0, named(id).size());
        assertNoAlarm();
    }

    @Test
    void stopThatIsTriggeredWhileNobodyListensIsReconciledWithItsFills() {
        final long waits = stop(OrderType.STOP, TimeInForce.GTC, Report.NULL, bid - 20_000);
        final long id = stop(OrderType.STOP, TimeInForce.GTC, Report.NULL, bid - 10_000);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        venue.inject(FaultKind.PRIVATE_DISCONNECT, 1);
        final int mark = rig.mark();
        play(bid - 10_000);
        rig.await(mark, "^RECONCILED");
        rig.awaitUpdate(id, ".*->FILLED " + LOT);
        rig.await(mark, "venue order " + ClientOrderText.of(waits) + " SELL 0/" + LOT + ".* ACCEPTED");
        assertNoAlarm();
    }

    @Test
    void killCancelsWhatWaitsToo() {
        stop(OrderType.STOP, TimeInForce.GTC, Report.NULL, bid - 10_000);
        final long id = rig.limit(Side.BUY, bid - 100_000, LOT, TimeInForce.GTC);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        rig.command(Command.KILL);
        rig.await("ALL_CANCELLED");
        assertEquals(List.of(), venue.account().open());
    }

    @Test
    void refusalsOfStopsAreToldInOurWords() {
        play(bid - 5_000);
        stop(OrderType.STOP, TimeInForce.GTC, Report.NULL, bid - 1_000);
        rig.await("^REJECTED .* REPLY .* WOULD_TRIGGER ");
        stop(OrderType.STOP_LIMIT, TimeInForce.POST_ONLY, bid - 20_000, bid - 10_000);
        rig.await("^REJECTED .* GATEWAY .* NOT_SUPPORTED ");
        final long id = stop(OrderType.STOP_LIMIT, TimeInForce.GTC, bid - 20_000, bid - 10_000);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        rig.amend(id, bid - 30_000, LOT);
        rig.await("^AMEND_REJECTED .* GATEWAY .* NOT_SUPPORTED .*limit orders only");
        assertNoAlarm();
    }

    @Test
    void amendmentToLessThanIsFilledIsTheEndThatTheVenueMakesOfIt() {
        final long id = rig.limit(Side.BUY, bid - 1_000, 10 * LOT, TimeInForce.GTC);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        venue.trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(bid - 1_100, 2).toPlainString(), "0.03", 1);
        rig.awaitUpdate(id, "ACCEPTED->PARTIALLY_FILLED " + 3 * LOT);
        rig.amend(id, bid - 1_100, 2 * LOT);
        rig.awaitUpdate(id, ".*->CANCELLED " + 3 * LOT);
        assertTrue(rig.lines().stream().noneMatch(line -> line.startsWith("AMENDED")), () -> "" + rig.lines());
        assertNoAlarm();
    }

    @Test
    void deadManTimerIsSaidNotToCoverStops() {
        rig.await("DEAD_MAN_ARMED BINANCE_USDM: not of stops and take-profits that wait");
    }

    @Test
    void fillsOfManyPagesAreFetchedOnceEach() {
        final int fills = 1_700;
        final long id = rig.limit(Side.BUY, bid - 1_000, fills * 100_000L, TimeInForce.GTC);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        final int mark = rig.mark();
        // Some are heard, the rest is not.
        venue.trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(bid - 1_100, 2).toPlainString(), "0.001", 150);
        rig.awaitUpdate(id, ".* " + 150 * 100_000L);
        venue.inject(FaultKind.PRIVATE_DISCONNECT, 1);
        venue.trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(bid - 1_100, 2).toPlainString(), "0.001", fills - 150);
        rig.await(mark, "^RECONCILED");
        rig.awaitUpdate(id, ".*->FILLED " + fills * 100_000L);
        assertEquals(fills, rig.lines().stream().filter(line -> line.startsWith("FILL ")).count());
        assertNoAlarm();
    }
}
