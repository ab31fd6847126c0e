package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Command;
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
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.Secrets;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The gateway against the loopback venue, which checks signatures, matches orders and does what can go wrong. */
class BinanceGatewayTest {
    private static final String SECRET = "a-secret-for-loopback-alone";
    private static final KeyPair EDWARDS = edwards();
    private static final Instrument BTC = new Instrument(1, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000,
        1_000, 900_000_000_000L, 500_000_000, InstrumentStatus.TRADING);
    private static final long LOT = 100_000;

    private LoopbackVenue venue;
    private GatewayRig rig;

    private static KeyPair edwards() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (final NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void start(String layout, boolean ed25519) throws IOException {
        start(layout, ed25519, Trading.with(ApiKey.hmac("hmac-key", SECRET),
            ApiKey.ed25519("ed25519-key", EDWARDS.getPublic())));
    }

    private void start(String layout, boolean ed25519, Trading trading) throws IOException {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).withTrading(trading));
        final String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(
            EDWARDS.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----";
        final Secrets secrets = ed25519 ? Secrets.of("ed25519-key", pem) : Secrets.of("hmac-key", SECRET);
        rig = new GatewayRig(layout, BinanceAccount::new, AccountConfig.of(secrets, GatewayRig.ENGINE, Set.of(1),
            Provenance.SIMULATED, venue.webSocketUrl(), venue.restUrl()).withWaits(400, 20, 500)
                .withWindow(1_000).withMargin(200),
            List.of(BTC));
    }

    @AfterEach
    void stop() throws IOException {
        if (rig != null) {
            rig.close();
        }
        if (venue != null) {
            venue.close();
        }
    }

    /** In price mantissas. */
    private long best(boolean bid) {
        final BigDecimal price = bid ? venue.truth("BTCUSDT").bids().firstKey()
            : venue.truth("BTCUSDT").asks().firstKey();
        return price.movePointRight(2).longValueExact();
    }

    private List<AccountTruth.Entry> named(long id) {
        return venue.account().named(ClientOrderText.of(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "split-2"})
    void connectsReconcilesPlacesAmendsAndCancels(String layout) throws IOException {
        start(layout, true);
        rig.await("RECONCILED");
        final List<String> lines = rig.lines();
        assertEquals(List.of("CLOCK_OFFSET BINANCE: within 0 ms", "CONNECTED BINANCE: the WebSocket API",
            "LOGGED_ON BINANCE: the WebSocket API",
            "DEAD_MAN_ABSENT BINANCE: Binance spot has no dead-man timer: when this engine dies, the watchdog has to"
                + " cancel",
            "RECONCILING BINANCE", "balance 10000000000 10000000000 QUERY BTC",
            "balance 10000000000 10000000000 QUERY ETH", "balance 100000000000000 100000000000000 QUERY USDT",
            "RECONCILED BINANCE"), lines.stream().map(line -> line.replaceAll("within \\d+", "within 0")).toList());
        final long id = rig.limit(Side.BUY, best(true) - 100_000, 10 * LOT, TimeInForce.GTC);
        rig.await("update " + ClientOrderText.of(id) + " SENT->ACCEPTED");
        rig.amend(id, best(true) - 100_000, 4 * LOT);
        assertTrue(rig.await("^AMENDED ").contains("order " + 4 * LOT + "@"), "" + rig.lines());
        rig.cancel(id);
        rig.await("update " + ClientOrderText.of(id) + " CANCEL_PENDING->CANCELLED");
        assertEquals(List.of(), venue.account().open());
        assertNoAlarm();
    }

    private void assertNoAlarm() {
        assertEquals(List.of(), rig.complaints(), () -> String.join("\n", rig.lines()));
    }

    @Test
    void fillIsToldWithPriceQuantityFeeAndRole() throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        final long id = rig.market(Side.SELL, LOT);
        final String fill = rig.await("^FILL ");
        assertTrue(fill.startsWith("FILL " + ClientOrderText.of(id) + " STREAM SELL " + LOT + "/0 " + LOT + "@"),
            fill);
        assertTrue(fill.contains(" TAKER fee ") && fill.contains(" USDT "), fill);
        rig.await("update .*->FILLED " + LOT);
        assertNoAlarm();
    }

    @Test
    void keyForHmacSendsItsOrdersByRest() throws IOException {
        start("inline", false);
        rig.await("RECONCILED");
        final long id = rig.limit(Side.BUY, best(true) - 100_000, 10 * LOT, TimeInForce.POST_ONLY);
        rig.await("update " + ClientOrderText.of(id) + " SENT->ACCEPTED");
        rig.cancel(id);
        rig.await("update " + ClientOrderText.of(id) + " CANCEL_PENDING->CANCELLED");
        assertNoAlarm();
    }

    @Test
    void refusalsAreToldInOurWords() throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        rig.limit(Side.BUY, best(false), 10 * LOT, TimeInForce.POST_ONLY);
        rig.await("^REJECTED .* REPLY .* WOULD_CROSS ");
        rig.limit(Side.BUY, best(true), 2_000_000_000L * 10, TimeInForce.GTC);
        rig.await("^REJECTED .* REPLY .* INSUFFICIENT_BALANCE ");
        rig.limit(Side.BUY, best(true), 10 * LOT + 1, TimeInForce.GTC);
        rig.await("^REJECTED .* GATEWAY .* NOT_SUPPORTED .*multiple of 1000");
        final int mark = rig.mark();
        rig.cancel(1L << 48 | 5L << 8);
        rig.await(mark, "CANCEL_REJECTED .* GATEWAY .* NOT_SENT");
    }

    @Test
    void stopOfTheVenueIsKeptThere() throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        final long id = rig.place(Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, best(true) - 200_000, 10 * LOT,
            best(true) - 100_000, false);
        rig.await("update " + ClientOrderText.of(id) + " SENT->ACCEPTED");
        assertEquals(1, venue.account().open().size());
    }

    @Test
    void heldOrderLeavesWhenItIsReleasedAndNotBefore() throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        final long id = rig.place(Side.SELL, OrderType.STOP, TimeInForce.GTC, Report.NULL, LOT, best(true) - 100,
            true);
        assertEquals(List.of(), named(id));
        rig.release(id);
        rig.await("update " + ClientOrderText.of(id) + " .*->FILLED " + LOT);
        assertEquals(1, named(id).size());
    }

    @ParameterizedTest
    @EnumSource(value = FaultKind.class, names = {"ACK_LOST", "ORDER_5XX_LIVE", "ORDER_DISCONNECT", "ORDER_LOST"})
    void orderWhoseAnswerIsLostIsAskedForUntilItsFateIsKnown(FaultKind kind) throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        venue.inject(kind, 1);
        final long id = rig.limit(Side.BUY, best(true) - 100_000, 10 * LOT, TimeInForce.GTC);
        final boolean arrives = kind != FaultKind.ORDER_LOST;
        rig.await("update " + ClientOrderText.of(id) + " (SENT|UNKNOWN)->" + (arrives ? "ACCEPTED" : "REJECTED"));
        assertEquals(arrives ? 1 : 0, named(id).size());
        assertNoAlarm();
    }

    @Test
    void cancelWhoseAnswerIsLostEndsInTheTruth() throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        final long id = rig.limit(Side.BUY, best(true) - 100_000, 10 * LOT, TimeInForce.GTC);
        rig.await("->ACCEPTED");
        venue.inject(FaultKind.ORDER_LOST, 1);
        rig.cancel(id);
        // The cancel never arrived: the order is open again, and the next cancel ends it.
        rig.await("^CANCEL_REJECTED .* QUERY");
        rig.await("RECONCILED");
        rig.cancel(id);
        rig.await("->CANCELLED");
        assertEquals(List.of(), venue.account().open());
    }

    @Test
    void fillsThatTheStreamLostAreFetched() throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        final int mark = rig.mark();
        venue.inject(FaultKind.PRIVATE_DISCONNECT, 1);
        final long id = rig.market(Side.SELL, LOT);
        rig.await("update " + ClientOrderText.of(id) + " .*->FILLED " + LOT);
        rig.await("DISCONNECTED");
        rig.await(mark, "RECONCILED BINANCE");
        assertNoAlarm();
    }

    @Test
    void killCancelsEverythingAndSaysSo() throws IOException {
        start("inline", true);
        rig.await("RECONCILED");
        for (int i = 0; i < 3; i++) {
            rig.limit(Side.BUY, best(true) - 100_000 - i, 10 * LOT, TimeInForce.GTC);
        }
        rig.command(Command.KILL);
        rig.await("ALL_CANCELLED");
        assertEquals(List.of(), venue.account().open());
        rig.command(Command.KILL);
        rig.await(rig.mark(), "ALL_CANCELLED");
    }

    @Test
    void ordersBeforeReconcilingAreNotSent() throws IOException {
        start("inline", true, Trading.with(ApiKey.hmac("hmac-key", SECRET)));
        rig.await("LOGON_REFUSED BINANCE: .*-2015");
        final long id = rig.limit(Side.BUY, best(true), LOT, TimeInForce.GTC);
        rig.await("^REJECTED " + ClientOrderText.of(id) + " GATEWAY .* NOT_SENT");
        assertFalse(rig.gateway().isReconciled());
        assertTrue(rig.lines().stream().noneMatch(line -> line.contains("ed25519-key")), "" + rig.lines());
    }

    @Test
    void clockBeyondTheWindowIsRefused() throws IOException {
        start("inline", true, Trading.with(ApiKey.ed25519("ed25519-key", EDWARDS.getPublic())).ahead(5_000));
        rig.await("DISCONNECTED BINANCE: our clock is \\d+ ms behind the venue's");
        assertFalse(rig.gateway().isReconciled());
    }

    @Test
    void limitOfOrdersIsKeptToAndNeverAnswered429() throws IOException {
        start("inline", true, Trading.with(ApiKey.ed25519("ed25519-key", EDWARDS.getPublic())).allowing(10));
        rig.await("RECONCILED");
        for (int i = 0; i < 30; i++) {
            rig.limit(Side.BUY, best(true) - 100_000 - i, 10 * LOT, TimeInForce.GTC);
            rig.await("(ACCEPTED|REJECTED) .*-" + i % 1 + " ");
        }
        rig.await("^REJECTED .* GATEWAY .* RATE_LIMIT");
        assertTrue(rig.lines().stream().noneMatch(line -> line.contains("REPLY") && line.contains("RATE_LIMIT")),
            "" + rig.lines());
    }
}
