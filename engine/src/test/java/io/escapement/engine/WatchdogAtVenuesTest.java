package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.AccountSettings.Kind;
import io.escapement.engine.control.CancelEverything;
import io.escapement.engine.control.HeartbeatFile;
import io.escapement.engine.control.OpenOrder;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.control.PulseWatch.Pulse;
import io.escapement.engine.control.Watchdog;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.GatewayBench;
import io.escapement.engine.venue.orders.Secrets;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The watchdog at each venue's server: signed REST, no gateway. */
@Timeout(120)
class WatchdogAtVenuesTest {
    private static final String KEY = "a-key-of-loopback";
    private static final String SECRET = "a-secret-for-loopback-alone";

    @TempDir
    private Path journal;
    private LoopbackVenue venue;
    private WebSocket market;
    private GatewayRig rig;
    private OrderCanceller canceller;

    private AccountConfig config(String secret) {
        return AccountConfig.of(Secrets.of(KEY, secret), GatewayRig.ENGINE, Set.of(1), Provenance.SIMULATED,
            venue.webSocketUrl(), venue.restUrl()).withWaits(400, 20, 500);
    }

    private static Instrument instrument(Kind kind) {
        return new Instrument(1, kind.venue, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000, 1_000, 900_000_000_000L,
            500_000_000, InstrumentStatus.TRADING,
            kind == Kind.BINANCE_USDM ? InstrumentKind.LINEAR : InstrumentKind.SPOT, Instrument.ONE, "BTC/USDT",
            BookRules.of(SyncKind.RANGES));
    }

    private void start(Kind kind) throws IOException {
        venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).as(kind.text)
            .withTrading(Trading.with(ApiKey.hmac(KEY, SECRET))));
        rig = new GatewayRig("inline", kind.protocol, config(SECRET), List.of(instrument(kind)));
        rig.await("RECONCILED " + kind.venue);
    }

    @AfterEach
    void stop() throws IOException {
        if (market != null) {
            market.abort();
        }
        if (canceller != null) {
            canceller.close();
        }
        if (rig != null) {
            rig.close();
        }
        if (venue != null) {
            venue.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelsWhatADeadEngineLeftAndVerifiesIt(Kind kind) throws Exception {
        start(kind);
        market = GatewayBench.watch(venue, kind.venue, instrument(kind).kind());
        final BigDecimal best = venue.truth("BTCUSDT").bids().firstKey();
        final long price = best.movePointRight(2).longValueExact() - 100_000;
        final long first = rig.limit(Side.BUY, price, 10_000_000, TimeInForce.GTC);
        rig.limit(Side.BUY, price - 1_000, 10_000_000, TimeInForce.GTC);
        rig.await("SENT->ACCEPTED");
        canceller = AccountCancellers.open(kind.protocol.apply(config(SECRET)), config(SECRET),
            List.of(instrument(kind)));
        List<OpenOrder> open = canceller.openOrders();
        while (open.size() < 2) {
            open = canceller.openOrders();
        }
        assertTrue(open.stream().anyMatch(order -> order.clientOrderId().equals(Long.toString(first))
            && order.side().equals("BUY") && order.quantity().equals("0.1") && order.filled().equals("0")),
            open::toString);
        final List<String> told = new ArrayList<>();
        try (HeartbeatFile engine = HeartbeatFile.forEngine(journal);
             Watchdog watchdog = new Watchdog(journal, TimeUnit.MILLISECONDS.toNanos(50),
                 new CancelEverything(List.of(canceller), 20, 50), told::add)) {
            engine.begin(GatewayRig.ENGINE, 1);
            while (watchdog.look() != Pulse.STALLED || !watchdog.isVerified()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertEquals(List.of(), venue.account().open());
            assertEquals(HeartbeatFile.Kind.CANCELLED, engine.word().kind());
            assertTrue(engine.word().text().contains("nothing is open, 2 cancelled"), engine.word()::text);
        }
        assertTrue(told.stream().noneMatch(line -> line.contains(KEY) || line.contains(SECRET)), told::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongSecretIsToldWithoutShowingIt(Kind kind) throws Exception {
        start(kind);
        final String wrong = "not-the-secret-of-the-account";
        canceller = AccountCancellers.open(kind.protocol.apply(config(wrong)), config(wrong),
            List.of(instrument(kind)));
        final String message = assertThrows(IOException.class, () -> canceller.openOrders()).getMessage();
        assertTrue(message.contains("refused") && !message.contains(wrong) && !message.contains(KEY), message);
    }
}
