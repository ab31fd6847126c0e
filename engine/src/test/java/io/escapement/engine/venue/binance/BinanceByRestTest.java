package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.Secrets;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Binance spot while its WebSocket API cannot be reached, and REST can; and more fills than a page has. */
class BinanceByRestTest {
    private static final long LOT = 100_000;
    private static final Instrument BTC = new Instrument(1, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000,
        1_000, 900_000_000_000L, 500_000_000, InstrumentStatus.TRADING);
    private static final String BY_REST = "^RECONCILED BINANCE: orders go by REST";

    private LoopbackVenue venue;
    private Relay relay;
    private GatewayRig rig;
    private long bid;

    @BeforeEach
    void start() throws Exception {
        final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        final String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(
            pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----";
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT"))
            .withTrading(Trading.with(ApiKey.ed25519("a-key", pair.getPublic()))));
        relay = new Relay(venue.port());
        rig = new GatewayRig("inline", BinanceAccount::new, AccountConfig.of(Secrets.of("a-key", pem),
            GatewayRig.ENGINE, Set.of(1), Provenance.SIMULATED, relay.webSocketUrl(), venue.restUrl())
            .withWaits(1_500, 20, 100).withWindow(1_000), List.of(BTC));
        rig.await("^RECONCILED BINANCE$");
        bid = venue.truth("BTCUSDT").bids().firstKey().movePointRight(2).longValueExact();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
        relay.close();
        venue.close();
    }

    private List<AccountTruth.Entry> named(long id) {
        return venue.account().named(ClientOrderText.of(id));
    }

    private void assertNoAlarm() {
        assertEquals(List.of(), rig.complaints(), () -> String.join("\n", rig.lines()));
    }

    @Test
    void ordersGoByRestWhileTheLineIsAwayAndByTheLineAgainAfterwards() {
        final long before = rig.limit(Side.BUY, bid - 100_000, 10 * LOT, TimeInForce.GTC);
        rig.awaitUpdate(before, "SENT->ACCEPTED 0");
        int mark = rig.mark();
        relay.cut();
        rig.await(mark, "^DISCONNECTED");
        rig.await(mark, BY_REST);
        final long rests = rig.limit(Side.BUY, bid - 100_100, 10 * LOT, TimeInForce.GTC);
        rig.awaitUpdate(rests, "SENT->ACCEPTED 0");
        final long stop = rig.place(Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, bid - 20_000, LOT, bid - 10_000,
            false);
        rig.awaitUpdate(stop, "SENT->ACCEPTED 0");
        final long taken = rig.limit(Side.SELL, bid, LOT, TimeInForce.IOC);
        rig.awaitUpdate(taken, ".*->FILLED " + LOT);
        rig.await(mark, "^FILL " + ClientOrderText.of(taken) + " QUERY SELL");
        // Nobody asks for it; it is found in its turn.
        venue.trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(bid - 10_000, 2).toPlainString(), "0.001", 1);
        rig.awaitUpdate(stop, ".*->FILLED " + LOT);
        rig.cancel(before);
        rig.awaitUpdate(before, "CANCEL_PENDING->CANCELLED 0");

        mark = rig.mark();
        relay.restore();
        rig.await(mark, "^RECONCILED BINANCE$");
        final long after = rig.limit(Side.BUY, bid - 100_200, 10 * LOT, TimeInForce.GTC);
        rig.awaitUpdate(after, "SENT->ACCEPTED 0");
        for (final long id : List.of(before, rests, stop, taken, after)) {
            assertEquals(1, named(id).size(), ClientOrderText.of(id));
        }
        assertNoAlarm();
    }

    @Test
    void orderThatTheLineHasTakenWithItIsAskedForAndNotSentAgain() {
        relay.mute();
        final long arrived = rig.limit(Side.BUY, bid - 100_000, 10 * LOT, TimeInForce.GTC);
        rig.awaitUpdate(arrived, "SENT->UNKNOWN 0");
        relay.cut();
        rig.awaitUpdate(arrived, "UNKNOWN->ACCEPTED 0");
        rig.await(BY_REST);
        assertEquals(1, named(arrived).size());
        assertEquals(1, venue.account().orders().size());
        assertNoAlarm();
    }

    @Test
    void orderThatNeverArrivedIsAskedForAndNotSentAgain() {
        venue.inject(FaultKind.ORDER_LOST, 1);
        relay.mute();
        final long lost = rig.limit(Side.BUY, bid - 100_000, 10 * LOT, TimeInForce.GTC);
        rig.await("^DISCONNECTED");
        relay.cut();
        rig.await(BY_REST);
        rig.awaitUpdate(lost, ".*->REJECTED 0");
        assertEquals(0, venue.account().orders().size());
        assertNoAlarm();
    }

    @Test
    void fillsOfManyPagesAreFetchedOnceEach() {
        final int fills = 1_700;
        final long id = rig.limit(Side.BUY, bid - 1_000, fills * LOT, TimeInForce.GTC);
        rig.awaitUpdate(id, "SENT->ACCEPTED 0");
        venue.trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(bid - 1_100, 2).toPlainString(), "0.001", 150);
        rig.awaitUpdate(id, ".* " + 150 * LOT);
        final int mark = rig.mark();
        relay.cut();
        rig.await(mark, "^DISCONNECTED");
        venue.trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(bid - 1_100, 2).toPlainString(), "0.001", fills - 150);
        rig.awaitUpdate(id, ".*->FILLED " + fills * LOT);
        assertEquals(fills, rig.lines().stream().filter(line -> line.startsWith("FILL ")).count());
        assertNoAlarm();
    }
}
