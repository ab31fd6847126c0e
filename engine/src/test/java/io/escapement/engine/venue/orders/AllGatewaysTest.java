package io.escapement.engine.venue.orders;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.InstrumentKind;
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
import io.escapement.engine.venue.trial.GatewayCase;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What every gateway has to be able to do, against the loopback server of its venue. */
class AllGatewaysTest {
    private static final String KEY = "a-key-of-loopback";
    private static final String SECRET = "a-secret-for-loopback-alone";
    private static final long LOT = 1_000_000;

    private LoopbackVenue venue;
    private GatewayRig rig;
    private WebSocket market;

    private void start(GatewayCase of) throws IOException {
        final Serve serve = Serve.simulation(Simulation.of(7, "BTCUSDT")).as(of.name)
            .withTrading(Trading.with(ApiKey.hmac(KEY, SECRET)));
        venue = LoopbackVenue.start(serve);
        if (of.venue == Venue.BYBIT) {
            // The book of this server begins with the first who wants to see it.
            market = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(venue.webSocketUrl()
                + "/v5/public/" + (of.kind == InstrumentKind.SPOT ? "spot" : "linear")), new WebSocket.Listener() {
                }).join();
            market.sendText("{\"op\":\"subscribe\",\"args\":[\"orderbook.50.BTCUSDT\"]}", true).join();
        }
        rig = new GatewayRig("inline", of.protocol, AccountConfig.of(Secrets.of(KEY, SECRET), GatewayRig.ENGINE,
            Set.of(1), Provenance.SIMULATED, venue.webSocketUrl(), venue.restUrl()).withWaits(400, 20, 500)
            .withWindow(1_000).withMargin(200).withDeadMan(60_000), List.of(of.instrument()));
        rig.await("RECONCILED " + of.venue);
        while (venue.truth("BTCUSDT").bids().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() throws IOException {
        if (market != null) {
            market.abort();
        }
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

    private void assertClean() {
        assertTrue(rig.lines().stream().noneMatch(line -> line.startsWith("ALARM") || line.startsWith("MALFORMED")
            || line.contains(KEY) || line.contains(SECRET)), String.join("\n", rig.lines()));
    }

    @ParameterizedTest
    @EnumSource
    void placesAndCancels(GatewayCase of) throws IOException {
        start(of);
        rig.await(of == GatewayCase.USDM ? "DEAD_MAN_ARMED" : "DEAD_MAN_(ABSENT|ARMED|FAILED)");
        final long id = rig.limit(Side.BUY, best(true) - 100_000, 10 * LOT, TimeInForce.GTC);
        rig.await("update " + ClientOrderText.of(id) + " SENT->ACCEPTED");
        assertEquals(1, named(id).size());
        rig.cancel(id);
        rig.await("update " + ClientOrderText.of(id) + " CANCEL_PENDING->CANCELLED");
        assertEquals(List.of(), venue.account().open());
        assertClean();
    }

    @ParameterizedTest
    @EnumSource
    void takesAndTellsTheFillOnce(GatewayCase of) throws IOException {
        start(of);
        final long id = rig.limit(Side.SELL, best(true), LOT, TimeInForce.IOC);
        rig.await("update " + ClientOrderText.of(id) + " .*->(FILLED|CANCELLED|EXPIRED)");
        assertTrue(rig.await("^FILL ").contains(" TAKER fee "), "" + rig.lines());
        assertEquals(-venue.account().net("BTCUSDT").movePointRight(8).longValueExact(), rig.lines().stream()
            .filter(line -> line.startsWith("update " + ClientOrderText.of(id)))
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).max().orElse(0));
        assertClean();
    }

    @ParameterizedTest
    @EnumSource(names = {"BINANCE", "USDM", "BYBIT_SPOT", "BYBIT_LINEAR"})
    void amendsWhatTheVenueCanAmend(GatewayCase of) throws IOException {
        start(of);
        final long price = best(true) - 100_000;
        final long id = rig.limit(Side.BUY, price, 10 * LOT, TimeInForce.GTC);
        rig.await("->ACCEPTED");
        rig.amend(id, price, 4 * LOT);
        rig.await("^AMENDED .* order " + 4 * LOT + "@" + price);
        rig.amend(id, price - 100, 20 * LOT);
        rig.await(of == GatewayCase.BINANCE ? "^AMEND_REJECTED .* GATEWAY .* NOT_SUPPORTED"
            : "^AMENDED .* order " + 20 * LOT + "@" + (price - 100));
        assertClean();
    }

    static Stream<Arguments> faults() {
        return Arrays.stream(GatewayCase.values()).flatMap(of -> Stream.of(FaultKind.ACK_LOST, FaultKind.ORDER_5XX_LIVE,
            FaultKind.ORDER_DISCONNECT, FaultKind.ORDER_LOST).map(fault -> arguments(of, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fateOfAnOrderWhoseAnswerIsLostIsFound(GatewayCase of, FaultKind fault) throws IOException {
        start(of);
        venue.inject(fault, 1);
        final long id = rig.limit(Side.BUY, best(true) - 100_000, 10 * LOT, TimeInForce.GTC);
        final boolean arrives = fault != FaultKind.ORDER_LOST;
        rig.await("update " + ClientOrderText.of(id) + " (SENT|UNKNOWN)->" + (arrives ? "ACCEPTED" : "REJECTED"));
        assertEquals(arrives ? 1 : 0, named(id).size());
        assertClean();
    }

    @ParameterizedTest
    @EnumSource
    void fillsThatTheStreamLostAreFetched(GatewayCase of) throws IOException {
        start(of);
        final int mark = rig.mark();
        venue.inject(FaultKind.PRIVATE_DISCONNECT, 1);
        final long id = rig.limit(Side.SELL, best(true), LOT, TimeInForce.IOC);
        rig.await(mark, "DISCONNECTED");
        rig.await(mark, "RECONCILED " + of.venue);
        rig.await("update " + ClientOrderText.of(id) + " .*->(FILLED|CANCELLED|EXPIRED)");
        assertEquals(-venue.account().net("BTCUSDT").movePointRight(8).longValueExact(), rig.lines().stream()
            .filter(line -> line.startsWith("update " + ClientOrderText.of(id)))
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).max().orElse(0),
            () -> String.join("\n", rig.lines()));
        assertClean();
    }

    @ParameterizedTest
    @EnumSource
    void killCancelsEverythingAndSaysSo(GatewayCase of) throws IOException {
        start(of);
        for (int i = 0; i < 3; i++) {
            rig.limit(Side.BUY, best(true) - 100_000 - 100 * i, 10 * LOT, TimeInForce.GTC);
        }
        rig.command(Command.KILL);
        rig.await("ALL_CANCELLED");
        assertEquals(List.of(), venue.account().open());
    }
}
