package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.trial.GatewayCase;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What Bybit alone has: the timer that hangs on a connection, and orders that wait at the venue. The timer's shortest
 * window is three seconds, which one test has to wait for.
 */
class BybitGatewayTest {
    private static final long LOT = 1_000_000;

    @ParameterizedTest
    @EnumSource(names = {"BYBIT_SPOT", "BYBIT_LINEAR"})
    void timerIsSetOnceTheConnectionHearsItsTopic(GatewayCase of) throws Exception {
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading())) {
            final GatewayRig rig = bench.start(60_000);
            rig.await("DEAD_MAN_ARMED BYBIT");
            rig.limit(Side.BUY, bench.best(true) - 100_000, LOT, TimeInForce.GTC);
            rig.await("->ACCEPTED");
            assertTrue(rig.lines().stream().noneMatch(line -> line.startsWith("DEAD_MAN_FAILED")
                || line.startsWith("DEAD_MAN_ABSENT")), () -> "" + rig.lines());
        }
    }

    @Test
    void venueCancelsWhatAnEngineThatIsGoneHasLeft() throws Exception {
        try (GatewayBench bench = new GatewayBench(GatewayCase.BYBIT_LINEAR, GatewayBench.trading())) {
            final GatewayRig rig = bench.start(3_000);
            rig.await("DEAD_MAN_ARMED BYBIT");
            rig.limit(Side.BUY, bench.best(true) - 100_000, LOT, TimeInForce.GTC);
            rig.await("->ACCEPTED");
            rig.gateway().close();
            assertEquals(1, bench.venue().account().open().size());
            while (!bench.venue().account().open().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertEquals(List.of(Order.State.CANCELLED), bench.venue().account().orders().stream()
                .map(order -> order.state()).toList());
        }
    }

    @Test
    void accountWithoutTheTimerSaysSo() throws Exception {
        try (GatewayBench bench = new GatewayBench(GatewayCase.BYBIT_SPOT, GatewayBench.trading().withoutDeadMan())) {
            final GatewayRig rig = bench.start(60_000);
            assertEquals("DEAD_MAN_FAILED BYBIT: a subscription was refused: dcp.spot error:DCP is not enabled for"
                + " this account,topic:dcp.spot", rig.await("DEAD_MAN_"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BYBIT_SPOT", "BYBIT_LINEAR"})
    void stopsWaitAtTheVenueAreAmendedAndCancelled(GatewayCase of) throws Exception {
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading())) {
            final GatewayRig rig = bench.start(0);
            final long far = bench.best(false) + 500_000;
            final long limited = rig.place(Side.BUY, OrderType.STOP_LIMIT, TimeInForce.GTC, far, 2 * LOT, far, false);
            final long market = rig.place(Side.BUY, OrderType.STOP, TimeInForce.IOC, Report.NULL, 2 * LOT, far, false);
            rig.await("update " + ClientOrderText.of(limited) + " (SENT|UNKNOWN)->ACCEPTED");
            rig.await("update " + ClientOrderText.of(market) + " (SENT|UNKNOWN)->ACCEPTED");
            assertEquals(List.of(Order.State.WAITING, Order.State.WAITING), bench.venue().account().open().stream()
                .map(order -> order.state()).toList());
            rig.amend(limited, far + 100, 3 * LOT);
            rig.await("^AMENDED " + ClientOrderText.of(limited) + " .* order " + 3 * LOT + "@" + (far + 100));
            rig.amend(market, Report.NULL, 3 * LOT);
            rig.await("^AMENDED " + ClientOrderText.of(market) + " .* order " + 3 * LOT);
            rig.cancel(limited);
            rig.await("update " + ClientOrderText.of(limited) + " CANCEL_PENDING->CANCELLED");
            assertEquals(1, bench.venue().account().open().size());
            assertEquals(List.of(), rig.complaints(), () -> String.join("\n", rig.lines()));
        }
    }

    /** Spot's cancelling of everything leaves what waits, unless that is asked for. */
    @ParameterizedTest
    @EnumSource(names = {"BYBIT_SPOT", "BYBIT_LINEAR"})
    void killReachesWhatWaitsToo(GatewayCase of) throws Exception {
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading())) {
            final GatewayRig rig = bench.start(0);
            rig.place(Side.BUY, OrderType.STOP, TimeInForce.IOC, Report.NULL, LOT, bench.best(false) + 500_000, false);
            rig.limit(Side.BUY, bench.best(true) - 100_000, LOT, TimeInForce.GTC);
            while (bench.venue().account().open().size() < 2) {
                Thread.onSpinWait();
            }
            rig.command(Command.KILL);
            rig.await("ALL_CANCELLED");
            assertEquals(List.of(), bench.venue().account().open());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BYBIT_SPOT", "BYBIT_LINEAR"})
    void venueTriggersATakeProfitWhichThenFills(GatewayCase of) throws Exception {
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading())) {
            final GatewayRig rig = bench.start(0);
            final long above = bench.best(false) + 100_000;
            final String id = ClientOrderText.of(rig.place(Side.SELL, OrderType.TAKE_PROFIT, TimeInForce.IOC,
                Report.NULL, LOT, above, false));
            rig.await("update " + id + " (SENT|UNKNOWN)->ACCEPTED");
            bench.venue().trade("BTCUSDT", Side.BUY, BigDecimal.valueOf(above, 2).toPlainString(), "0.001", 1);
            rig.await("^TRIGGERED " + id);
            rig.await("update " + id + " .*->FILLED " + LOT);
        }
    }
}
